using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>A version of an object in memory.</summary>
/// <param name="Info">Its facts, with metadata.</param>
/// <param name="Contents">Its contents.</param>
sealed record MemoryObject(ObjectInfo Info, byte[] Contents);
