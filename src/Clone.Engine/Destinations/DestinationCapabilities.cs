using Clone.Engine.Folders;

namespace Clone.Engine.Destinations;

/// <summary>What a destination can hold and do, found by trying where that is possible.</summary>
public sealed record DestinationCapabilities
{
    /// <summary>Unit of stored modification times in ticks of 100 ns.</summary>
    public long TimeUnit { get; init; } = 1;

    /// <summary>True for FAT, whose local times make files seem an hour off after a change of daylight saving.</summary>
    public bool HasLocalTimes { get; init; }

    /// <summary>True when names that differ only in case are one name.</summary>
    public bool FoldsCase { get; init; }

    /// <summary>The facets that come back as they were set.</summary>
    public FacetMask Keeps { get; init; } = FacetMask.Modified;

    /// <summary>Whether links can be made.</summary>
    public bool KeepsLinks { get; init; }

    /// <summary>Whether links keep times of their own.</summary>
    public bool KeepsLinkTimes { get; init; }

    /// <summary>True when file ids last as long as the entries do.</summary>
    public bool HasLastingFileIds { get; init; }

    /// <summary>Whether a file can be given another path without being sent again.</summary>
    public bool MovesFiles { get; init; } = true;

    /// <summary>Whether a folder can be given another path with all that lies in it, in one step.</summary>
    public bool MovesFolders { get; init; } = true;

    /// <summary>
    /// True where nothing is gained by committing many items at once: each is then committed as soon as it is staged, so that
    /// none waits in memory.
    /// </summary>
    public bool CommitsEach { get; init; }

    /// <summary>Whether entries may be listed in another order than the canonical one, as where names are spelled otherwise.</summary>
    public bool MayListUnsorted { get; init; }

    /// <summary>Whether a new file can take over the contents of another without their being sent (a clone, a copy within a server).</summary>
    public bool ClonesFiles { get; init; }

    /// <summary>Whether the disk may be pulled at any moment: what is written to it is then flushed file by file, too.</summary>
    public bool IsRemovable { get; init; }

    /// <summary>Whether a new file can be written before it has any name.</summary>
    public bool HasUnnamedFiles { get; init; }

    /// <summary>Largest file in bytes.</summary>
    public long MaxFileSize { get; init; } = long.MaxValue;
}
