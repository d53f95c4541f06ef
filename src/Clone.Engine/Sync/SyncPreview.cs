using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Texts;

namespace Clone.Engine.Sync;

/// <summary>
/// Shows what a run would do, and writes nothing to source or destination. Folders list in canonical order, but for a
/// file system that gives a name two times; so whatever was shown when the order turns out to be broken was right, and
/// the march is begun anew, with that side sorted, to show the rest.
/// </summary>
sealed class SyncPreview(
    CloneNode node, JobDefinition stored, PreviewOptions preview, Action<RunFailure> onUnreadable)
{
    readonly EntryFacts nothing = new() { Kind = EntryKind.Folder };
    readonly HashSet<EntryPath> unreadable = [];
    readonly ExclusionRules rules = new(stored);
    JobDefinition job = stored;
    bool sortsSource;
    bool sortsDestination;
    long removals;

    /// <summary>
    /// The changes in canonical order. Where an earlier run has left its index, or the destination folds case, what may be moved,
    /// and what is removed, come last.
    /// </summary>
    /// <exception cref="CloneException">
    /// A side cannot be opened, or the rules of ownership forbid the run; after the last change: the guard would refuse.
    /// </exception>
    public async IAsyncEnumerable<PlannedChange> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        JobValidation.CheckStored(job);
        job = node.Disks.Locate(job);
        using var sides = RunSides.Open(node, job, node.Options.Work);
        if (sides.Source is not { } source) throw new CloneException(ErrorId.CloneSourceNotFound, job.Source);
        var (_, destinationId) = await new RunClaim(node).CheckAsync(job, sides, cancellation).ConfigureAwait(false);
        using var index = RunIndex.Find(node, destinationId);
        var capabilities = preview.Capabilities ?? index?.Capabilities() ?? sides.Copy.Guess();
        using var copy = sides.Copy.OpenTree();
        var options = Plans.Of(job, Plans.ModeOf(job, preview.Mode), source.Volume, capabilities, Distrusts(destinationId, index)) with
        {
            ShowsUnchanged = preview.Checksum,
            ShowsExcluded = preview.ShowsExcluded,
            ListsIndex = copy is not null && ListsIndex(sides.Copy, capabilities, index),
        };
        if (options.ListsIndex) preview.OnIndex?.Invoke();
        node.Spools.Sweep();
        using var spools = new PassSpools(() => node.Spools.Create(Guid.NewGuid()));
        var folded = copy is SourceFolder folder && capabilities.FoldsCase ? new FoldedNames(source, folder, capabilities, spools) : null;
        var moves = new PreviewMoves(source, copy, index?.MovesFor(options, sides), capabilities, job, spools);
        var scopes = Plans.ScopesOf(job, node.Folder, node.Options.Time.GetUtcNow());
        var isInVolumeRoot = sides.Copy.IsVolumeRoot;
        byte[] given = [];
        while (true)
        {
            using var known = options.ListsIndex ? new IndexListing(index!.Entries.Read(), scopes.Destination, isInVolumeRoot) : null;
            using var rows = known?.Rows ?? index?.Entries.Read();
            var planner = new Planner(options, source.LookAtRoot(), copy?.LookAtRoot() ?? nothing);
            var (from, to) = List(source, copy, scopes, spools, cancellation);
            var items = new March(from, known ?? to, rows, planner).ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
            await using var _ = items.ConfigureAwait(false);
            PlanItem? last = null;
            while (await HasNextAsync(items).ConfigureAwait(false) is var next and not Next.Anew)
            {
                if (next == Next.End)
                {
                    foreach (var rest in moves.IsOn ? moves.Rest() : spools.Removals.Read())
                        if (ShowAndCount(rest, source, copy, folded, cancellation) is { } change) yield return change;
                    Judge(planner.Counts, sides);
                    yield break;
                }
                var item = items.Current;
                if (given.Length > 0 && item.Key.AsSpan().SequenceCompareTo(given) <= 0) continue;
                last = item;
                folded?.Note(item);
                if (moves.Take(item) is not { } shown) continue;
                if (folded is not null && item.Step == PlanStep.Remove) spools.Removals.Add(item);
                else if (ShowAndCount(shown, source, copy, folded, cancellation) is { } change) yield return change;
            }
            given = last?.Key ?? given;
        }
    }

    PlannedChange? ShowAndCount(
        PlanItem item, SourceFolder source, IReadableTree? copy, FoldedNames? folded, CancellationToken cancellation)
    {
        if (item.Step != PlanStep.Remove) return Show(item, source, copy, folded, cancellation);
        if (folded?.Spares(item) == true) return null;
        removals++;
        return Change(PlanAction.Remove, item);
    }

    /// <summary>As the run decides; what compares contents needs to know what is there.</summary>
    bool ListsIndex(IJobCopy copy, DestinationCapabilities capabilities, RunIndex? index) =>
        !preview.Checksum && Plans.ListsIndex(
            job, Plans.ModeOf(job, preview.Mode), index, ScanTerms.Of(job, copy.HolderId, capabilities), node.Options.Time.GetUtcNow());

    /// <summary>Says what the guard would say to a run.</summary>
    void Judge(PlanCounts counts, RunSides sides)
    {
        var question = new GuardQuestion(
            job, sides.Copy.Label, SourceIsGone: false, sides.VolumeChanged, counts.TakenEntries, counts.DestinationEntries,
            removals, IsForced: false, BeganWithoutSource: false, counts.Replacements, counts.KnownFiles);
        if ((Guard.JudgeRemovals(question) ?? Guard.JudgeReplacements(question)) is { } refusal) throw refusal;
    }

    /// <summary>As the run finds it: by the index, or by the record of a run that was cut off with the machine.</summary>
    bool Distrusts(Guid? destinationId, RunIndex? index)
    {
        if (index?.Distrusts == true) return true;
        if (destinationId is null || destinationId != job.DestinationId || !File.Exists(node.Folder.Journal)) return false;
        return node.Journal.Unfinished(job.Id) is { MachineStopped: true };
    }

    (IAsyncEnumerable<EntryBatch> Source, IAsyncEnumerable<EntryBatch> Destination) List(
        SourceFolder source, IReadableTree? copy, (EntryScope Source, EntryScope Destination) scopes, PassSpools spools,
        CancellationToken cancellation)
    {
        var from = source.ListAsync(scopes.Source, OnUnreadable, cancellation);
        var to = copy?.ListAsync(scopes.Destination, OnUnreadable, cancellation) ?? NoEntries.Instance;
        return (
            sortsSource ? SortedListing.ReadAsync(from, spools.SorterOf(source: true), cancellation) : from,
            sortsDestination ? SortedListing.ReadAsync(to, spools.SorterOf(source: false), cancellation) : to);
    }

    async ValueTask<Next> HasNextAsync(IAsyncEnumerator<PlanItem> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false) ? Next.Item : Next.End;
        }
        catch (OrderViolationException e) when (!(e.IsSource ? sortsSource : sortsDestination))
        {
            sortsSource |= e.IsSource;
            sortsDestination |= !e.IsSource;
            return Next.Anew;
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneRunFailed, e, job.Name, Text.Format("Reason." + e.Problem, e.Code));
        }
    }

    /// <summary>A folder that cannot be listed is told of once, however often the march begins anew.</summary>
    void OnUnreadable(EntryPath folder, EntryException e)
    {
        if (unreadable.Add(folder)) onUnreadable(RunFailure.Of(folder, e));
    }

    PlannedChange? Show(
        PlanItem item, SourceFolder source, IReadableTree? copy, FoldedNames? folded, CancellationToken cancellation) => item.Step switch
    {
        PlanStep.Create => folded?.Foresee(item) switch
        {
            Placement.WasThere => null,
            Placement.Renamed => Change(PlanAction.Move, item with { Reason = PlanReason.CaseDiffers }),
            _ => Change(PlanAction.Create, item),
        },
        PlanStep.Replace => Change(PlanAction.Replace, item),
        PlanStep.Touch => Change(PlanAction.Touch, item),
        PlanStep.Move => Change(PlanAction.Move, item),
        PlanStep.Exclude => Change(PlanAction.Exclude, item),
        PlanStep.Observe when preview.Checksum && item.Source.Kind == EntryKind.File && !IsEqual(item, source, copy!, cancellation) =>
            Change(PlanAction.Replace, item with { Reason = PlanReason.ContentDiffers }),
        _ => null,
    };

    static bool IsEqual(PlanItem item, SourceFolder source, IReadableTree copy, CancellationToken cancellation)
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

    PlannedChange Change(PlanAction action, PlanItem item)
    {
        var isFolder = item.Source.Kind == EntryKind.Folder;
        var size = action switch
        {
            _ when isFolder => 0,
            PlanAction.Create or PlanAction.Replace or PlanAction.Exclude => item.Source.Size,
            PlanAction.Remove => item.Destination?.Size ?? 0,
            _ => 0,
        };
        return new PlannedChange(action, isFolder ? item.Path + "/" : item.Path.ToString(), item.Reason, size)
        {
            From = item.From is { } from ? (isFolder ? from + "/" : from.ToString()) : null,
            Frees = action is PlanAction.Replace or PlanAction.Remove && !isFolder ? item.Destination?.Size ?? 0 : 0,
            Exclusion = item.Exclusion,
            Rule = rules.For(item.Exclusion, item.Path, item.Source),
        };
    }

    enum Next
    {
        Item,
        End,
        Anew,
    }
}
