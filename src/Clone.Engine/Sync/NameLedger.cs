using System;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Where case is folded: the names that this run makes, so that no removal of the same name in another case takes
/// away what was just written. What is of another kind stands in the way of that name and is removed all the same.
/// </summary>
sealed class NameLedger(Func<ISortedTable> open)
{
    const int NamesAtOnce = 4096;

    readonly TableChanges changes = new();
    ISortedTable? table;

    /// <summary>Takes a name down.</summary>
    public void Add(EntryPath path, EntryKind kind)
    {
        changes.Put(Key(path, kind), default);
        if (changes.Count >= NamesAtOnce) Write();
    }

    /// <summary>True when the run makes an entry of that kind and name, in whatever case.</summary>
    public bool Holds(EntryPath path, EntryKind kind)
    {
        Write();
        return table?.Get(Key(path, kind)) is not null;
    }

    // Upper case, character by character without culture, as NTFS and exFAT compare.
    static byte[] Key(EntryPath path, EntryKind kind) => [(byte)kind, .. Wtf8.Encode(path.ToString().ToUpperInvariant())];

    void Write()
    {
        if (changes.Count == 0) return;
        table ??= open();
        table.Apply(changes);
        changes.Clear();
    }
}
