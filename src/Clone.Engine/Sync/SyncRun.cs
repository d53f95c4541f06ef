using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.Machine;
using Clone.Engine.Notices;
using Clone.Engine.State;
using Clone.Engine.Texts;

namespace Clone.Engine.Sync;

/// <summary>
/// One run of a job, from its lock to its record. Whatever becomes of it, it ends with a report in the journal and
/// with its events in the log.
/// </summary>
sealed class SyncRun
{
    /// <summary>Reasons for which data of the user has no copy.</summary>
    static readonly Exclusion[] Unprotected =
    [
        Exclusion.NameNotValid, Exclusion.Encrypted, Exclusion.Offline, Exclusion.LinkNotSupported, Exclusion.SystemFile,
        Exclusion.SystemFolder,
    ];

    readonly CloneNode node;
    readonly SyncMode mode;
    readonly bool isForced;
    readonly RunLog log;
    readonly RunScore score = new();
    readonly RunClaim claim;
    readonly InterruptedRuns interrupted;
    readonly TimeProvider time;
    readonly long asked;
    readonly List<string> warnings = [];
    readonly RunReport start;
    readonly RunLimits limits;
    readonly JobPass pass;
    readonly RunDisk disk;
    JobDefinition job;
    BandwidthGate? gate;
    bool isLow;
    long? begun;
    long? expected;

    /// <summary>Prepares a run; nothing happens yet.</summary>
    public SyncRun(CloneNode node, JobDefinition job, SyncMode mode, bool isForced, RunLimits limits)
    {
        this.node = node;
        this.job = job;
        this.limits = limits;
        this.isForced = isForced;
        this.mode = Plans.ModeOf(job, mode);
        time = node.Options.Time;
        asked = time.GetTimestamp();
        interrupted = new InterruptedRuns(node);
        claim = new RunClaim(node);
        start = new RunReport
        {
            RunId = Guid.NewGuid(),
            JobId = job.Id,
            JobName = job.Name,
            Kind = job.Kind,
            Mode = this.mode,
            StartTime = time.GetUtcNow(),
        };
        log = new RunLog(node.Events, job, start.RunId);
        disk = new RunDisk(node, log, warnings);
        pass = new JobPass(node, start, log, score, limits);
    }

    /// <summary>Runs. When the call returns, before the run has ended, it has its place in the line.</summary>
    /// <exception cref="CloneException">CloneJobInvalid, CloneJobDisabled, or the state of the node cannot be used.</exception>
    public async Task<RunReport> RunAsync(IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        JobValidation.CheckStored(limits.Over(job));
        if (!job.Enabled) throw Disabled();
        using var jobLock = JobLock.TryAcquire(node.Folder, job.Id);
        if (jobLock is null) return AlreadyActive();
        interrupted.Record();
        TakeNoteOfLast();
        job = disk.Find(job);
        expected = EntriesOfLast();
        using var place = node.Queue.Join(Ticket());
        var entry = node.Journal.Begin(start with { EndTime = start.StartTime, Result = RunResult.Aborted });
        using var deadline = new RunDeadline(limits.Over(job), time, cancellation);
        using var watch = new RunWatch(place, Look, progress, time, deadline.Token);
        // By now the run is in the line, where the caller's next command finds it. The rest is no matter of his thread.
        var report = await Task.Run(() => RunToReportAsync(place, deadline, watch.Stopping), CancellationToken.None).ConfigureAwait(false);
        return Record(entry, disk.Ejected(job, report));
    }

    async Task<RunReport> RunToReportAsync(RunPlace place, RunDeadline deadline, CancellationToken stopping)
    {
        try
        {
            await BeginAsync(place, deadline, stopping).ConfigureAwait(false);
            return await RunOnDiskAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            if (deadline.Reached is { } over) warnings.Add(over.Message);
            return Report(RunResult.Aborted, deadline.Reached);
        }
        catch (CloneException e)
        {
            var isRefused = e.Id == ErrorId.CloneSourceMissing
                || (e.Kind is ErrorKind.PermissionDenied or ErrorKind.Busy && e.Id != ErrorId.CloneSourceUnreadable);
            log.Stopped(e, isRefused);
            return Report(isRefused ? RunResult.Refused : RunResult.Failed, e);
        }
        catch (Exception e)
        {
            var error = ErrorOf(e);
            log.Stopped(error, refused: false);
            return Report(RunResult.Failed, error);
        }
    }

