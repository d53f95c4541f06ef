namespace Clone.Tests.Objects;

/// <summary>A block in memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Contents">Its contents.</param>
sealed record MemoryBlock(string Name, byte[] Contents);
