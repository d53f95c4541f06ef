using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Objects;

/// <summary>
/// The report of a run, as Start-CloneSync and Get-CloneSync show it. Counts are of files, folders and links alike;
/// words of a fixed list are text, so that they compare alike here and in what PowerShell Remoting brings.
/// </summary>
public sealed record CloneSync
{
    /// <summary>Identity of the run; all zeros when none began.</summary>
    public Guid RunId { get; init; }

    /// <summary>Name of the job at that time.</summary>
    public string JobName { get; init; } = "";

    /// <summary>Incremental or Full.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Succeeded, CompletedWithFailures, Failed, Aborted or Refused.</summary>
    public string Result { get; init; } = "";

    /// <summary>When it began, local time.</summary>
    public DateTime StartTime { get; init; }

    /// <summary>When it ended, local time.</summary>
    public DateTime EndTime { get; init; }

    /// <summary>Completed and Failed together.</summary>
    public long Total { get; init; }

    /// <summary>Copied, Updated, Moved and Skipped together.</summary>
    public long Completed { get; init; }

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

    /// <summary>Entries of the source that take no part, by reason.</summary>
    public IReadOnlyDictionary<string, long> Excluded { get; init; } = new Dictionary<string, long>();

    /// <summary>Bytes of content written to the destination.</summary>
    public long Bytes { get; init; }

    /// <summary>The first 100 failures.</summary>
    public IReadOnlyList<CloneSyncFailure> Failures { get; init; } = [];

    /// <summary>
    /// For a task to return: 0 succeeded, 10 with failures, 11 failed, 12 refused, 13 aborted, 14 active already.
    /// </summary>
    public int ExitCode { get; init; }

    /// <summary>Identity of the job.</summary>
    public Guid JobId { get; init; }

    /// <summary>Kind of the job: Hdd.</summary>
    public string Kind { get; init; } = "";

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why the run or its removals were refused, or why it failed as a whole; null otherwise.</summary>
    public CloneSyncStop? Stop { get; init; }

    /// <summary>Things worth knowing although nothing failed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Job and result.</summary>
    public override string ToString() => JobName + ": " + Result;

    internal static CloneSync Of(RunReport run) => new()
    {
        RunId = run.RunId,
        JobName = run.JobName,
        Mode = run.Mode.ToString(),
        Result = run.Result.ToString(),
        StartTime = run.StartTime.LocalDateTime,
        EndTime = run.EndTime.LocalDateTime,
        Total = run.Total,
        Completed = run.Completed,
        Copied = run.Copied,
        Updated = run.Updated,
        Moved = run.Moved,
        Skipped = run.Skipped,
        Failed = run.Failed,
        Deleted = run.Deleted,
        Excluded = run.Excluded.ToDictionary(reason => reason.Key, reason => reason.Value),
        Bytes = run.Bytes,
        Failures = run.Failures.Select(CloneSyncFailure.Of).ToArray(),
        ExitCode = run.ExitCode,
        JobId = run.JobId,
        Kind = run.Kind.ToString(),
        Duration = run.EndTime - run.StartTime,
        Stop = run.Stop is { } stop ? CloneSyncStop.Of(stop) : null,
        Warnings = run.Warnings.ToArray(),
    };

    /// <summary>The report of a run that did not begin: there is no such job, it is disabled, the state is broken.</summary>
    internal static CloneSync NotBegun(string jobName, SyncMode mode, DateTimeOffset asked, CloneException error)
    {
        var result = error.Kind == ErrorKind.PermissionDenied ? RunResult.Refused : RunResult.Failed;
        return new CloneSync
        {
            JobName = jobName,
            Mode = mode.ToString(),
            Result = result.ToString(),
            StartTime = asked.LocalDateTime,
            EndTime = asked.LocalDateTime,
            ExitCode = RunExitCode.Of(result),
            Stop = new CloneSyncStop { ErrorId = error.Id.ToString(), Message = error.Message, Advice = error.Advice },
        };
    }
}
