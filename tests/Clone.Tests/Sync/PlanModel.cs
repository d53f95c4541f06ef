using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Sync;

namespace Clone.Tests.Sync;

/// <summary>
/// What a plan must hold, said about whole trees and each entry by itself: no order, no streams, no state that is
/// carried along.
/// </summary>
sealed class PlanModel(Tree source, Tree destination, IReadOnlyDictionary<string, IndexRow> index, PlanOptions options, EntryFacts sourceRoot, EntryFacts destinationRoot)
{
    /// <summary>Steps by the key of their entry, each as "step key" or, for what is sent, "step key reason".</summary>
    public List<string> Steps()
    {
        var steps = new List<string>();
        foreach (var (path, node) in source.Nodes) AddForSource(path, node, steps);
        foreach (var (path, node) in destination.Nodes) AddForDestination(path, node, steps);
        foreach (var path in PassedThroughToMake()) steps.Add("Create " + path + "/ Missing");
        foreach (var key in index.Keys.Where(k => !IsTaken(k) && !AtDestination(k)))
            if (!IsClosed(Path(key))) steps.Add("Forget " + key);
        AddSettling(steps);
        return steps;
    }

    /// <summary>Entries that need nothing, but for folders that failed.</summary>
    public long Unchanged() => source.Nodes.Count(n =>
        !n.Value.Facts.Unreadable && TakesPart(n.Value) && !IsClosed(n.Key) && Pair(n.Key) is { } pair && Need(n.Key, n.Value, pair) is null);

    public long Removals() => destination.Nodes.Count(n => IsRemoved(n.Key, n.Value));

    void AddForSource(string path, Node node, List<string> steps)
    {
        if (node.Exclusion == Exclusion.PassedThrough && !IsClosed(path) && Pair(path) is { } there && IsUnknown(path, node, there))
            steps.Add("Observe " + Key(path, node));
        if (!TakesPart(node) || IsClosed(path)) return;
        if (Pair(path) is not { } pair)
        {
            if (index.ContainsKey(Key(path, node)) && !AtDestination(Key(path, node))) steps.Add("Forget " + Key(path, node));
            steps.Add("Create " + Key(path, node) + " Missing");
            return;
        }
        if (Need(path, node, pair) is { } need) steps.Add(need);
        else if (options.ShowsUnchanged && !node.IsFolder || IsUnknown(path, node, pair)) steps.Add("Observe " + Key(path, node));
    }

    void AddForDestination(string path, Node node, List<string> steps)
    {
        if (node.Exclusion == Exclusion.Temporary && !IsClosed(path)) steps.Add("Sweep " + Key(path, node));
        if (IsRemoved(path, node)) steps.Add("Remove " + Key(path, node));
    }

    bool IsRemoved(string path, Node node)
    {
        if (IsClosed(path) || IsSheltered(path)) return false;
        var mayGo = node.Exclusion == Exclusion.None || (node.Exclusion.IsChosen() && options.DeleteExcluded);
        var twin = Twin(source, path, node);
        return mayGo && (twin is null || (ExclusionOf(twin).IsChosen() && options.DeleteExcluded));
    }

    /// <summary>Folders that are only passed through are made when something is made below them.</summary>
    IEnumerable<string> PassedThroughToMake() => source.Nodes
        .Where(n => n.Value.Exclusion == Exclusion.PassedThrough && Twin(destination, n.Key, n.Value) is null && !IsClosed(n.Key))
        .Where(n => source.Nodes.Any(below => IsBelow(below.Key, n.Key) && TakesPart(below.Value) && Pair(below.Key) is null))
        .Select(n => n.Key);

    void AddSettling(List<string> steps)
    {
        var changed = steps.Where(s => s.Split(' ')[0] is "Create" or "Replace" or "Remove" or "Sweep")
            .Select(s => Tree.ParentOf(Path(s.Split(' ')[1]))).ToHashSet();
        if (changed.Contains("") || AreApart(sourceRoot.Modified, destinationRoot.Modified) || FacetsDiffer(sourceRoot, destinationRoot))
            steps.Add("SettleFolder /");
        foreach (var (path, node) in source.Nodes.Where(n => n.Value.IsFolder))
        {
            if (IsClosed(path) || Twin(destination, path, node) is not { } pair) continue;
            if (node.Exclusion == Exclusion.PassedThrough && changed.Contains(path)) steps.Add("SettleFolder " + path + "/");
            if (!TakesPart(node) || FacetsDiffer(node.Facts, pair.Facts)) continue;
            if (changed.Contains(path) || AreApart(node.Facts.Modified, pair.Facts.Modified) || MayHideChanges(path, node, pair)) steps.Add("SettleFolder " + path + "/");
        }
    }

    /// <summary>The step that an entry on both sides needs, or null.</summary>
    string? Need(string path, Node node, Node pair)
    {
        if (!node.IsFolder && ReasonToSend(path, node.Facts, pair.Facts) is { } reason) return "Replace " + path + " " + reason;
        return FacetsDiffer(node.Facts, pair.Facts) ? "Touch " + Key(path, node) + " FacetsDiffer" : null;
    }

