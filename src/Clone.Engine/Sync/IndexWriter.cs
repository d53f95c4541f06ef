using Clone.Engine.Entries;
using Clone.Engine.State;
using System;

namespace Clone.Engine.Sync;

/// <summary>Writes observations to the index, many in one transaction. Safe for several threads.</summary>
sealed class IndexWriter(ISortedTable table)
{
    const int RowsAtOnce = 8192;

    readonly TableChanges changes = new();

    /// <summary>Both sides were seen to agree.</summary>
    public void Put(EntryPath path, in EntryFacts source, in EntryFacts destination)
    {
        Span<byte> row = stackalloc byte[IndexRow.Length];
        new IndexRow { Source = source, Destination = destination }.Write(row);
        var key = EntryOrder.Key(path, source.Kind);
        lock (changes)
        {
            changes.Put(key, row);
            if (changes.Count >= RowsAtOnce) Write();
        }
    }

    /// <summary>The entry is gone.</summary>
    public void Delete(byte[] key)
    {
        lock (changes)
        {
            changes.Delete(key);
            if (changes.Count >= RowsAtOnce) Write();
        }
    }

    /// <summary>Writes what has come together.</summary>
    public void Flush()
    {
        lock (changes) Write();
    }

    void Write()
    {
        if (changes.Count == 0) return;
        table.Apply(changes);
        changes.Clear();
    }
}
