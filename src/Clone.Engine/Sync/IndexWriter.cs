using System;
using System.Buffers.Binary;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>Writes observations to the index, many in one transaction. Safe for several threads.</summary>
/// <param name="table">The rows of entries.</param>
/// <param name="folders">The keys of folders by their file ids at the source; null where nobody asks for them.</param>
sealed class IndexWriter(ISortedTable table, ISortedTable? folders = null)
{
    const int RowsAtOnce = 8192;

    readonly TableChanges changes = new();
    readonly TableChanges folderChanges = new();

    /// <summary>The key of a row of folders: the file id, the first byte the highest.</summary>
    public static byte[] FolderKey(ulong fileId)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(key, fileId);
        return key;
    }

    /// <summary>Both sides were seen to agree.</summary>
    public void Put(EntryPath path, in EntryFacts source, in EntryFacts destination)
    {
        Span<byte> row = stackalloc byte[IndexRow.Length];
        new IndexRow { Source = source, Destination = destination }.Write(row);
        var key = EntryOrder.Key(path, source.Kind);
        lock (changes)
        {
            changes.Put(key, row);
            if (source.Kind == EntryKind.Folder) NoteFolder(source.FileId, key);
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

    /// <summary>A folder has another path on both sides, and so has all that lies in it.</summary>
    public void MoveFolder(EntryPath from, EntryPath to)
    {
        var (old, now) = (EntryOrder.Key(from, EntryKind.Folder), EntryOrder.Key(to, EntryKind.Folder));
        lock (changes)
        {
            Write();
            using var rows = table.Read(from: old);
            while (rows.MoveNext() && rows.Key.StartsWith(old))
            {
                byte[] key = [.. now, .. rows.Key.Slice(old.Length)];
                changes.Put(key, rows.Value);
                changes.Delete(rows.Key);
                if (EntryOrder.IsFolder(key) && IndexRow.TryRead(rows.Value, out var row)) NoteFolder(row.Source.FileId, key);
                if (changes.Count >= RowsAtOnce) Write();
            }
            Write();
        }
    }

    /// <summary>Writes what has come together.</summary>
    public void Flush()
    {
        lock (changes) Write();
    }

    void NoteFolder(ulong fileId, byte[] key)
    {
        if (folders is not null && fileId != 0) folderChanges.Put(FolderKey(fileId), key);
    }

    void Write()
    {
        if (folderChanges.Count > 0)
        {
            folders!.Apply(folderChanges);
            folderChanges.Clear();
        }
        if (changes.Count == 0) return;
        table.Apply(changes);
        changes.Clear();
    }
}
