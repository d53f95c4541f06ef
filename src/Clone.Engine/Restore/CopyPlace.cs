using System;
using Clone.Engine.Jobs;

namespace Clone.Engine.Restore;

/// <summary>Where a copy is: the destination of a job, or any folder, bucket or container that a run of some machine has filled.</summary>
public sealed record CopyPlace
{
    /// <summary>The job; null when the place itself is named.</summary>
    public JobDefinition? Job { get; init; }

    /// <summary>Full path of the copy; null when another place is named.</summary>
    public string? Path { get; init; }

    /// <summary>The bucket or container that holds the copy, with its credential; null when a job or a folder is named.</summary>
    public StorageChanges? Storage { get; init; }

    /// <summary>What sort of place it is.</summary>
    public JobKind Kind => Storage?.Kind ?? Job?.Kind ?? JobKind.Hdd;

    /// <summary>Whether what is to be read and lies in an archive is asked for.</summary>
    public bool RequestsArchived { get; init; }

    /// <summary>The time as of which it is to be read; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
