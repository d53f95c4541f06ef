using System;
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

    /// <summary>Folder that takes no part, so that nothing below it is listed and it is not forgotten either.</summary>
    public EntryPath? Closed { get; set; }

    /// <summary>What is known of an entry; null when it is not known.</summary>
    public ObjectRecord? Find(EntryPath path, EntryKind kind)
    {
        var key = EntryOrder.Key(path, kind);
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
        if (cursor.Key.SequenceEqual("/"u8)) return;
        var path = EntryOrder.PathOf(cursor.Key);
        var kind = EntryOrder.IsFolder(cursor.Key) ? EntryKind.Folder : EntryKind.File;
        if (Closed is { } closed && path.IsWithin(closed)) return;
        if (forgets(path, kind)) memory.Forget(path, kind);
    }
}
