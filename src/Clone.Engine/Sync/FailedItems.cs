using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// What a run could not transfer: the next incremental tries it before all else, while whoever was in the way may be
/// gone. It is a matter of order alone: nothing is lost with the list. Safe for several threads.
/// </summary>
sealed class FailedItems(ISortedTable table)
{
    /// <summary>More are not kept: they are held in memory, and where so many failed it was no matter of single files.</summary>
    public const int Most = 1000;

    readonly TableChanges changes = new();
    int count;

    /// <summary>Keeps an item for the next run.</summary>
    public void Add(PlanItem item)
    {
        if (item.Source.Kind == EntryKind.Folder || Interlocked.Increment(ref count) > Most) return;
        lock (changes) changes.Put(item.Key, []);
    }

    /// <summary>What the last run left.</summary>
    public PathSelection Read()
    {
        var selection = new PathSelection();
        using var rows = table.Read();
        while (selection.Count < Most && rows.MoveNext()) selection.Add(EntryOrder.PathOf(rows.Key));
        return selection;
    }

    /// <summary>Puts what this run added in the place of what the last one left.</summary>
    public void Save()
    {
        if (HasRows()) table.Clear();
        lock (changes)
        {
            if (changes.Count > 0) table.Apply(changes);
            changes.Clear();
        }
    }

    bool HasRows()
    {
        using var rows = table.Read();
        return rows.MoveNext();
    }
}
