using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>
/// Decides what is to be done, from what both sides and the index hold. It touches nothing and asks nobody: the same
/// entries and options give the same plan.
/// </summary>
sealed class Planner
{
    readonly PlanOptions options;
    readonly List<OpenFolder> way = [];
    readonly bool rootDiffers;
    EntryPath? sheltered;
    EntryPath? closed;

    /// <summary>Makes a planner for one march.</summary>
    /// <param name="options">What to know.</param>
    /// <param name="source">Facts of the source's root.</param>
    /// <param name="destination">Facts of the destination's root; null when it does not exist yet.</param>
    public Planner(PlanOptions options, EntryFacts source, EntryFacts? destination)
    {
        this.options = options;
        way.Add(new OpenFolder(EntryPath.Root, source) { Stands = true });
        rootDiffers = destination is not { } there || TimeDiffers(source, there) || options.FacetsDiffer(source, there);
    }

    /// <summary>What was counted so far.</summary>
    public PlanCounts Counts { get; } = new();

    /// <summary>Adds what is to be done for one key.</summary>
    public void Decide(ref MarchPair pair, List<PlanItem> into)
    {
        FollowWay(pair.Parent);
        if (IsBelow(ref closed, pair.Parent)) return;
        var inShelter = IsBelow(ref sheltered, pair.Parent);
        if (pair.AtDestination && TakesPart(pair.DestinationExclusion)) Counts.DestinationEntries++;
        if (pair.InSource) DecideSource(ref pair, inShelter, into);
        else if (pair.AtDestination) DecideSurplus(ref pair, inShelter, into);
        else Forget(ref pair, into);
    }

    /// <summary>Adds what is left to do when all keys are decided.</summary>
    public void Finish(List<PlanItem> into)
    {
        if (rootDiffers) Settle(way[0], into);
    }

    void DecideSource(ref MarchPair pair, bool inShelter, List<PlanItem> into)
    {
        var exclusion = pair.SourceExclusion;
        if (exclusion == Exclusion.None && pair.Source.Kind == EntryKind.Link && !options.Capabilities.KeepsLinks)
            exclusion = Exclusion.LinkNotSupported;
        // Whatever becomes of it, also of what is to be made: the destination was seen not to have it any more.
        if (pair.InIndex && !pair.AtDestination) Forget(ref pair, into);
        if (exclusion is Exclusion.Reserved or Exclusion.Temporary)
        {
            if (pair.AtDestination) DecideSurplus(ref pair, inShelter: true, into);
            return;
        }
        if (exclusion != Exclusion.SystemFolder) Counts.SourceEntries++;
        if (exclusion is Exclusion.None or Exclusion.PassedThrough) Counts.TakenEntries++;
        if (exclusion == Exclusion.PassedThrough)
        {
            Protect(ref pair);
            Enter(ref pair);
            if (pair.AtDestination && !IsAsIndexed(ref pair)) into.Add(Item(ref pair, PlanStep.Observe, PlanReason.SourceChanged));
            return;
        }
        if (exclusion != Exclusion.None)
        {
            Leave(ref pair, exclusion, inShelter, into);
            return;
        }
        if (pair.IsFolder) DecideFolder(ref pair, into);
        else if (pair.AtDestination) DecidePair(ref pair, into);
        else Add(Item(ref pair, PlanStep.Create, PlanReason.Missing), into);
    }

    /// <summary>An entry of the source that takes no part; what lies under its name at the destination stays.</summary>
    void Leave(ref MarchPair pair, Exclusion exclusion, bool inShelter, List<PlanItem> into)
    {
        Counts.Exclude(exclusion, pair.Path);
        if (options.ShowsExcluded) into.Add(Item(ref pair, PlanStep.Exclude, PlanReason.Excluded) with { Exclusion = exclusion });
        if (exclusion.IsChosen() && options.DeleteExcluded)
        {
            if (pair.AtDestination) DecideSurplus(ref pair, inShelter, into);
            return;
        }
        // When the entry goes, or takes part again, a run that goes by the rows must know of what lies there.
        Counts.LeavesUnknown |= pair.AtDestination && !exclusion.IsChosen() && !IsAsLeft(ref pair);
        if (pair.IsFolder) Shelter(ref pair);
    }

