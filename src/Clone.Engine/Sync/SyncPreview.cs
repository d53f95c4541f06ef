using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>Shows what a run would do, and writes nothing to source or destination.</summary>
sealed class SyncPreview(CloneNode node, JobDefinition job, SyncMode mode, bool checksum)
{
    readonly EntryFacts nothing = new() { Kind = EntryKind.Folder };

    /// <summary>The changes in canonical order.</summary>
    /// <exception cref="CloneException">A side cannot be opened, or the rules of ownership forbid the run.</exception>
    public async IAsyncEnumerable<PlannedChange> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        JobValidation.CheckStored(job);
        using var sides = RunSides.Open(node.Options.Platform, job);
        if (sides.Source is not { } source) throw new CloneException(ErrorId.CloneSourceNotFound, job.Source);
        new RunClaim(node, new MarkerStore(node.Options.Adapters.Json)).Check(job, sides, cancellation);
        using var index = job.DestinationId is { } id ? new RunIndex(node, id) : null;
        using var copy = sides.Destination is null ? null : new SourceFolder(job.Destination, sides.GiveDestination());
        var capabilities = index?.Capabilities() ?? CapabilityProbe.Guess(copy?.Volume ?? sides.BaseVolume);
        var planner = new Planner(
            Plans.Of(job, mode, source.Volume, capabilities, index?.Distrusts ?? false) with { ShowsUnchanged = checksum },
            source.LookAtRoot(), copy?.LookAtRoot() ?? nothing);
        using var rows = index?.Entries.Read();
        var filters = Plans.FiltersOf(job);
        var march = new March(
            source.ListAsync(new EntryScope(filters), Ignore, cancellation),
            copy?.ListAsync(new EntryScope(filters, job.DeleteExcluded), Ignore, cancellation) ?? NoEntries.Instance,
            rows, planner);
        await foreach (var item in march.ReadAsync(cancellation).ConfigureAwait(false))
            if (Show(item, source, copy, cancellation) is { } change) yield return change;
    }

    PlannedChange? Show(PlanItem item, SourceFolder source, SourceFolder? copy, CancellationToken cancellation) => item.Step switch
    {
        PlanStep.Create => Change(PlanAction.Create, item, item.Source.Size),
        PlanStep.Replace => Change(PlanAction.Replace, item, item.Source.Size),
        PlanStep.Touch => Change(PlanAction.Touch, item, 0),
        PlanStep.Remove => Change(PlanAction.Remove, item, item.Destination?.Size ?? 0),
        PlanStep.Observe when checksum && item.Source.Kind == EntryKind.File && !IsEqual(item, source, copy!, cancellation) =>
            Change(PlanAction.Replace, item with { Reason = PlanReason.ContentDiffers }, item.Source.Size),
        _ => null,
    };

    static bool IsEqual(PlanItem item, SourceFolder source, SourceFolder copy, CancellationToken cancellation)
    {
        try
        {
            return ContentComparer.AreEqual(source, copy, item.Path, cancellation);
        }
        catch (EntryException)
        {
            // What cannot be read now cannot be shown to be equal.
            return false;
        }
    }

    static PlannedChange Change(PlanAction action, PlanItem item, long size)
    {
        var folder = item.Source.Kind == EntryKind.Folder;
        return new PlannedChange(action, folder ? item.Path + "/" : item.Path.ToString(), item.Reason, folder ? 0 : size);
    }

    static void Ignore(EntryPath folder, EntryException e)
    {
        // The run reports what cannot be listed; here it has nothing to show.
    }
}
