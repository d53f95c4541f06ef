using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Kept;
using Clone.Engine.Live;
using Clone.Engine.Notices;
using Clone.Engine.ObjectCopies;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Engine.Texts;

namespace Clone.Engine.Restore;

/// <summary>
/// One restore, from its checks to its record. It is a run as others are: it waits for its turn, is watched and stopped
/// like them, and goes on from where the last one into the same folder ended.
/// </summary>
sealed class RestoreRun
{
    /// <summary>Reasons for which something of the copy was left out.</summary>
    static readonly Exclusion[] LeftOut = [Exclusion.NameNotValid, Exclusion.LinkNotSupported];

    readonly CloneNode node;
    readonly RestoreRequest request;
    readonly TimeProvider time;
    readonly long asked;
    readonly RunScore score = new();
    readonly InterruptedRuns interrupted;
    readonly List<string> warnings = [];
    RunReport start;
    SyncPass? pass;
    BandwidthGate? gate;
    long? begun;
    long requested;

    /// <summary>Prepares a restore; nothing happens yet.</summary>
    public RestoreRun(CloneNode node, RestoreRequest request)
    {
        this.node = node;
        this.request = request;
        time = node.Options.Time;
        asked = time.GetTimestamp();
        interrupted = new InterruptedRuns(node);
        start = new RunReport { RunId = Guid.NewGuid(), Kind = request.From.Kind, StartTime = time.GetUtcNow() };
    }

    /// <summary>Restores.</summary>
    /// <exception cref="CloneException">As <see cref="RestoreSides.Open"/>, or the state of the node cannot be used.</exception>
    public async Task<RunReport> RunAsync(IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        var ticket = Check();
        var log = new RestoreLog(node.Events, start.Kind, start.JobName, start.RestoredJobId!.Value, start.RunId);
        using var own = JobLock.TryAcquire(node.Folder, start.JobId);
        if (own is null) return AlreadyActive(ticket);
        interrupted.Record();
        if (interrupted.LastOf(start.JobId) is { } last)
            warnings.Add(Text.Format("Run.RestoreInterrupted", last.Report.StartTime.ToLocalTime(), last.Report.Completed));
        using var place = node.Queue.Join(ticket);
        var entry = node.Journal.Begin(start with { EndTime = start.StartTime, Result = RunResult.Aborted });
        using var watch = new RunWatch(place, Look, progress, time, cancellation);
        // By now the restore is in the line, where the caller's next command finds it.
        var report = await Task.Run(() => RunToReportAsync(place, log, watch.Stopping), CancellationToken.None).ConfigureAwait(false);
        return Record(entry, log, report);
    }

    /// <summary>Checks what can be known beforehand, and says by what name others see the restore.</summary>
    RunTicket Check()
    {
        try
        {
            if (request.BandwidthLimit is { } limit) BandwidthTable.Parse(limit);
            using var sides = RestoreSides.Open(node, request);
            start = start with
            {
                JobId = sides.SeriesId(),
                JobName = sides.Copy.Label,
                RestoredJobId = sides.Copy.Marker.JobId,
            };
            return new RunTicket
            {
                RunId = start.RunId,
                JobId = start.JobId,
                JobName = start.JobName,
                RestoredJobId = start.RestoredJobId,
                Kind = start.Kind,
                Source = sides.Copy.Path,
                Destination = sides.Path,
                StartTime = start.StartTime,
                ProcessId = OwnProcessId(),
            };
        }
        catch (CloneException e) when (ConcernsTarget(e.Id))
        {
            node.Events.Write(new EventRaised(EventCatalog.RestoreTargetInvalid, start.Kind, e.Id.ToString(), request.Destination)
            {
                RunId = start.RunId,
            });
            throw;
        }
    }

    static bool ConcernsTarget(ErrorId id) => id is ErrorId.CloneFoldersOverlap or ErrorId.CloneDestinationUsedByJob
        or ErrorId.CloneRestoreTargetIsCopy or ErrorId.CloneRestoreTargetUnavailable
        or ErrorId.CloneRestoreTargetProtected or ErrorId.CloneRestoreIntoSource;