    /// <summary>From here on nothing is removed below a folder of the source. An outer shelter goes on when it ends.</summary>
    void Shelter(ref MarchPair pair) => sheltered ??= pair.Path;

    /// <summary>Protects what lies below a folder that could not be read to its end, on either side.</summary>
    void Protect(ref MarchPair pair)
    {
        if (pair.Source.Unreadable) Shelter(ref pair);
        if (pair.AtDestination && pair.Destination.Unreadable) closed = pair.Path;
    }

    void DecideFolder(ref MarchPair pair, List<PlanItem> into)
    {
        Protect(ref pair);
        if (!pair.AtDestination)
        {
            Add(Item(ref pair, PlanStep.Create, PlanReason.Missing), into);
            Enter(ref pair).Settled = true;
            return;
        }
        var folder = Enter(ref pair);
        if (options.FacetsDiffer(pair.Source, pair.Destination))
        {
            folder.Settled = true;
            into.Add(Item(ref pair, PlanStep.Touch, PlanReason.FacetsDiffer));
            return;
        }
        // One that cannot be listed is counted as failed.
        if (!pair.Source.Unreadable) Counts.Unchanged++;
        if (TimeDiffers(pair.Source, pair.Destination) || MayHideChanges(ref pair)) Settle(folder, into);
        if (!IsAsIndexed(ref pair))
            into.Add(Item(ref pair, PlanStep.Observe, PlanReason.SourceChanged));
    }

    void DecidePair(ref MarchPair pair, List<PlanItem> into)
    {
        if (pair.Source.Kind == EntryKind.File) Counts.KnownFiles++;
        if (ReasonToSend(ref pair) is { } reason)
        {
            if (options.Guards(reason)) Counts.Replacements++;
            Add(Item(ref pair, PlanStep.Replace, reason) with { Former = IsAnother(ref pair) && IsAsLeft(ref pair) ? pair.Row.Source : null }, into);
        }
        else if (options.FacetsDiffer(pair.Source, pair.Destination) && !MayDefer(ref pair))
        {
            into.Add(Item(ref pair, PlanStep.Touch, PlanReason.FacetsDiffer));
        }
        else
        {
            Counts.Unchanged++;
            if (MayDefer(ref pair) && (TimeDiffers(pair.Source, pair.Destination) || options.FacetsDiffer(pair.Source, pair.Destination)))
                Counts.Deferred++;
            if (options.ShowsUnchanged) into.Add(Item(ref pair, PlanStep.Observe, PlanReason.SourceChanged));
            else if (IsDoubtful(ref pair)) Add(Item(ref pair, PlanStep.Doubt, PlanReason.SourceChanged) with { Former = pair.Row.Source }, into);
            else if (options.TellsUnchanged || !IsAsIndexed(ref pair)) into.Add(Item(ref pair, PlanStep.Observe, PlanReason.SourceChanged));
        }
    }

    PlanReason? ReasonToSend(ref MarchPair pair)
    {
        if (pair.Source.Kind != pair.Destination.Kind) return PlanReason.KindDiffers;
        if (options.Mode == SyncMode.Full) return PlanReason.Full;
        if (pair.Source.Size != pair.Destination.Size) return BlamedOr(PlanReason.SizeDiffers, ref pair);
        if (pair.Source.Kind == EntryKind.File || options.Capabilities.KeepsLinkTimes)
            if (TimeDiffers(pair.Source, pair.Destination) && !IsDeferred(ref pair)) return BlamedOr(PlanReason.TimeDiffers, ref pair);
        if (!pair.InIndex) return options.DistrustsUnindexed && pair.Source.Kind == EntryKind.File ? PlanReason.NotProven : null;
        if (HasChanged(pair.Row.Source, pair.Source)) return PlanReason.SourceChanged;
        if (HasChanged(pair.Row.Destination, pair.Destination)) return PlanReason.DestinationChanged;
        return null;
    }

