using System.Collections.Generic;

namespace Clone.Engine.Objects;

/// <summary>What a listing or a look shows of one object.</summary>
public sealed record ObjectInfo
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The ETag without quotation marks; empty for a delete marker.</summary>
    public required string ETag { get; init; }

    /// <summary>When it was put, UTC, in ticks of 100 ns since 0001-01-01; services give seconds or milliseconds.</summary>
    public required long Modified { get; init; }

    /// <summary>The version; null where none are kept or the listing does not say.</summary>
    public string? VersionId { get; init; }

    /// <summary>Whether it is the newest version of its key.</summary>
    public bool IsLatest { get; init; } = true;

    /// <summary>Whether it says that the object was deleted at <see cref="Modified"/>.</summary>
    public bool IsDeleteMarker { get; init; }

    /// <summary>What sort of thing it is to the service.</summary>
    public ObjectKind Kind { get; init; }

    /// <summary>Storage class or access tier in the service's words; null for the service's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Whether it must be requested before it can be read.</summary>
    public ArchiveState Archive { get; init; }

    /// <summary>Metadata, names in lower case; null where it was not asked for (<see cref="ObjectStoreTraits.ListsMetadata"/>).</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>MD5 of the contents as kept beside them by the service; null where it is not known.</summary>
    public byte[]? ContentMd5 { get; init; }

    /// <summary>Content type; null where a listing does not say.</summary>
    public string? ContentType { get; init; }
}
