using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Plan items that wait, in a table on disk as soon as there are more of them than one transaction takes. Safe for
/// several threads while items are added.
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
        if (Count == 0) return [];
        lock (changes)
        {
            if (table is null) return Sorted(descending);
            Write();
        }
        return ReadTable(descending);
    }

    IEnumerable<PlanItem> ReadTable(bool descending)
    {
        using var rows = table!.Read(descending);
        while (rows.MoveNext()) yield return PlanItem.FromBytes(rows.Key, rows.Value);
    }

    /// <summary>The few items that never reached the disk; of two with one key the later counts, as in the table.</summary>
    IEnumerable<PlanItem> Sorted(bool descending)
    {
        var byKey = new SortedDictionary<byte[], PlanItem>(KeyOrder.Instance);
        for (var i = 0; i < changes.Count; i++)
            byKey[changes.KeyAt(i).ToArray()] = PlanItem.FromBytes(changes.KeyAt(i), changes.ValueAt(i));
        return descending ? byKey.Values.Reverse() : byKey.Values;
    }

    void Write()
    {
        if (changes.Count == 0) return;
        table ??= open();
        table.Apply(changes);
        changes.Clear();
    }

    sealed class KeyOrder : IComparer<byte[]>
    {
        public static readonly KeyOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