    bool MayDefer(ref MarchPair pair) => options.DefersMetadata && pair.Source.Kind == EntryKind.File;

    /// <summary>The contents on both sides were compared by an earlier run, which left the destination its time.</summary>
    bool IsDeferred(ref MarchPair pair) =>
        MayDefer(ref pair) && pair.InIndex && !HasChanged(pair.Row.Source, pair.Source) && !HasChanged(pair.Row.Destination, pair.Destination)
        && pair.Row.Destination.FileId == pair.Destination.FileId && pair.Row.Source.FileId == pair.Source.FileId;

    /// <summary>
    /// Files that changed places look as before when they have the same size and time. Numbers of files that do not last, as
    /// on some network file systems, are told by the other times: the same file has those too.
    /// </summary>
    static bool IsDoubtful(ref MarchPair pair) =>
        pair.Source.Kind == EntryKind.File
        && IsAnother(ref pair)
        && (pair.Row.Source.Created != pair.Source.Created || pair.Row.Source.Changed != pair.Source.Changed);

    /// <summary>The destination is what the last run left there.</summary>
    bool IsAsLeft(ref MarchPair pair) => pair.InIndex && !HasChanged(pair.Row.Destination, pair.Destination);

    /// <summary>The source has another file under the path than when it was last seen.</summary>
    static bool IsAnother(ref MarchPair pair) => pair.InIndex && pair.Row.Source.FileId != pair.Source.FileId;

    /// <summary>Where the source is what was seen last, it is the copy that was touched.</summary>
    PlanReason BlamedOr(PlanReason reason, ref MarchPair pair) =>
        pair.InIndex && !HasChanged(pair.Row.Source, pair.Source) ? PlanReason.DestinationChanged : reason;

    static bool IsAsIndexed(ref MarchPair pair) =>
        pair.InIndex
        && pair.Row.Source == (pair.Source with { Unreadable = false })
        && pair.Row.Destination.Size == pair.Destination.Size
        && pair.Row.Destination.Modified == pair.Destination.Modified
        && pair.Row.Destination.Changed == pair.Destination.Changed
        && pair.Row.Destination.FileId == pair.Destination.FileId;

    /// <summary>
    /// Whether a folder may hold what its listing does not tell, its named streams, otherwise than last time: its change time
    /// moved on either side, or is not known. Only then is that read again.
    /// </summary>
    bool MayHideChanges(ref MarchPair pair) =>
        (options.Capabilities.Keeps & FacetMask.Streams) != 0
        && (!pair.InIndex || HasMoved(pair.Row.Source, pair.Source) || HasMoved(pair.Row.Destination, pair.Destination));

    static bool HasMoved(in EntryFacts seen, in EntryFacts now) => now.Changed == 0 || seen.Changed != now.Changed;

    /// <summary>Something at the destination that the source does not have, or not to be copied.</summary>
    void DecideSurplus(ref MarchPair pair, bool inShelter, List<PlanItem> into)
    {
        var exclusion = pair.DestinationExclusion;
        if (exclusion == Exclusion.Temporary)
        {
            Add(new PlanItem(PlanStep.Sweep, PlanReason.NotAtSource, pair.Path, OfKind(pair), pair.Destination), into);
            return;
        }
        if (exclusion != Exclusion.None && !(exclusion.IsChosen() && options.DeleteExcluded))
        {
            if (options.ShowsExcluded && exclusion.IsChosen() && !pair.InSource)
                into.Add(new PlanItem(PlanStep.Exclude, PlanReason.Excluded, pair.Path, pair.Destination, null) { Exclusion = exclusion });
            return;
        }
        if (pair.InSource && pair.SourceExclusion.IsChosen()) exclusion = pair.SourceExclusion;
        var reason = exclusion == Exclusion.None ? PlanReason.NotAtSource : PlanReason.Excluded;
        Counts.LeavesUnknown |= inShelter && !IsAsLeft(ref pair);
        if (inShelter || options.NoDelete) return;
        Counts.Removals++;
        Add(new PlanItem(PlanStep.Remove, reason, pair.Path, OfKind(pair), pair.Destination)
        {
            Exclusion = exclusion,
            Former = IsAsLeft(ref pair) ? pair.Row.Source : null,
        }, into);
    }

