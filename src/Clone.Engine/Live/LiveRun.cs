using System;
using System.Collections.Generic;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;

namespace Clone.Engine.Live;

/// <summary>A run that waits or is under way, in whichever process of this machine.</summary>
public sealed record LiveRun
{
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

    /// <summary>When it was asked for, UTC.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>The process that runs it.</summary>
    public int ProcessId { get; init; }

    /// <summary>What it does.</summary>
    public LiveState State { get; init; }

    /// <summary>Its place among those that wait, from 1 on; 0 when it is under way.</summary>
    public int Position { get; init; }

    /// <summary>Names of the jobs whose runs it waits for.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    /// <summary>How far it is; null in its first moments.</summary>
    public RunProgress? Progress { get; init; }
}
