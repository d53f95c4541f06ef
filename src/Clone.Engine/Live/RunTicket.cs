using System;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;

namespace Clone.Engine.Live;

/// <summary>A run that waits or is under way, as its process wrote it down beside the lock that it holds.</summary>
sealed record RunTicket
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Identity of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Identity of its job.</summary>
    public Guid JobId { get; init; }

    /// <summary>Name of its job.</summary>
    public string JobName { get; init; } = "";

    /// <summary>
    /// Of a restore: the job whose copy it reads; null for a run. The identity of the job above is then that of the copy
    /// and the folder together.
    /// </summary>
    public Guid? RestoredJobId { get; init; }

    /// <summary>Kind of its job.</summary>
    public JobKind Kind { get; init; }

    /// <summary>Incremental or full.</summary>
    public SyncMode Mode { get; init; }

    /// <summary>The folder that it reads, links resolved.</summary>
    public string Source { get; init; } = "";

    /// <summary>The folder that it writes, links resolved; null when it writes to no folder.</summary>
    public string? Destination { get; init; }

    /// <summary>When it was asked for, UTC. For people alone: clocks jump.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>Its process. For people alone: ids are used again, so whether the run lives is known by its lock.</summary>
    public int ProcessId { get; init; }

    /// <summary>Its number in the line: the smallest goes first.</summary>
    public long Number { get; init; }

    /// <summary>False while it waits.</summary>
    public bool IsRunning { get; init; }
}
