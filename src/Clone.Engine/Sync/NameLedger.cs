using System;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Where case is folded: the names that this run makes, so that no removal of the same name in another case takes
/// away what was just written.
/// </summary>
sealed class NameLedger(Func<ISortedTable> open)
{
    const int NamesAtOnce = 4096;

    readonly TableChanges changes = new();
    ISortedTable? table;

    /// <summary>Takes a name down.</summary>
    public void Add(EntryPath path)
    {
        changes.Put(Fold(path), default);
        if (changes.Count >= NamesAtOnce) Write();
    }

    /// <summary>True when the run makes that name, in whatever case.</summary>
    public bool Holds(EntryPath path)
    {
        Write();
        return table?.Get(Fold(path)) is not null;
    }

    // Upper case, character by character without culture, as NTFS and exFAT compare.
    static byte[] Fold(EntryPath path) => Wtf8.Encode(path.ToString().ToUpperInvariant());

    void Write()
    {
        if (changes.Count == 0) return;
        table ??= open();
        table.Apply(changes);
        changes.Clear();
    }
}