    async Task<RunReport> RunToReportAsync(RunPlace place, RestoreLog log, CancellationToken stopping)
    {
        try
        {
            await BeginAsync(place, log, stopping).ConfigureAwait(false);
            // While it waited other runs may have changed everything.
            using var sides = RestoreSides.Open(node, request);
            sides.PutBack(node.Options.Platform);
            if (request.Clean) await sides.CheckListingAsync(stopping).ConfigureAwait(false);
            using var bandwidth = new BandwidthWatch(() => request.BandwidthLimit, time);
            gate = bandwidth.Gate;
            await RunPassAsync(sides, log, stopping).ConfigureAwait(false);
            return Report(ResultOf(), null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Report(RunResult.Aborted, null);
        }
        catch (CloneException e)
        {
            return Stopped(log, e, e.Kind == ErrorKind.PermissionDenied ? RunResult.Refused : RunResult.Failed);
        }
        catch (OutOfMemoryException e)
        {
            log.Raise(EventCatalog.RestoreMemoryExhausted, "ENOMEM", request.Destination);
            return Report(RunResult.Failed, ErrorOf(e));
        }
        catch (Exception e)
        {
            return Stopped(log, ErrorOf(e), RunResult.Failed);
        }
    }

    RunReport Stopped(RestoreLog log, CloneException e, RunResult result)
    {
        if (ConcernsTarget(e.Id)) log.Raise(EventCatalog.RestoreTargetInvalid, e.Id.ToString(), request.Destination);
        return Report(result, e);
    }

    async Task BeginAsync(RunPlace place, RestoreLog log, CancellationToken stopping)
    {
        if (!place.TryBegin(Limit(log)))
        {
            log.Raise(EventCatalog.JobQueued, start.JobName);
            await place.BeginAsync(() => Limit(log), stopping).ConfigureAwait(false);
            log.Raise(EventCatalog.JobDequeued, start.JobName);
        }
        begun = time.GetTimestamp();
        score.Phase = RunPhase.Starting;
        log.Raise(EventCatalog.RestoreStarted);
    }

    int Limit(RestoreLog log)
    {
        var settings = node.Settings.ReadForRun(warnings, path => log.RaiseOf(path, EventCatalog.SettingsLoadFailed));
        log.LogsAll = settings.LogAllFailures;
        return settings.MaxConcurrentRuns;
    }

    async Task RunPassAsync(RestoreSides sides, RestoreLog log, CancellationToken cancellation)
    {
        var names = new TemporaryNames(start.RunId);
        var tree = sides.Copy.Tree;
        if (tree is CopyAsOf { KnownFrom: { } known }) warnings.Add(Text.Format("Run.AsOfBeforeKnown", known.ToLocalTime()));
        var root = sides.Target.Open(out var wasMade);
        var found = CapabilityProbe.Try(root, names, root.Volume());
        var capabilities = request.NoAcl && !OnWindows ? found with { Keeps = found.Keeps & ~(FacetMask.Owner | FacetMask.Attributes) } : found;
        if (wasMade) Open(root, tree.LookAtRoot(), capabilities.Keeps);
        var destination = new FolderDestination(root, capabilities, names)
        {
            Gate = gate,
            ReadsBack = () => true,
            Rules = new RestoreRules(request.AllowLinks, OnWindows),
            ModeOfNew = request.NoAcl && !OnWindows ? root.LookAtSelf().Attributes & RightsOfNew : null,
        };
        await using var _ = destination.ConfigureAwait(false);
        node.Spools.Sweep();
        using var spools = new PassSpools(() => node.Spools.Create(start.RunId));
        var job = new JobDefinition { Name = start.JobName, Source = sides.Copy.Path, NoDelete = true };
        var planned = Plans.Of(job, SyncMode.Incremental, tree.Volume, capabilities, distrusts: false);
        var desk = new RunDesk(tree, destination, score, new IndexWriter(NoRows.Instance, NoRows.Instance), planned, (failure, problem, kind) =>
        {
            if (problem == IoProblem.ArchiveRequested) Interlocked.Increment(ref requested);
            log.Failed(failure, problem, kind);
        });
        sides.Copy.OnForeign = desk.FailKey;
        if (request.Clean) await new FolderCleaner(desk, destination, sides.Path, spools).RunAsync(cancellation).ConfigureAwait(false);
        pass = new SyncPass(desk, OptionsOf(job, sides, names, wasMade), NoRows.Instance, spools);
        await pass.RunAsync(cancellation).ConfigureAwait(false);
    }

    static PassOptions OptionsOf(JobDefinition job, RestoreSides sides, TemporaryNames names, bool wasMade) => new()
    {
        Job = job,
        DestinationName = sides.Path,
        SourceScope = sides.Scope,
        DestinationScope = sides.Scope,
        Names = names,
        SourceIsGone = () => false,
        IsForced = true,
        LinksLast = true,
        Work = sides.Copy.Folder is null ? new WorkLimits { Workers = ObjectCopy.Workers, TakenAtOnce = ObjectCopy.TakenAtOnce } : new WorkLimits(),
        Settles = folder => folder.IsRoot ? wasMade : sides.Settles(folder),
    };

    /// <summary>A new folder takes mode and owner at once, so that a restore that is cut off leaves it to its users.</summary>
    static void Open(FolderHandle root, EntryFacts facts, FacetMask keeps)
    {
        var mask = keeps & (FacetMask.Attributes | FacetMask.Owner);
        if (mask != FacetMask.None) root.SetOwnFacets(facts with { Attributes = facts.Attributes | OwnerMayAll }, mask);
    }

    static bool OnWindows => Path.DirectorySeparatorChar == '\\';

    const uint RightsOfNew = 0x5FF; // 02777: the rights, and that the group is handed down
    static readonly uint OwnerMayAll = OnWindows ? 0u : 0x1C0u;

    RunProgress Look() => score.Look() with
    {
        Elapsed = Duration,
        Seen = pass?.Counts.SourceEntries ?? 0,
        Skipped = pass?.Skipped ?? 0,
        BandwidthLimit = gate?.Limit,
    };

    TimeSpan Duration => begun is { } moment ? time.GetElapsedTime(moment) : TimeSpan.Zero;

    RunResult ResultOf()
    {
        if (score.Failed == 0) return RunResult.Succeeded;
        return score.Copied + score.Updated + score.Moved + pass!.Skipped + requested > 0 ? RunResult.CompletedWithFailures : RunResult.Failed;
    }

    RunReport Record(JournalEntry entry, RestoreLog log, RunReport report)
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
        log.Ended(report);
        return node.Events.Failure is { } unwritten ? report with { Warnings = [.. report.Warnings, unwritten.Message] } : report;
    }

