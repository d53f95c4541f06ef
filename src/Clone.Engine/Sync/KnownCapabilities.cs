using Clone.Engine.Destinations;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>The capabilities of a destination as the index keeps them between runs.</summary>
sealed record KnownCapabilities
{
    public long TimeUnit { get; init; } = 1;

    public bool HasLocalTimes { get; init; }

    public bool FoldsCase { get; init; }

    public bool KeepsCreated { get; init; }

    public bool KeepsAttributes { get; init; }

    public bool KeepsOwner { get; init; }

    public bool KeepsStreams { get; init; }

    public bool KeepsLinks { get; init; }

    public bool KeepsLinkTimes { get; init; }

    public bool HasLastingFileIds { get; init; }

    public long MaxFileSize { get; init; } = long.MaxValue;

    public static KnownCapabilities Of(DestinationCapabilities found) => new()
    {
        TimeUnit = found.TimeUnit,
        HasLocalTimes = found.HasLocalTimes,
        FoldsCase = found.FoldsCase,
        KeepsCreated = (found.Keeps & FacetMask.Created) != 0,
        KeepsAttributes = (found.Keeps & FacetMask.Attributes) != 0,
        KeepsOwner = (found.Keeps & FacetMask.Owner) != 0,
        KeepsStreams = (found.Keeps & FacetMask.Streams) != 0,
        KeepsLinks = found.KeepsLinks,
        KeepsLinkTimes = found.KeepsLinkTimes,
        HasLastingFileIds = found.HasLastingFileIds,
        MaxFileSize = found.MaxFileSize,
    };

    public DestinationCapabilities ToCapabilities() => new()
    {
        TimeUnit = TimeUnit,
        HasLocalTimes = HasLocalTimes,
        FoldsCase = FoldsCase,
        Keeps = FacetMask.Modified
            | (KeepsCreated ? FacetMask.Created : FacetMask.None)
            | (KeepsAttributes ? FacetMask.Attributes : FacetMask.None)
            | (KeepsOwner ? FacetMask.Owner : FacetMask.None)
            | (KeepsStreams ? FacetMask.Streams : FacetMask.None),
        KeepsLinks = KeepsLinks,
        KeepsLinkTimes = KeepsLinkTimes,
        HasLastingFileIds = HasLastingFileIds,
        MaxFileSize = MaxFileSize,
    };
}
