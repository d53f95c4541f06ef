using System;
using System.Collections.Generic;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// What is known of the objects of a copy, entry by entry: from earlier runs, confirmed by the listing, and from what this
/// run does. Safe for several threads.
/// </summary>
/// <param name="table">The objects.</param>
/// <param name="marks">Says whether all that is known has been stored beside the copy.</param>
sealed class ObjectMemory(ISortedTable table, ISortedTable marks)
{
    const int MostPending = 1024;

    static readonly byte[] unstored = Encoding.ASCII.GetBytes("unstored");

    readonly object gate = new();
    readonly Dictionary<(EntryPath Path, bool IsFolder), ObjectRecord?> pending = [];

    /// <summary>Whether anything was learned or changed, by this run or one before it that was cut off, and not stored beside the copy yet.</summary>
    public bool HasChanged
    {
        get
        {
            lock (gate) return pending.Count > 0 || marks.Get(unstored) is not null;
        }
    }

    /// <summary>What is known of an entry; null when it is not there.</summary>
    public ObjectRecord? Find(EntryPath path, EntryKind kind)
    {
        var isFolder = kind == EntryKind.Folder;
        lock (gate)
        {
            if (pending.TryGetValue((path, isFolder), out var found)) return found;
            return table.Get(EntryOrder.Key(path, kind)) is { } row && ObjectRecord.TryRead(row, out var record) ? record : null;
        }
    }

    /// <summary>An entry is there.</summary>
    public void Put(EntryPath path, ObjectRecord record) => Change(path, record.Facts.Kind, record);

    /// <summary>An entry is gone.</summary>
    public void Forget(EntryPath path, EntryKind kind) => Change(path, kind, null);

    /// <summary>Everything that is known, in canonical order.</summary>
    public TableCursor Read(byte[]? from = null)
    {
        Flush();
        return table.Read(from: from);
    }

    /// <summary>All that is known has been stored beside the copy.</summary>
    public void TellStored()
    {
        lock (gate) Mark(changes => changes.Delete(unstored));
    }

    /// <summary>What is known is to be stored beside the copy, though nothing was learned.</summary>
    public void TellUnstored()
    {
        lock (gate) Mark(changes => changes.Put(unstored, default));
    }

    /// <summary>Writes what has come together.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (pending.Count == 0) return;
            // A run that is cut off from here on leaves the mark.
            if (marks.Get(unstored) is null) Mark(changes => changes.Put(unstored, default));
            var changes = new TableChanges();
            foreach (var change in pending)
            {
                var key = EntryOrder.Key(change.Key.Path, change.Key.IsFolder ? EntryKind.Folder : EntryKind.File);
                if (change.Value is { } record) changes.Put(key, record.ToBytes());
                else changes.Delete(key);
            }
            table.Apply(changes);
            pending.Clear();
        }
    }

    void Mark(Action<TableChanges> change)
    {
        var changes = new TableChanges();
        change(changes);
        marks.Apply(changes);
    }

    void Change(EntryPath path, EntryKind kind, ObjectRecord? record)
    {
        lock (gate)
        {
            pending[(path, kind == EntryKind.Folder)] = record;
            if (pending.Count >= MostPending) Flush();
        }
    }
}