    RunReport AlreadyActive(RunTicket ticket) =>
        Report(RunResult.Refused, new CloneException(ErrorId.CloneRestoreAlreadyActive, start.JobName, ticket.Destination)) with
        {
            ExitCode = RunExitCode.AlreadyActive,
        };

    RunReport Report(RunResult result, CloneException? stop)
    {
        var excluded = pass?.Counts.ExcludedByReason() ?? [];
        if (requested > 0) warnings.Add(Text.Format("Run.ArchiveRequested", requested, ObjectFile.DaysAtHand));
        if (score.StreamsLeft > 0) warnings.Add(Text.Format("Run.StreamsLeft", score.StreamsLeft));
        foreach (var reason in LeftOut)
            if (pass?.Counts.Excluded(reason) is { Count: > 0 } left) warnings.Add(Text.Format("Run." + reason, left.Count, left.First));
        return score.Into(start) with
        {
            EndTime = time.GetUtcNow(),
            Waited = begun is { } moment ? time.GetElapsedTime(asked, moment) : time.GetElapsedTime(asked),
            Duration = Duration,
            Result = result,
            Skipped = pass?.Skipped ?? 0,
            Excluded = excluded,
            Warnings = warnings,
            ExitCode = RunExitCode.Of(result),
            Stop = stop is null ? null : StopOf(stop),
        };
    }

    static RunStop StopOf(CloneException stop) => new() { ErrorId = stop.Id, Message = stop.Message, Advice = stop.Advice };

    static int OwnProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }

    CloneException ErrorOf(Exception e) => e switch
    {
        EntryException { Operation: EntryOperation.List or EntryOperation.Look or EntryOperation.Read } read =>
            new CloneException(ErrorId.CloneCopyUnreadable, e, start.JobName, read.Code),
        EntryException entry => RestoreTarget.Unavailable(request.Destination, entry),
        OutOfMemoryException => new CloneException(ErrorId.CloneRestoreFailed, e, start.JobName, Text.Get("Run.OutOfMemory")),
        IOException => new CloneException(ErrorId.CloneRestoreFailed, e, start.JobName, e.Message),
        _ => new CloneException(ErrorId.CloneRestoreFailed, e, start.JobName, e.GetType().Name + ": " + e.Message),
    };
}
