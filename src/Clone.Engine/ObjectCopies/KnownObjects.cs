using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Goes along what is known of a copy while it is listed. What the listing passes by is not there any more and is forgotten.
/// </summary>
sealed class KnownObjects : IDisposable
{
    readonly ObjectMemory memory;
    readonly Func<EntryPath, EntryKind, bool> forgets;
    readonly TableCursor cursor;
    readonly HashSet<ulong> met = [];
    readonly List<EntryPath> closed = [];
    byte[] last = [];
    bool atEnd;

    /// <summary>Begins at the first that is known.</summary>
    /// <param name="memory">What is known.</param>
    /// <param name="forgets">Whether an entry would surely have been listed by now; those of odd names may come later.</param>
    public KnownObjects(ObjectMemory memory, Func<EntryPath, EntryKind, bool> forgets)
    {
        this.memory = memory;
        this.forgets = forgets;
        cursor = memory.Read();
        atEnd = !cursor.MoveNext();
    }

    /// <summary>Whether the listing comes in canonical order, odd names aside; else what it has not met is known at its end alone.</summary>
    public bool IsSorted { get; init; } = true;

    /// <summary>Folder that takes no part, so that nothing below it is listed and it is not forgotten either.</summary>
    public EntryPath? Closed
    {
        set
        {
            if (IsSorted) closed.Clear();
            if (value is { } folder) closed.Add(folder);
        }
    }

    /// <summary>What is known of an entry; null when it is not known.</summary>
    public ObjectRecord? Find(EntryPath path, EntryKind kind)
    {
        var key = EntryOrder.Key(path, kind);
        if (!IsSorted)
        {
            met.Add(HashOf(key));
            return memory.Find(path, kind);
        }
        // Names whose keys are spelled otherwise come out of order.
        if (key.AsSpan().SequenceCompareTo(last) <= 0) return memory.Find(path, kind);
        last = key;
        for (; !atEnd && cursor.Key.SequenceCompareTo(key) < 0; atEnd = !cursor.MoveNext()) PassBy();
        if (atEnd || !cursor.Key.SequenceEqual(key)) return memory.Find(path, kind);
        var found = ObjectRecord.TryRead(cursor.Value, out var record) ? record : (ObjectRecord?)null;
        atEnd = !cursor.MoveNext();
        return found;
    }

    /// <summary>The listing is over.</summary>
    public void Finish()
    {
        for (; !atEnd; atEnd = !cursor.MoveNext()) PassBy();
    }

    /// <summary>Ends the reading.</summary>
    public void Dispose() => cursor.Dispose();

    void PassBy()
    {
        if (cursor.Key.SequenceEqual("/"u8) || (!IsSorted && met.Contains(HashOf(cursor.Key)))) return;
        var path = EntryOrder.PathOf(cursor.Key);
        var kind = EntryOrder.IsFolder(cursor.Key) ? EntryKind.Folder : EntryKind.File;
        if (closed.Exists(path.IsWithin)) return;
        if (forgets(path, kind)) memory.Forget(path, kind);
    }

    /// <summary>FNV-1a, 64 bits; two keys of one hash, one in 10^7 for a million objects, leave a row that the next listing meets or forgets.</summary>
    static ulong HashOf(ReadOnlySpan<byte> key)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in key) hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }
}
