namespace Clone.Engine.Objects;

/// <summary>A part that the service has.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="ETag">The service's ETag or name of it.</param>
public sealed record UploadPart(int Number, long Size, string ETag)
{
    /// <summary>MD5 of its contents, where it is known: of what was sent, and where the ETag is one.</summary>
    public byte[]? Md5 { get; init; }
}
