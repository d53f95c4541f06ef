using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>
/// What was moved, in a preview: a folder is shown as moved where it is met, and what moved with it is not shown; files that
/// may have been moved wait until everything has been compared, and so do removals.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="copy">The destination; null when it is not there.</param>
/// <param name="knowledge">What is known of entries wherever they are; null where nothing is moved.</param>
/// <param name="capabilities">What the destination can do.</param>
/// <param name="job">The job.</param>
/// <param name="spools">Where items wait.</param>
sealed class PreviewMoves(
    SourceFolder source, IReadableTree? copy, MoveKnowledge? knowledge, DestinationCapabilities capabilities, JobDefinition job, PassSpools spools)
{
    readonly MovePlan plan = new(spools, knowledge, capabilities);
    readonly List<(EntryPath From, EntryPath To)> folders = [];

    /// <summary>Whether anything is moved at all.</summary>
    public bool IsOn => plan.IsOn && copy is not null;

    /// <summary>The item as it is to be shown now; null when it is not, or comes again at the end.</summary>
    public PlanItem? Take(PlanItem item)
    {
        if (!IsOn) return item;
        switch (item.Step)
        {
            case PlanStep.Create when item.Source.Kind == EntryKind.Folder:
                return TakeFolder(item);
            case PlanStep.Create when MovedWith(item.Path) is { } from && RowOf(from, item.Source) is { } row:
                return row.Source.Size == item.Source.Size && row.Source.Modified == item.Source.Modified
                    ? null
                    : item with { Step = PlanStep.Replace, Reason = PlanReason.SourceChanged };
            case PlanStep.Create when plan.Holds(item):
                return Keep(item, spools.Wanted);
            case PlanStep.Replace when item.Former is not null:
                return Keep(item, spools.Replacements);
            case PlanStep.Doubt:
                return Keep(item, spools.Doubts);
            case PlanStep.Remove:
                return Keep(item, spools.Removals);
            default:
                return item;
        }
    }

    /// <summary>What waited, as it is to be shown: moves, what is sent, what is removed.</summary>
    public IEnumerable<PlanItem> Rest()
    {
        if (!IsOn) return [];
        plan.Resolve();
        return plan.Moves()
            .Concat(spools.Wanted.Read().Where(item => plan.MoveTo(item) is null))
            .Concat(spools.Replacements.Read().Where(item => plan.MoveTo(item) is null))
            .Concat(spools.Removals.Read().Where(item => plan.MoveFrom(item.Key) is null && !HasMovedAlong(item)));
    }

    PlanItem? Keep(PlanItem item, Spool spool)
    {
        spool.Add(item);
        plan.Note(item);
        return null;
    }

    PlanItem? TakeFolder(PlanItem item)
    {
        if (!capabilities.MovesFolders || job.KeepDeleted > 0) return item;
        var found = knowledge!.FindFolder(item.Path, item.Source, source, capabilities.FoldsCase);
        if (found is not { } former || !IsAtDestination(former.Path, former.Row)) return item;
        if (MovedWith(item.Path) == former.Path) return null;
        folders.Add((former.Path, item.Path));
        return item with { Step = PlanStep.Move, Reason = PlanReason.Moved, From = former.Path };
    }

    bool IsAtDestination(EntryPath path, IndexRow row)
    {
        try
        {
            return copy!.HolderOf(path).Look(path) is { Kind: EntryKind.Folder } there && (row.Destination.FileId == 0 || there.FileId == row.Destination.FileId);
        }
        catch (EntryException)
        {
            return false;
        }
    }

    /// <summary>The path that something in a folder that was moved had before.</summary>
    EntryPath? MovedWith(EntryPath path)
    {
        for (var i = folders.Count - 1; i >= 0; i--)
            if (path.IsWithin(folders[i].To)) return Carry(path, folders[i].To, folders[i].From);
        return null;
    }

    IndexRow? RowOf(EntryPath path, in EntryFacts facts) =>
        knowledge!.Entries.Get(EntryOrder.Key(path, facts.Kind)) is { } bytes && IndexRow.TryRead(bytes, out var row)
        && row.Source.FileId == facts.FileId ? row : null;

    bool HasMovedAlong(PlanItem removal)
    {
        foreach (var (from, to) in folders)
        {
            if (!removal.Path.IsWithin(from)) continue;
            if (Holds(Carry(removal.Path, from, to))) return true;
        }
        return false;
    }

    bool Holds(EntryPath path)
    {
        try
        {
            return source.Look(path) is not null;
        }
        catch (EntryException)
        {
            return false;
        }
    }

    static EntryPath Carry(EntryPath path, EntryPath from, EntryPath to) =>
        new([.. to.Bytes, .. path.Bytes.Slice(from.Bytes.Length)]);
}
