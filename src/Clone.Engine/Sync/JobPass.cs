using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.Notices;

namespace Clone.Engine.Sync;

/// <summary>What a job's settings mean for one pass: its destination, its index, and what is done when it is over.</summary>
/// <param name="node">The node.</param>
/// <param name="start">The run.</param>
/// <param name="log">Takes its events.</param>
/// <param name="score">Takes its figures.</param>
/// <param name="limits">What the run was told beside the job.</param>
sealed class JobPass(CloneNode node, RunReport start, RunLog log, RunScore score, RunLimits limits)
{
    IDestination? destination;
    SyncPass? pass;

    /// <summary>What was counted so far.</summary>
    public PlanCounts Counts => pass?.Counts ?? new PlanCounts();

    /// <summary>Entries that needed nothing.</summary>
    public long Skipped => pass?.Skipped ?? 0;

    /// <summary>What the guard said.</summary>
    public GuardVerdict Verdict => pass?.Verdict ?? new GuardVerdict();

    /// <summary>What the pass did when it was stopped; null when it was not.</summary>
    public RunPhase? StoppedIn => pass?.StoppedIn;

    /// <summary>True when the destination is not listed, and what the index knows stands for it.</summary>
    public bool ListsIndex { get; private set; }

    /// <summary>True when everything that was to be sent was sent.</summary>
    public bool HasSentAll { get; private set; }

    /// <summary>Runs to the end, or until it is cancelled.</summary>
    public async Task RunAsync(JobDefinition job, RunSides sides, WorkLimits work, bool isForced, CancellationToken cancellation)
    {
        var names = new TemporaryNames(start.RunId);
        var capabilities = sides.Copy.Probe(names);
        using var index = new RunIndex(node, job.DestinationId!.Value);
        index.Remember(capabilities);
        var terms = ScanTerms.Of(limits.Over(job), sides.Copy.HolderId, capabilities);
        ListsIndex = Plans.ListsIndex(job, start.Mode, index, terms, start.StartTime);
        var planned = Plans.Of(limits.Over(job), start.Mode, sides.Source?.Volume, capabilities, index.Distrusts) with { ListsIndex = ListsIndex, TellsUnchanged = log.LogsSuccesses };
        var use = new CopyUse
        {
            Job = job, Capabilities = capabilities, Names = names, Planned = planned, Index = index, Work = work, Log = log, Moment = start.StartTime,
        };
        destination = await sides.Copy.OpenAsync(use, cancellation).ConfigureAwait(false);
        node.Spools.Sweep();
        using var spools = new PassSpools(() => node.Spools.Create(start.RunId));
        var failed = new FailedItems(index.Failed);
        pass = new SyncPass(
            new RunDesk(sides.Source, destination, score, new IndexWriter(index.Entries, index.Blocks, index.Folders), planned, log.Failed) { OnSuccess = log.LogsSuccesses ? log.Succeeded : null },
            OptionsOf(job, sides, names, isForced) with { Failed = failed, Moves = index.MovesFor(planned, sides), Work = work }, index.Entries, spools);
        index.Begin();
        try
        {
            await pass.RunAsync(cancellation).ConfigureAwait(false);
            if (sides.Source is not null) index.KnownUntil = node.Options.Time.GetUtcNow().UtcTicks;
            if (pass.HasListedCopy) index.KeepListing(start.StartTime, terms);
            End(index, names);
        }
        catch (OperationCanceledException)
        {
            End(index, names);
            throw;
        }
        catch
        {
            // What it has learned goes into the index, which is closed before it otherwise.
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
        failed.Save();
        await sides.Copy.TidyAsync(use, cancellation).ConfigureAwait(false);
        if (pass.Counts.HourShifts > 0) log.Raise(EventCatalog.TimesHourIgnored, job.Name, pass.Counts.HourShifts);
        if (score.StreamsLeft > 0) log.Raise(EventCatalog.StreamsLeft, job.Name, score.StreamsLeft);
        HasSentAll = sides.Source is not null && score.Failed == 0 && !pass.Verdict.RefusesReplacements;
        if (HasSentAll) index.Trust();
    }

    /// <summary>The pass came to its end, or was stopped in good order.</summary>
    void End(RunIndex index, TemporaryNames names)
    {
        // What was to be removed may have no row either.
        var leavesUnknown = pass!.Counts.LeavesUnknown || pass.Verdict.Refusal is not null;
        if (leavesUnknown || score.IsCopyUnsure || score.Unexpected > 0 || names.HaveLeftovers) index.ForgetListing();
        index.End();
    }

    /// <summary>Closes the destination.</summary>
    public async ValueTask CloseAsync()
    {
        var closing = destination;
        destination = null;
        if (closing is not null) await closing.DisposeAsync().ConfigureAwait(false);
    }

    PassOptions OptionsOf(JobDefinition job, RunSides sides, TemporaryNames names, bool isForced)
    {
        var (source, copy) = Plans.ScopesOf(job, node.Folder, node.Options.Time.GetUtcNow());
        return new PassOptions
        {
            Job = job,
            DestinationName = sides.Copy.Label,
            SourceScope = source,
            DestinationScope = copy,
            Names = names,
            SourceIsGone = sides.IsSourceGone,
            BeganWithoutSource = sides.BeganWithoutSource,
            VolumeChanged = sides.VolumeChanged,
            IsForced = isForced,
            IsInVolumeRoot = sides.Copy.IsVolumeRoot,
        };
    }
}
