using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Live;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Objects;

/// <summary>
/// A run: one that waits or is under way as it is now, one that has ended with its report. Counts are of files, folders
/// and links alike; words of a fixed list are text, so that they compare alike here and in what PowerShell Remoting
/// brings.
/// </summary>
public sealed record CloneSync
{
    const string Ended = "Ended";
    const string Interrupted = "Interrupted";

    /// <summary>The mode of a restore.</summary>
    internal const string Restore = "Restore";

    /// <summary>Identity of the run; all zeros when none began.</summary>
    public Guid RunId { get; init; }

    /// <summary>Name of the job at that time; of a restore from a copy whose job is not known here, the path of the copy.</summary>
    public string JobName { get; init; } = "";

    /// <summary>Incremental, Full or Restore.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Succeeded, CompletedWithFailures, Failed, Aborted or Refused; null before the end.</summary>
    public string? Result { get; init; }

    /// <summary>When it was asked for, local time.</summary>
    public DateTime StartTime { get; init; }

    /// <summary>When it ended, local time; null before.</summary>
    public DateTime? EndTime { get; init; }

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
    /// For a task to return: 0 succeeded, 10 with failures, 11 failed, 12 refused, 13 aborted, 14 active already; null
    /// before the end.
    /// </summary>
    public int? ExitCode { get; init; }

    /// <summary>Full when the destination was listed, Index when the index stood for that; null before the end and of a restore.</summary>
    public string? DestinationScan { get; init; }

    /// <summary>Waiting, Running, Stopping, Ended, or Interrupted: its process or the machine stopped.</summary>
    public string State { get; init; } = Ended;

    /// <summary>Identity of the job.</summary>
    public Guid JobId { get; init; }

    /// <summary>Kind of the job: Hdd.</summary>
    public string Kind { get; init; } = "";

    /// <summary>How long it took, without the time that it waited.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How long it waited for other runs.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Of a run under way: Waiting, Starting, Copying, Deleting, Retrying or Finishing; null after the end.</summary>
    public string? Phase { get; init; }

    /// <summary>Of a run under way: the item that is worked on; null otherwise.</summary>
    public string? CurrentPath { get; init; }

    /// <summary>Of a run under way: bytes written a second, of about the last ten seconds; null otherwise.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>Of a run under way: bytes a second that it may write now; null for no limit, and otherwise.</summary>
    public long? BandwidthLimit { get; init; }

    /// <summary>Of a run under way: how much is done, 0 to 100; null while everything has not been compared yet.</summary>
    public int? PercentComplete { get; init; }

    /// <summary>Of a run under way: how long the rest takes at the present speed; null while that is not known.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Of a run that waits: its place in the line, from 1 on; null otherwise.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>Of a run that waits: the jobs whose runs it waits for.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    /// <summary>Of a run that waits or is under way: its process; null otherwise.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Why the run or its removals were refused, or why it failed as a whole; null otherwise.</summary>
    public CloneSyncStop? Stop { get; init; }

    /// <summary>Things worth knowing although nothing failed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Job and result.</summary>
    public override string ToString() => JobName + ": " + (Result ?? State);

    internal static CloneSync Of(RunReport run) => new()
    {
        RunId = run.RunId,
        JobName = run.JobName,
        Mode = run.RestoredJobId is null ? run.Mode.ToString() : Restore,
        State = run.WasInterrupted ? Interrupted : Ended,
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
        DestinationScan = run.RestoredJobId is not null ? null : run.ListedIndex ? "Index" : "Full",
        Bytes = run.Bytes,
        Failures = run.Failures.Select(CloneSyncFailure.Of).ToArray(),
        ExitCode = run.ExitCode,
        JobId = run.RestoredJobId ?? run.JobId,
        Kind = run.Kind.ToString(),
        Duration = run.Duration,
        Waited = run.Waited,
        Stop = run.Stop is { } stop ? CloneSyncStop.Of(stop) : null,
        Warnings = run.Warnings.ToArray(),
    };

    internal static CloneSync Of(LiveRun run)
    {
        var now = run.Progress ?? new RunProgress();
        return new CloneSync
        {
            RunId = run.RunId,
            JobName = run.JobName,
            Mode = run.RestoredJobId is null ? run.Mode.ToString() : Restore,
            State = run.State.ToString(),
            StartTime = run.StartTime.LocalDateTime,
            Total = now.Done + now.Skipped + now.Failed,
            Completed = now.Done + now.Skipped,
            Copied = now.Copied,
            Updated = now.Updated,
            Moved = now.Moved,
            Skipped = now.Skipped,
            Failed = now.Failed,
            Deleted = now.Deleted,
            Bytes = now.Bytes,
            JobId = run.RestoredJobId ?? run.JobId,
            Kind = run.Kind.ToString(),
            Duration = now.Elapsed,
            Phase = now.Phase.ToString(),
            CurrentPath = now.CurrentPath,
            BytesPerSecond = now.BytesPerSecond,
            BandwidthLimit = now.BandwidthLimit,
            PercentComplete = now.PercentComplete,
            TimeLeft = now.TimeLeft,
            QueuePosition = run.Position > 0 ? run.Position : null,
            WaitsFor = run.WaitsFor.ToArray(),
            ProcessId = run.ProcessId,
        };
    }

    /// <summary>The report of a run that did not begin: there is no such job, it is disabled, the state is broken.</summary>
    internal static CloneSync NotBegun(string jobName, string mode, DateTimeOffset asked, CloneException error)
    {
        var result = error.Kind == ErrorKind.PermissionDenied ? RunResult.Refused : RunResult.Failed;
        return new CloneSync
        {
            JobName = jobName,
            Mode = mode,
            Result = result.ToString(),
            StartTime = asked.LocalDateTime,
            EndTime = asked.LocalDateTime,
            ExitCode = RunExitCode.Of(result),
            Stop = new CloneSyncStop { ErrorId = error.Id.ToString(), Message = error.Message, Advice = error.Advice },
        };
    }
}
