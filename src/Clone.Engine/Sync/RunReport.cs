using System;
using System.Collections.Generic;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>What a run did. Counts are of files, folders and links alike.</summary>
public sealed record RunReport
{
    /// <summary>Identity of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Identity of its job.</summary>
    public Guid JobId { get; init; }

    /// <summary>Name of the job at that time.</summary>
    public string JobName { get; init; } = "";

    /// <summary>
    /// Of a restore: the job whose copy it reads; null for a run. The identity of the job above is then that of the copy
    /// and the folder together.
    /// </summary>
    public Guid? RestoredJobId { get; init; }

    /// <summary>Kind of the job.</summary>
    public JobKind Kind { get; init; }

    /// <summary>Incremental or full.</summary>
    public SyncMode Mode { get; init; }

    /// <summary>How it ended.</summary>
    public RunResult Result { get; init; }

    /// <summary>When it was asked for, UTC, by the clock of the machine.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended, UTC; for a run that was cut off the time at which that was found.</summary>
    public DateTimeOffset EndTime { get; init; }

    /// <summary>How long it waited for other runs.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How long it took after that; not touched by clocks that are set.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>True when it never came to its end: its process or the machine stopped. Its counts say how far it came.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>Completed and Failed together.</summary>
    public long Total => Completed + Failed;

    /// <summary>Copied, Updated, Moved and Skipped together.</summary>
    public long Completed => Copied + Updated + Moved + Skipped;

    /// <summary>Made at the destination.</summary>
    public long Copied { get; init; }

    /// <summary>Replaced at the destination, or given other times, attributes or owner.</summary>
    public long Updated { get; init; }

    /// <summary>Renamed at the destination without sending contents.</summary>
    public long Moved { get; init; }

    /// <summary>Left as they were, since nothing had changed.</summary>
    public long Skipped { get; init; }

    /// <summary>Items that could not be brought to their end.</summary>
    public long Failed { get; init; }

    /// <summary>Removed at the destination.</summary>
    public long Deleted { get; init; }

    /// <summary>Entries of the source that take no part, by reason; neither in Completed nor in Failed.</summary>
    public IReadOnlyDictionary<string, long> Excluded { get; init; } = new Dictionary<string, long>();

    /// <summary>True when the destination was not listed: what the index knew of it stood for that.</summary>
    public bool ListedIndex { get; init; }

    /// <summary>Bytes of content written to the destination.</summary>
    public long Bytes { get; init; }

    /// <summary>The first 100 failures.</summary>
    public IReadOnlyList<RunFailure> Failures { get; init; } = [];

    /// <summary>Why the run or its removals were refused, or why it failed as a whole; null otherwise.</summary>
    public RunStop? Stop { get; init; }

    /// <summary>Things that the user should know although nothing failed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The code for a task or script (see <see cref="RunExitCode"/>).</summary>
    public int ExitCode { get; init; }
}
