using System;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>What a job's settings mean for the planner.</summary>
static class Plans
{
    /// <summary>The options of a plan.</summary>
    public static PlanOptions Of(
        JobDefinition job, SyncMode mode, VolumeFacts? source, DestinationCapabilities destination, bool distrusts)
    {
        var from = source ?? new VolumeFacts();
        return new PlanOptions
        {
            Mode = mode,
            Capabilities = destination,
            TimeUnit = PlanOptions.CoarserTimeUnit(from, destination),
            HasLocalTimes = destination.HasLocalTimes || CapabilityProbe.Guess(from).HasLocalTimes,
            AttributeMask = PlanOptions.AttributeMaskOfThisMachine,
            DeleteExcluded = job.DeleteExcluded,
            NoDelete = job.NoDelete,
            DefersMetadata = job.MetadataOnly == MetadataOnlyMode.Defer && job.Kind != JobKind.Hdd && mode != SyncMode.Full,
            DistrustsUnindexed = distrusts,
        };
    }

    /// <summary>Whether the index stands for the listing of the destination in a run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="mode">The mode of the run.</param>
    /// <param name="index">The index; null when there is none.</param>
    /// <param name="terms">What must be as when the destination was last listed.</param>
    /// <param name="now">The beginning of the run. A listing that lies after it is none: a clock was set.</param>
    public static bool ListsIndex(JobDefinition job, SyncMode mode, RunIndex? index, ScanTerms terms, DateTimeOffset now) =>
        job.DestinationScan == DestinationScan.Index && mode == SyncMode.Incremental
        && index?.LastListing(terms) is { } last && last <= now && now - last < job.FullScanEvery;

    /// <summary>The mode of a run: one that takes its destination over in full sends everything, whatever was asked.</summary>
    public static SyncMode ModeOf(JobDefinition job, SyncMode asked) =>
        job.PendingTakeOver == TakeOverMode.Full ? SyncMode.Full : asked;

    /// <summary>What takes part on each side. Clone's own state is never read.</summary>
    /// <param name="job">The job.</param>
    /// <param name="state">The state folder.</param>
    /// <param name="moment">The moment of the run from which ages of files are counted back.</param>
    public static (EntryScope Source, EntryScope Destination) ScopesOf(JobDefinition job, StateFolder state, DateTimeOffset moment)
    {
        var filters = JobFilters.NamesOf(job);
        var limits = JobFilters.LimitsOf(job, moment);
        var takesSystemFiles = job.SystemFiles == SystemFileMode.Copy;
        return (
            new EntryScope(filters) { Limits = limits, TakesSystemFiles = takesSystemFiles, OwnFolder = Below(job.Source, state) },
            new EntryScope(filters, job.DeleteExcluded) { Limits = limits, IsDestination = true });
    }

    /// <summary>The state folder as a path below a root; null when it lies elsewhere.</summary>
    public static EntryPath? Below(string root, StateFolder state)
    {
        if (!FolderPaths.Contains(root, state.Path, state.Platform.PathComparison)) return null;
        var parts = state.Path.Substring(root.Length).Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Aggregate(EntryPath.Root, (path, part) => path.Append(Wtf8.Encode(part)));
    }
}
