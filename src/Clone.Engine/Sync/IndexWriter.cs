using System;
using System.Buffers.Binary;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>Writes observations to the index, many in one transaction. Safe for several threads.</summary>
/// <param name="table">The rows of entries.</param>
/// <param name="blocks">The sums of large files' blocks.</param>
/// <param name="folders">The keys of folders by their file ids at the source; null where nobody asks for them.</param>
sealed class IndexWriter(ISortedTable table, ISortedTable blocks, ISortedTable? folders = null)
{
    const int RowsAtOnce = 8192;

    /// <summary>Sums of large files' blocks wait in memory up to this size.</summary>
    const int MostBlockBytes = 4 << 20;

    readonly TableChanges changes = new();
    readonly TableChanges blockChanges = new();
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

    /// <summary>A file or link was brought to the destination: what is known of it and of its blocks.</summary>
    public void Put(StagedItem staged)
    {
        Put(staged.Path, staged.Source, staged.Placed.Facts);
        if (staged.Placed.How != Placement.Written || staged is { Blocks: null, Replaces: false }) return;
        var key = EntryOrder.Key(staged.Path, staged.Source.Kind);
        lock (changes)
        {
            if (staged.Blocks is null) blockChanges.Delete(key);
            else blockChanges.Put(key, new BlockIndex(staged.Blocks, staged.Placed.Facts).ToBytes());
            if (blockChanges.Bytes >= MostBlockBytes) Write();
        }
    }

    /// <summary>An entry was given other facets; where that makes another file of it, the sums of its blocks are of that one now.</summary>
    public void PutTouched(EntryPath path, in EntryFacts source, in EntryFacts former, in EntryFacts stored)
    {
        if (source.Kind == EntryKind.File && (former.Modified, former.FileId) != (stored.Modified, stored.FileId))
        {
            var key = EntryOrder.Key(path, source.Kind);
            lock (changes)
                if (blocks.Get(key) is { } sums) blockChanges.Put(key, SumsOf(sums, former, stored));
        }
        Put(path, source, stored);
    }

    /// <summary>Whether there is a row of that key.</summary>
    public bool Knows(byte[] key)
    {
        lock (changes)
        {
            Write();
            return table.Get(key) is not null;
        }
    }

    /// <summary>The entry is gone.</summary>
    public void Delete(byte[] key)
    {
        lock (changes)
        {
            changes.Delete(key);
            blockChanges.Delete(key);
            if (changes.Count >= RowsAtOnce) Write();
        }
    }

    /// <summary>A file has another path on both sides.</summary>
    public void MoveFile(EntryPath from, EntryPath to, in EntryFacts source, in EntryFacts destination)
    {
        var (old, now) = (EntryOrder.Key(from, source.Kind), EntryOrder.Key(to, source.Kind));
        lock (changes)
        {
            Write();
            var sums = blocks.Get(old);
            if (sums is not null && table.Get(old) is { } row && IndexRow.TryRead(row, out var seen)) sums = SumsOf(sums, seen.Destination, destination);
            Delete(old);
            if (sums is not null) blockChanges.Put(now, sums);
        }
        Put(to, source, destination);
    }

    /// <summary>A folder has another path on both sides, and so has all that lies in it.</summary>
    public void MoveFolder(EntryPath from, EntryPath to)
    {
        var (old, now) = (EntryOrder.Key(from, EntryKind.Folder), EntryOrder.Key(to, EntryKind.Folder));
        lock (changes)
        {
            Write();
            Move(table, changes, old, now);
            Move(blocks, blockChanges, old, now);
        }
    }

    /// <summary>A row of sums for what a file has become without other contents, if it was one of that file.</summary>
    static byte[] SumsOf(byte[] row, in EntryFacts former, in EntryFacts now) =>
        BlockIndex.Read(row) is { } index && index.IsOf(former) ? new BlockIndex(index.Sums, now).ToBytes() : row;

    void Move(ISortedTable rows, TableChanges into, byte[] old, byte[] now)
    {
        using var row = rows.Read(from: old);
        while (row.MoveNext() && row.Key.StartsWith(old))
        {
            byte[] key = [.. now, .. row.Key.Slice(old.Length)];
            into.Put(key, row.Value);
            into.Delete(row.Key);
            if (rows == table && EntryOrder.IsFolder(key) && IndexRow.TryRead(row.Value, out var seen)) NoteFolder(seen.Source.FileId, key);
            if (into.Count >= RowsAtOnce || into.Bytes >= MostBlockBytes) Write();
        }
        Write();
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
        if (folders is not null) Write(folders, folderChanges);
        Write(table, changes);
        Write(blocks, blockChanges);
    }

    static void Write(ISortedTable table, TableChanges changes)
    {
        if (changes.Count == 0) return;
        table.Apply(changes);
        changes.Clear();
    }
}
