namespace Clone.Engine.Objects;

/// <summary>What of an object is read.</summary>
public sealed record ReadOptions
{
    /// <summary>The newest version, whole.</summary>
    public static ReadOptions Whole { get; } = new();

    /// <summary>The range; null for all of it.</summary>
    public ByteRange? Range { get; init; }

    /// <summary>The version; null for the newest.</summary>
    public string? VersionId { get; init; }

    /// <summary>The ETag that it must have, else the reading fails with ChangedMeanwhile; null for any.</summary>
    public string? IfMatch { get; init; }
}
