namespace Clone.Engine.Objects;

/// <summary>An object that is copied inside the service.</summary>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version; null for the newest.</param>
/// <param name="IfMatch">The ETag that it must have, else the copy fails with ChangedMeanwhile; null for any.</param>
public sealed record ObjectSource(string Key, string? VersionId = null, string? IfMatch = null);
