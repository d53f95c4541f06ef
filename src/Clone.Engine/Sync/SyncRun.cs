using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
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
    readonly CloneNode node;
    readonly SyncMode mode;
    readonly bool isForced;
    readonly RunLog log;
    readonly RunScore score = new();
    readonly RunClaim claim;
    readonly List<string> warnings = [];
    readonly RunReport start;
    JobDefinition job;
    SyncPass? pass;

    /// <summary>Prepares a run; nothing happens yet.</summary>
    public SyncRun(CloneNode node, JobDefinition job, SyncMode mode, bool isForced)
    {
        this.node = node;
        this.job = job;
        this.isForced = isForced;
        this.mode = job.PendingTakeOver == TakeOverMode.Full ? SyncMode.Full : mode;
        claim = new RunClaim(node, new MarkerStore(node.Options.Adapters.Json));
        start = new RunReport
        {
            RunId = Guid.NewGuid(),
            JobId = job.Id,
            JobName = job.Name,
            Kind = job.Kind,
            Mode = this.mode,
            StartTime = node.Options.Time.GetUtcNow(),
        };
        log = new RunLog(node.Events, job, start.RunId);
    }

    /// <summary>Runs.</summary>
    /// <exception cref="CloneException">CloneJobInvalid, CloneJobDisabled, or the state of the node cannot be used.</exception>
    public async Task<RunReport> RunAsync(IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        JobValidation.CheckStored(job);
        if (!job.Enabled) throw new CloneException(ErrorId.CloneJobDisabled, job.Name);
        using var jobLock = JobLock.TryAcquire(node.Folder, job.Id);
        if (jobLock is null) return AlreadyActive();
        var distrusts = ReportInterrupted();
        node.Journal.Begin(start with { EndTime = start.StartTime, Result = RunResult.Aborted });
        log.Raise(EventCatalog.SyncStarted, job.Name);
        using var watch = new ProgressWatch(score, () => pass?.Counts.SourceEntries ?? 0, progress, node.Options.Time);
        var report = await RunToReportAsync(distrusts, cancellation).ConfigureAwait(false);
        if (node.Events.Failure is { } unwritten) report = report with { Warnings = [.. report.Warnings, unwritten.Message] };
        node.Journal.End(report);
        log.Ended(report, score.Phase);
        return report;
    }

    async Task<RunReport> RunToReportAsync(bool distrusts, CancellationToken cancellation)
    {
        try
        {
            using var place = node.ActiveRuns.Enter(new ActiveRun
            {
                RunId = start.RunId,
                JobName = job.Name,
                Source = job.Source,
                Destination = job.Destination,
            });
            using var sides = RunSides.Open(node.Options.Platform, job);
            job = claim.Take(job, sides, cancellation);
            await RunPassAsync(sides, distrusts, cancellation).ConfigureAwait(false);
            if (pass!.Refusal is { } refusal) return Refused(refusal);
            return Report(score.Failed > 0 ? RunResult.CompletedWithFailures : RunResult.Succeeded, null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Report(RunResult.Aborted, null);
        }
        catch (CloneException e)
        {
            var isRefused = e.Kind is ErrorKind.PermissionDenied or ErrorKind.Busy && e.Id != ErrorId.CloneSourceUnreadable;
            log.Stopped(e, isRefused);
            return Report(isRefused ? RunResult.Refused : RunResult.Failed, e);
        }
        catch (Exception e)
        {
            var error = new CloneException(ErrorId.CloneRunFailed, e, job.Name, WordsOf(e));
            log.Stopped(error, refused: false);
            return Report(RunResult.Failed, error);
        }
    }

    async Task RunPassAsync(RunSides sides, bool distrusts, CancellationToken cancellation)
    {
        var names = new TemporaryNames(start.RunId);
        var capabilities = Probe(sides.Destination!, names);
        using var index = new RunIndex(node, job.DestinationId!.Value);
        index.Remember(capabilities, distrusts);
        var destination = new FolderDestination(sides.GiveDestination(), capabilities, names);
        await using var _ = destination.ConfigureAwait(false);
        using var spools = new PassSpools(() => node.Options.Adapters.State.CreateTemporary(node.Folder.Spool(job.Id)));
        var planned = Plans.Of(job, mode, sides.Source?.Volume, capabilities, index.Distrusts);
        var writer = new IndexWriter(index.Entries);
        pass = new SyncPass(
            new RunDesk(sides.Source, destination, score, writer, planned, log.Failed),
            OptionsOf(sides, names), index.Entries, spools);
        await pass.RunAsync(cancellation).ConfigureAwait(false);
        if (pass.Counts.HourShifts > 0) log.Raise(EventCatalog.TimesHourIgnored, job.Name, pass.Counts.HourShifts);
        index.Trust();
        if (pass.Refusal is null || !sides.VolumeChanged) claim.Settle(job, sides, destination.Root);
        if (job.PendingTakeOver is not null)
            job = node.Jobs.Update(job.Id, stored => stored with { PendingTakeOver = null });
    }

    PassOptions OptionsOf(RunSides sides, TemporaryNames names)
    {
        var filters = Plans.FiltersOf(job);
        return new PassOptions
        {
            Job = job,
            DestinationName = job.Destination,
            SourceScope = new EntryScope(filters),
            DestinationScope = new EntryScope(filters, job.DeleteExcluded),
            Names = names,
            SourceIsGone = sides.IsSourceGone,
            VolumeChanged = sides.VolumeChanged,
            IsForced = isForced,
        };
    }

    static DestinationCapabilities Probe(FolderHandle destination, TemporaryNames names)
    {
        using var own = destination.OpenFolder(Wtf8.Encode(DestinationMarker.FolderName));
        return CapabilityProbe.Try(own, names, destination.Volume());
    }

    /// <summary>Closes the record of a run that was cut off; true when the machine itself had stopped.</summary>
    bool ReportInterrupted()
    {
        if (node.Journal.Unfinished(job.Id) is not { } unfinished) return false;
        var text = Text.Format("Run.Interrupted", unfinished.Report.StartTime.ToLocalTime());
        node.Journal.End(unfinished.Report with
        {
            Result = RunResult.Aborted,
            EndTime = start.StartTime,
            ExitCode = RunExitCode.Of(RunResult.Aborted),
            Warnings = [text],
        });
        warnings.Add(text);
        log.Raise(EventCatalog.RunInterrupted, job.Name);
        return unfinished.MachineStopped;
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
        log.Raise(EventCatalog.GuardRefused, job.Name, refusal.Id.ToString(), pass!.RefusedRemovals);
        return Report(RunResult.Refused, refusal);
    }

    RunReport Report(RunResult result, CloneException? stop)
    {
        var excluded = pass?.Counts.ExcludedByReason() ?? [];
        if (score.Vanished > 0) excluded[nameof(Exclusion.Vanished)] = score.Vanished;
        if (pass?.Counts.HourShifts is > 0 and var shifts) warnings.Add(Text.Format("Run.HourShift", shifts));
        return start with
        {
            EndTime = node.Options.Time.GetUtcNow(),
            Result = result,
            Copied = score.Copied,
            Updated = score.Updated,
            Moved = score.Moved,
            Skipped = pass?.Skipped ?? 0,
            Failed = score.Failed,
            Deleted = score.Deleted,
            Excluded = excluded,
            Bytes = score.Bytes,
            Failures = score.Failures(),
            Warnings = warnings,
            ExitCode = RunExitCode.Of(result),
            Stop = stop is null ? null : new RunStop
            {
                ErrorId = stop.Id,
                Message = stop.Message,
                Advice = stop.Advice,
                Removals = pass?.RefusedRemovals ?? 0,
                WouldRemove = pass?.WouldRemove ?? [],
            },
        };
    }

    static string WordsOf(Exception e) => e switch
    {
        EntryException entry => Text.Format("Reason." + entry.Problem, entry.Code),
        OutOfMemoryException => Text.Get("Run.OutOfMemory"),
        IOException => e.Message,
        _ => e.GetType().Name + ": " + e.Message,
    };
}