    PlanReason? ReasonToSend(string path, EntryFacts from, EntryFacts to)
    {
        var hasRow = index.TryGetValue(path, out var row);
        var comparesTimes = from.Kind == EntryKind.File || options.Capabilities.KeepsLinkTimes;
        var sourceIsAsSeen = hasRow && row.Source.Size == from.Size && !HasMoved(row.Source.Modified, from.Modified);
        (PlanReason Reason, bool Holds)[] reasons =
        [
            (PlanReason.KindDiffers, from.Kind != to.Kind),
            (PlanReason.Full, options.Mode == SyncMode.Full),
            (PlanReason.DestinationChanged, sourceIsAsSeen && (from.Size != to.Size || (comparesTimes && AreApart(from.Modified, to.Modified)))),
            (PlanReason.SizeDiffers, from.Size != to.Size),
            (PlanReason.TimeDiffers, comparesTimes && AreApart(from.Modified, to.Modified)),
            (PlanReason.NotProven, !hasRow && options.DistrustsUnindexed && from.Kind == EntryKind.File),
            (PlanReason.SourceChanged, hasRow && (row.Source.Size != from.Size || HasMoved(row.Source.Modified, from.Modified))),
            (PlanReason.DestinationChanged, hasRow && (row.Destination.Size != to.Size || HasMoved(row.Destination.Modified, to.Modified))),
        ];
        return reasons.Where(r => r.Holds).Select(r => (PlanReason?)r.Reason).FirstOrDefault();
    }

    bool IsUnknown(string path, Node node, Node pair) =>
        !index.TryGetValue(Key(path, node), out var row)
        || row.Source != node.Facts with { Unreadable = false }
        || (row.Destination.Size, row.Destination.Modified, row.Destination.Changed, row.Destination.FileId)
            != (pair.Facts.Size, pair.Facts.Modified, pair.Facts.Changed, pair.Facts.FileId);

    /// <summary>Streams of folders are looked at where a change time is another than was seen, or none was seen.</summary>
    bool MayHideChanges(string path, Node node, Node pair) =>
        options.Capabilities.Keeps.HasFlag(FacetMask.Streams)
        && (!index.TryGetValue(Key(path, node), out var row)
            || node.Facts.Changed == 0 || pair.Facts.Changed == 0
            || row.Source.Changed != node.Facts.Changed || row.Destination.Changed != pair.Facts.Changed);

    bool AreApart(long a, long b) => Math.Abs(a - b) >= options.TimeUnit && !(options.HasLocalTimes && IsHour(a, b, options.TimeUnit));

    bool HasMoved(long a, long b) => a != b && !(options.HasLocalTimes && IsHour(a, b, 1));

    static bool IsHour(long a, long b, long unit) => Math.Abs(Math.Abs(a - b) - TimeSpan.TicksPerHour) < unit;

    bool FacetsDiffer(EntryFacts a, EntryFacts b)
    {
        var keeps = options.Capabilities.Keeps;
        var isLink = a.Kind == EntryKind.Link;
        return (keeps.HasFlag(FacetMask.Owner) && (a.Owner, a.Group) != (b.Owner, b.Group))
            || (!isLink && keeps.HasFlag(FacetMask.Attributes) && (a.Attributes & options.AttributeMask) != (b.Attributes & options.AttributeMask))
            || (!isLink && keeps.HasFlag(FacetMask.Created) && AreApart(a.Created, b.Created));
    }

    bool TakesPart(Node node) => ExclusionOf(node) == Exclusion.None;

    Exclusion ExclusionOf(Node node) =>
        node.Exclusion == Exclusion.None && node.Facts.Kind == EntryKind.Link && !options.Capabilities.KeepsLinks
            ? Exclusion.LinkNotSupported
            : node.Exclusion;

    /// <summary>Below a folder of the source that was left out, or not read to its end, nothing is removed.</summary>
    bool IsSheltered(string path) => source.Nodes.Any(n => n.Value.IsFolder && IsBelow(path, n.Key) && (n.Value.Exclusion switch
    {
        Exclusion.None or Exclusion.PassedThrough => n.Value.Facts.Unreadable,
        Exclusion.Filter => !options.DeleteExcluded,
        Exclusion.Reserved or Exclusion.Temporary => false,
        _ => true,
    }));

    /// <summary>Below a folder of both sides that could not be read at the destination nothing is done.</summary>
    bool IsClosed(string path) => destination.Nodes.Any(n =>
        n.Value.Facts.Unreadable && IsBelow(path, n.Key)
        && Twin(source, n.Key, n.Value) is { Exclusion: Exclusion.None or Exclusion.PassedThrough });

    Node? Pair(string path) => Twin(destination, path, source.Nodes[path]);

    bool IsTaken(string key) => source.Nodes.TryGetValue(Path(key), out var node) && node.IsFolder == IsFolder(key) && TakesPart(node);

    bool AtDestination(string key) => destination.Nodes.TryGetValue(Path(key), out var node) && node.IsFolder == IsFolder(key);

    static Node? Twin(Tree other, string path, Node node) =>
        other.Nodes.TryGetValue(path, out var twin) && twin.IsFolder == node.IsFolder ? twin : null;

    static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    static bool IsFolder(string key) => key.EndsWith('/');

    static string Path(string key) => key.TrimEnd('/');

    static string Key(string path, Node node) => node.IsFolder ? path + "/" : path;
}
