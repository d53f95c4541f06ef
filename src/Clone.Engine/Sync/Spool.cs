using System;
using System.Collections.Generic;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Plan items that wait, in a table on disk that is made when the first one comes. Safe for several threads while
/// items are added.
/// </summary>
sealed class Spool(Func<ISortedTable> open)
{
    const int ItemsAtOnce = 4096;

    readonly TableChanges changes = new();
    ISortedTable? table;

    /// <summary>Number of items that were added.</summary>
    public long Count { get; private set; }

    public void Add(PlanItem item)
    {
        var key = item.Key;
        var value = item.ToBytes();
        lock (changes)
        {
            changes.Put(key, value);
            Count++;
            if (changes.Count >= ItemsAtOnce) Write();
        }
    }

    /// <summary>The items in canonical order, or the other way round: contents before their folders.</summary>
    public IEnumerable<PlanItem> Read(bool descending = false)
    {
        if (Count == 0) yield break;
        lock (changes) Write();
        using var rows = table!.Read(descending);
        while (rows.MoveNext()) yield return PlanItem.FromBytes(rows.Key, rows.Value);
    }

    void Write()
    {
        if (changes.Count == 0) return;
        table ??= open();
        table.Apply(changes);
        changes.Clear();
    }
}
