namespace Clone.Engine.Objects;

/// <summary>An object, or one of its versions.</summary>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version; null for the newest.</param>
public readonly record struct ObjectVersion(string Key, string? VersionId = null);