    /// <summary>Adds a change in a folder: folders above that do not stand yet come first, and its times are set last.</summary>
    void Add(PlanItem item, List<PlanItem> into)
    {
        if (item.Step == PlanStep.Create)
        {
            foreach (var above in way)
            {
                if (above.Stands || !item.Path.IsWithin(above.Path)) continue;
                above.Stands = true;
                above.Settled = true;
                SettleParent(above.Path.Parent, into);
                into.Add(new PlanItem(PlanStep.Create, PlanReason.Missing, above.Path, above.Source, null));
            }
        }
        SettleParent(item.Path.Parent, into);
        into.Add(item);
    }

    void SettleParent(EntryPath parent, List<PlanItem> into)
    {
        for (var i = way.Count - 1; i >= 0; i--)
        {
            if (way[i].Path != parent) continue;
            Settle(way[i], into);
            return;
        }
    }

    static void Settle(OpenFolder folder, List<PlanItem> into)
    {
        if (folder.Settled) return;
        folder.Settled = true;
        into.Add(new PlanItem(PlanStep.SettleFolder, PlanReason.TimeDiffers, folder.Path, folder.Source, null));
    }

    OpenFolder Enter(ref MarchPair pair)
    {
        var folder = new OpenFolder(pair.Path, pair.Source)
        {
            Stands = pair.AtDestination || pair.SourceExclusion == Exclusion.None,
        };
        way.Add(folder);
        return folder;
    }

    /// <summary>Keeps the folders of the source that lead to the parent, and lets go of the others.</summary>
    void FollowWay(EntryPath parent)
    {
        while (way.Count > 1 && !parent.IsWithin(way[way.Count - 1].Path)) way.RemoveAt(way.Count - 1);
    }

    static bool IsBelow(ref EntryPath? folder, EntryPath parent)
    {
        if (folder is not { } top) return false;
        if (parent.IsWithin(top)) return true;
        folder = null;
        return false;
    }

    static void Forget(ref MarchPair pair, List<PlanItem> into) =>
        into.Add(new PlanItem(PlanStep.Forget, PlanReason.NotAtSource, pair.Path, OfKind(pair), null));

    static PlanItem Item(ref MarchPair pair, PlanStep step, PlanReason reason) =>
        new(step, reason, pair.Path, pair.Source, pair.AtDestination ? pair.Destination : null);

    static EntryFacts OfKind(in MarchPair pair) => new()
    {
        Kind = pair.IsFolder ? EntryKind.Folder : pair.AtDestination ? pair.Destination.Kind : EntryKind.File,
    };

    static bool TakesPart(Exclusion exclusion) => exclusion is Exclusion.None or Exclusion.PassedThrough || exclusion.IsChosen();

    bool TimeDiffers(in EntryFacts source, in EntryFacts destination)
    {
        if (Math.Abs(source.Modified - destination.Modified) < options.TimeUnit) return false;
        if (!options.IsHourShift(source.Modified, destination.Modified, options.TimeUnit)) return true;
        if (source.Kind == EntryKind.File) Counts.HourShifts++;
        return false;
    }

    /// <summary>True when one side is not what was last seen there; a change of daylight saving alone is none.</summary>
    bool HasChanged(in EntryFacts seen, in EntryFacts now) =>
        seen.Size != now.Size
        || (seen.Modified != now.Modified && !options.IsHourShift(seen.Modified, now.Modified, unit: 1));

    /// <summary>A folder of the source that the march is in.</summary>
    sealed class OpenFolder(EntryPath path, EntryFacts source)
    {
        public EntryPath Path { get; } = path;

        public EntryFacts Source { get; } = source;

        /// <summary>It is at the destination, or its creation is planned.</summary>
        public bool Stands { get; set; }

        /// <summary>Its times need no further step.</summary>
        public bool Settled { get; set; }
    }
}