    async Task<RunReport> RunOnDiskAsync(CancellationToken stopping)
    {
        disk.Check(job);
        using var bandwidth = new BandwidthWatch(() => node.Jobs.Look(job.Id)?.BandwidthLimit, time);
        gate = bandwidth.Gate;
        var work = Work();
        using var sides = RunSides.Open(node, job, work);
        // Nothing is made for a job that never ran and has nothing to read.
        if (sides.Source is null && job.DestinationId is null) throw new CloneException(ErrorId.CloneSourceMissing, job.Source);
        job = await claim.TakeAsync(job, sides, stopping).ConfigureAwait(false);
        job = disk.Take(job);
        await RunPassAsync(sides, work, stopping).ConfigureAwait(false);
        if (pass.Verdict.Refusal is { } refusal) return Refused(refusal);
        return Report(score.Failed > 0 ? RunResult.CompletedWithFailures : RunResult.Succeeded, null);
    }

    /// <summary>Waits for the run's turn.</summary>
    async Task BeginAsync(RunPlace place, RunDeadline deadline, CancellationToken stopping)
    {
        if (!place.TryBegin(Limit()))
        {
            log.Raise(EventCatalog.JobQueued, job.Name);
            await place.BeginAsync(Limit, stopping).ConfigureAwait(false);
            log.Raise(EventCatalog.JobDequeued, job.Name);
        }
        begun = time.GetTimestamp();
        deadline.Begin();
        score.Phase = RunPhase.Starting;
        log.Raise(EventCatalog.SyncStarted, job.Name);
    }

    /// <summary>How many runs may be under way at once.</summary>
    int Limit()
    {
        var settings = node.Settings.ReadForRun(warnings, path => log.RaiseOf(path, EventCatalog.SettingsLoadFailed));
        log.LogsAll = settings.LogAllFailures;
        log.LogsSuccesses = settings.LogSuccesses;
        isLow = settings.LowPriority;
        return settings.MaxConcurrentRuns;
    }

    WorkLimits Work() => node.Options.Work with
    {
        Gate = gate,
        Threads = isLow || job.LowPriority ? WorkThreads.Low : node.Options.Work.Threads,
    };

