namespace Clone.Engine.Objects;

/// <summary>What the service answers when it has taken an object.</summary>
/// <param name="ETag">Its ETag, without quotation marks.</param>
/// <param name="VersionId">Its version; null where none are kept.</param>
public sealed record StoredObject(string ETag, string? VersionId)
{
    /// <summary>MD5 of the contents that were sent; null where nothing was sent, or in parts.</summary>
    public byte[]? Md5 { get; init; }
}
