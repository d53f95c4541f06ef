using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>Brings a listing that is not in canonical order into it, through a table on disk.</summary>
static class SortedListing
{
    const int RowsAtOnce = 8192;

    /// <summary>Reads the listing to its end, then gives its entries in canonical order, each once.</summary>
    public static async IAsyncEnumerable<EntryBatch> ReadAsync(
        IAsyncEnumerable<EntryBatch> listing, ISortedTable table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var changes = new TableChanges();
        await foreach (var batch in listing.WithCancellation(cancellation).ConfigureAwait(false))
        {
            for (var i = 0; i < batch.Count; i++) changes.Put(KeyAt(batch, i), ValueAt(batch, i));
            if (changes.Count < RowsAtOnce) continue;
            table.Apply(changes);
            changes.Clear();
        }
        table.Apply(changes);
        foreach (var batch in ReadSorted(table))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return batch;
        }
    }

    /// <summary>The entries of a table of such rows, in canonical order.</summary>
    public static IEnumerable<EntryBatch> ReadSorted(ISortedTable table)
    {
        using var rows = table.Read();
        var parent = EntryPath.Root;
        var listing = new FolderListing();
        while (rows.MoveNext())
        {
            var (path, item, exclusion) = Read(rows.Key, rows.Value);
            if (listing.Count > 0 && (path.Parent != parent || listing.Count == RowsAtOnce))
            {
                yield return new EntryBatch(parent, listing, 0, listing.Count);
                listing = new FolderListing();
            }
            parent = path.Parent;
            listing.Add(path.Name, item, exclusion);
        }
        if (listing.Count > 0) yield return new EntryBatch(parent, listing, 0, listing.Count);
    }

    /// <summary>The key of an entry.</summary>
    public static byte[] KeyAt(EntryBatch batch, int index) => EntryOrder.Key(batch.PathAt(index), batch.FactsAt(index).Kind);

    /// <summary>The row of an entry; bytes that are added to it are left alone.</summary>
    public static byte[] ValueAt(EntryBatch batch, int index)
    {
        ref readonly var facts = ref batch.FactsAt(index);
        var item = new PlanItem(PlanStep.Observe, default, EntryPath.Root, facts, null).ToBytes();
        item[2] = (byte)batch.ExclusionAt(index);
        item[3] = facts.Unreadable ? (byte)1 : (byte)0;
        return item;
    }

    /// <summary>What a row says.</summary>
    public static (EntryPath Path, EntryFacts Facts, Exclusion Exclusion) Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> row)
    {
        var value = row.ToArray();
        var exclusion = (Exclusion)value[2];
        value[2] = 0;
        var item = PlanItem.FromBytes(key, value);
        return (item.Path, item.Source with { Unreadable = value[3] == 1 }, exclusion);
    }
}