    async Task RunPassAsync(RunSides sides, WorkLimits work, CancellationToken cancellation)
    {
        try
        {
            await pass.RunAsync(job, sides, sides.Copy.Suit(work), isForced, cancellation).ConfigureAwait(false);
            if (pass.Verdict.Refusal is null || !sides.VolumeChanged)
                await claim.SettleAsync(job, sides, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await pass.CloseAsync().ConfigureAwait(false);
        }
        // A take-over in full is over when everything was sent.
        if (pass.HasSentAll && job.PendingTakeOver is not null)
            job = node.Jobs.Update(job, stored => stored with { PendingTakeOver = null });
    }

    /// <summary>
    /// What the last run left when it was cut off: a word in the report and, when the machine itself had stopped, distrust
    /// of what it wrote last, kept in the index until a run goes to its end.
    /// </summary>
    void TakeNoteOfLast()
    {
        if (interrupted.LastOf(job.Id) is not { } last) return;
        warnings.Add(Text.Format("Run.Interrupted", last.Report.StartTime.ToLocalTime(), last.Report.Completed));
        if (!last.MachineStopped) return;
        // Which disk of a set it was is not known.
        foreach (var id in job.Disks.Select(known => known.DestinationId).Append(job.DestinationId).OfType<Guid>())
        {
            using var index = new RunIndex(node, id);
            index.Distrust();
        }
    }

    long? EntriesOfLast()
    {
        var ended = node.Journal.History(job.Id, 1);
        if (ended.Count == 0 || ended[0].Result is not (RunResult.Succeeded or RunResult.CompletedWithFailures)) return null;
        return ended[0].Total + ended[0].Excluded.Values.Sum();
    }

    RunTicket Ticket() => new()
    {
        RunId = start.RunId,
        JobId = job.Id,
        JobName = job.Name,
        Kind = job.Kind,
        Mode = start.Mode,
        Source = job.Source,
        Destination = job.Storage is null && job.HddBaseFolder is null ? null : job.PlaceForPeople(),
        StartTime = start.StartTime,
        ProcessId = OwnProcessId(),
    };

    RunProgress Look() => score.Look() with
    {
        Elapsed = Duration,
        Seen = pass.Counts.SourceEntries,
        Expected = expected,
        Skipped = pass.Skipped,
        BandwidthLimit = gate?.Limit,
    };

    TimeSpan Duration => begun is { } moment ? time.GetElapsedTime(moment) : TimeSpan.Zero;

    /// <summary>Records the report. A run whose end cannot be recorded has not succeeded: the next one will find it cut off.</summary>
    RunReport Record(JournalEntry entry, RunReport report)
    {
        try
        {
            node.Journal.End(entry, report);
        }
        catch (CloneException e)
        {
            report = report with
            {
                Result = RunResult.Failed,
                ExitCode = RunExitCode.Of(RunResult.Failed),
                Stop = report.Stop ?? StopOf(e),
            };
        }
        log.Ended(report, pass.StoppedIn ?? score.Phase);
        node.ExpireLog();
        if (node.Events.Failure is not { } unwritten) return report;
        report = report with { Warnings = [.. report.Warnings, unwritten.Message] };
        return report;
    }

    CloneException Disabled()
    {
        log.Raise(EventCatalog.RunRefused, job.Name, nameof(ErrorId.CloneJobDisabled));
        return new CloneException(ErrorId.CloneJobDisabled, job.Name);
    }

    RunReport AlreadyActive()
    {
        log.Raise(EventCatalog.JobAlreadyActive, job.Name);
        return Report(RunResult.Refused, new CloneException(ErrorId.CloneJobAlreadyActive, job.Name)) with
        {
            ExitCode = RunExitCode.AlreadyActive,
        };
    }

    RunReport Refused(CloneException refusal)
    {
        log.Raise(EventCatalog.GuardRefused, job.Name, refusal.Id.ToString(), pass.Verdict.Removals + pass.Verdict.Replacements);
        return Report(RunResult.Refused, refusal);
    }

    RunReport Report(RunResult result, CloneException? stop)
    {
        var excluded = pass.Counts.ExcludedByReason();
        if (score.Vanished > 0) excluded[nameof(Exclusion.Vanished)] = score.Vanished;
        if (pass.Counts.HourShifts is > 0 and var shifts) warnings.Add(Text.Format("Run.HourShift", shifts));
        if (score.Unexpected > 0) warnings.Add(Text.Format("Run.Unexpected", score.Unexpected));
        if (pass.Counts.Deferred + score.Deferred is > 0 and var deferred) warnings.Add(Text.Format("Run.MetadataDeferred", deferred));
        if (score.StreamsLeft > 0) warnings.Add(Text.Format("Run.StreamsLeft", score.StreamsLeft));
        foreach (var reason in Unprotected)
            if (pass.Counts.Excluded(reason) is { Count: > 0 } left) warnings.Add(Text.Format("Run." + reason, left.Count, left.First));
        return score.Into(start) with
        {
            EndTime = time.GetUtcNow(),
            Waited = begun is { } moment ? time.GetElapsedTime(asked, moment) : time.GetElapsedTime(asked),
            Duration = Duration,
            Result = result,
            Skipped = pass.Skipped,
            Excluded = excluded,
            ListedIndex = pass.ListsIndex,
            Warnings = warnings,
            ExitCode = RunExitCode.Of(result),
            Stop = stop is null ? null : StopOf(stop),
        };
    }

    RunStop StopOf(CloneException stop) => new()
    {
        ErrorId = stop.Id,
        Message = stop.Message,
        Advice = stop.Advice,
        Removals = pass.Verdict.Removals,
        WouldRemove = pass.Verdict.WouldRemove,
        Replacements = pass.Verdict.Replacements,
        WouldReplace = pass.Verdict.WouldReplace,
    };

    static int OwnProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }

    /// <summary>What a run that nothing could save died of. It writes to its destination alone.</summary>
    CloneException ErrorOf(Exception e) =>
        e is EntryException entry
        && (entry.Operation is not (EntryOperation.List or EntryOperation.Look or EntryOperation.Read) || IsDestinationGone())
            ? new CloneException(ErrorId.CloneDestinationUnavailable, e, job.PlaceForPeople(), entry.Code)
            : new CloneException(ErrorId.CloneRunFailed, e, job.Name, WordsOf(e));

    /// <summary>Both sides are listed and looked at: of a disk that went, a second look tells.</summary>
    bool IsDestinationGone()
    {
        try
        {
            using var copy = node.OpenCopy(job);
            return !copy.IsThere();
        }
        catch (Exception e) when (e is CloneException or EntryException)
        {
            return true;
        }
    }

    static string WordsOf(Exception e) => e switch
    {
        EntryException entry => Text.Format("Reason." + entry.Problem, entry.Code),
        OutOfMemoryException => Text.Get("Run.OutOfMemory"),
        IOException => e.Message,
        _ => e.GetType().Name + ": " + e.Message,
    };
}
