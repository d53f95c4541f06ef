using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Blocks;

/// <summary>
/// The old blocks of one file that is changed in its place, in a file of its own at the destination. They are on the disk
/// before the first of them is overwritten, and are put back unless the change went to its end.
/// </summary>
/// <remarks>
/// Little-endian: "CLONEUND", format (4 bytes, 1), length of the path (4), size, time of modification, creation, file id (8
/// each), attributes, owner, group (4 each), 4 bytes free, the path, 16 bytes of SHA-256 of all that. Then records: offset (8),
/// length (4), 4 bytes free, the bytes, 16 bytes of SHA-256 of the record. The first record that is not whole ends them: it
/// had not been flushed, so what it holds was not overwritten.
/// </remarks>
sealed class UndoJournal : IDisposable
{
    const int Format = 1;
    const int HeadBytes = 64;
    const int RecordHeadBytes = 16;
    const int SumBytes = 16;
    const int MostRecordBytes = BlockSums.LargestBlock;

    /// <summary>
    /// 1980-01-01, a time that no source has: a file that is half changed must never be taken for the one that was to be sent.
    /// </summary>
    public static readonly long NoTime = new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    static readonly byte[] Magic = "CLONEUND"u8.ToArray();

    readonly FolderHandle folder;
    readonly FileWriter file;
    byte[] record = new byte[RecordHeadBytes + MostRecordBytes + SumBytes];
    long end;

    UndoJournal(FolderHandle folder, byte[] name, FileWriter file)
    {
        this.folder = folder;
        this.file = file;
        Name = name;
    }

    /// <summary>Its name in its folder.</summary>
    public byte[] Name { get; }

    /// <summary>Begins a journal.</summary>
    /// <param name="folder">The folder of journals.</param>
    /// <param name="name">A name that is free.</param>
    /// <param name="path">The file that is to be changed.</param>
    /// <param name="facts">Its facts.</param>
    public static UndoJournal Begin(FolderHandle folder, byte[] name, EntryPath path, in EntryFacts facts)
    {
        var journal = new UndoJournal(folder, name, folder.CreateFile(name));
        try
        {
            var head = Head(path, facts);
            journal.file.Write(head, 0);
            journal.end = head.Length;
            journal.Flush();
            folder.FlushNames();
            return journal;
        }
        catch
        {
            journal.Dispose();
            folder.Remove(name, EntryKind.File);
            throw;
        }
    }

    /// <summary>Adds old bytes of the file; they count after <see cref="Flush"/>.</summary>
    public void Add(FileReader old, long offset, int count)
    {
        for (var done = 0; done < count;)
        {
            var some = Math.Min(MostRecordBytes, count - done);
            for (var have = 0; have < some;)
            {
                var read = old.Read(record.AsSpan(RecordHeadBytes + have, some - have), offset + done + have);
                if (read == 0) throw new EntryException(IoProblem.WrittenWrong, "SHORTER", EntryOperation.Write);
                have += read;
            }
            record.AsSpan(0, RecordHeadBytes).Clear();
            BinaryPrimitives.WriteInt64LittleEndian(record, offset + done);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), some);
            var length = RecordHeadBytes + some;
            Sum(record, length).CopyTo(record.AsSpan(length));
            file.Write(record.AsSpan(0, length + SumBytes), end);
            end += length + SumBytes;
            done += some;
        }
    }

    /// <summary>Brings what was added to the disk.</summary>
    public void Flush() => file.Flush();

    /// <summary>The change went to its end and is on the disk.</summary>
    public void Remove()
    {
        Dispose();
        folder.Remove(Name, EntryKind.File);
    }

    /// <summary>Closes it; what is in it stays.</summary>
    public void Dispose()
    {
        file.Dispose();
        record = [];
    }

    /// <summary>Puts the old blocks of one journal back and removes it. A file that is another by now is left as it is.</summary>
    /// <param name="root">The destination's root.</param>
    /// <param name="folder">The folder of journals.</param>
    /// <param name="name">The journal's name.</param>
    /// <param name="mask">The facets that the destination keeps.</param>
    /// <returns>The file that has its old contents again; null when there was nothing to put back.</returns>
    public static EntryPath? PutBack(FolderHandle root, FolderHandle folder, byte[] name, FacetMask mask)
    {
        EntryPath? path;
        using (var journal = folder.OpenFile(name))
            path = ReadHead(journal, out var facts, out var start) is { } of && PutBack(root, journal, of, facts, start, mask) ? of : null;
        folder.Remove(name, EntryKind.File);
        return path;
    }

    static bool PutBack(FolderHandle root, FileReader journal, EntryPath path, in EntryFacts facts, long start, FacetMask mask)
    {
        using var own = OpenFolder(root, path.Parent, out var isThere);
        if (!isThere) return false;
        var parent = own ?? root;
        if (parent.Look(path.Name) is not { Kind: EntryKind.File } now || now.FileId != facts.FileId) return false;
        try
        {
            WriteBack(parent, journal, path, facts, start, mask);
            return true;
        }
        catch (EntryException)
        {
            parent.SetFacets(path.Name, facts with { Modified = NoTime }, FacetMask.Modified);
            throw;
        }
    }

    static void WriteBack(FolderHandle parent, FileReader journal, EntryPath path, in EntryFacts facts, long start, FacetMask mask)
    {
        using var file = parent.TryOpenForChange(path.Name)
            ?? throw new EntryException(IoProblem.AccessDenied, "EACCES", EntryOperation.Write);
        var buffer = new byte[RecordHeadBytes + MostRecordBytes + SumBytes];
        for (var at = start; ReadRecord(journal, at, buffer) is { } count; at += RecordHeadBytes + count + SumBytes)
            file.Write(buffer.AsSpan(RecordHeadBytes, count), BinaryPrimitives.ReadInt64LittleEndian(buffer));
        file.SetLength(facts.Size);
        file.SetFacets(in facts, mask);
        file.Flush();
    }

    /// <summary>Opens a folder of the destination part by part; null for the root, and when it is not there.</summary>
    static FolderHandle? OpenFolder(FolderHandle root, EntryPath folder, out bool isThere)
    {
        isThere = true;
        FolderHandle? open = null;
        try
        {
            for (var rest = folder.Bytes; !rest.IsEmpty;)
            {
                var cut = rest.IndexOf((byte)'/');
                var part = cut < 0 ? rest : rest.Slice(0, cut);
                rest = cut < 0 ? default : rest.Slice(cut + 1);
                var next = (open ?? root).OpenFolder(part);
                open?.Dispose();
                open = next;
            }
            return open;
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotFound or IoProblem.NotAFolder or IoProblem.LinkInTheWay)
        {
            open?.Dispose();
            isThere = false;
            return null;
        }
    }

    /// <summary>A path from a file at the destination leads nowhere but below its root.</summary>
    static EntryPath? Checked(byte[] path)
    {
        for (var rest = path.AsSpan(); ;)
        {
            var cut = rest.IndexOf((byte)'/');
            if (!EntryPath.IsSafeName(cut < 0 ? rest : rest.Slice(0, cut))) return null;
            if (cut < 0) return new EntryPath(path);
            rest = rest.Slice(cut + 1);
        }
    }

    static byte[] Head(EntryPath path, in EntryFacts facts)
    {
        var bytes = path.Bytes.ToArray();
        var head = new byte[HeadBytes + bytes.Length + SumBytes];
        Magic.CopyTo(head, 0);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), Format);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), facts.Size);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(24), facts.Modified);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(32), facts.Created);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(40), facts.FileId);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(48), facts.Attributes);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(52), facts.Owner);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(56), facts.Group);
        bytes.CopyTo(head, HeadBytes);
        Sum(head, head.Length - SumBytes).CopyTo(head.AsSpan(head.Length - SumBytes));
        return head;
    }

    static EntryPath? ReadHead(FileReader journal, out EntryFacts facts, out long start)
    {
        (facts, start) = (default, 0);
        var fixedPart = new byte[HeadBytes];
        if (!Fill(journal, fixedPart, HeadBytes, 0) || !fixedPart.AsSpan().StartsWith(Magic)) return null;
        var version = BinaryPrimitives.ReadInt32LittleEndian(fixedPart.AsSpan(8));
        // What a later version wrote is not ours to throw away.
        if (version != Format) throw new EntryException(IoProblem.NotSupported, "VERSION", EntryOperation.Read);
        var length = BinaryPrimitives.ReadInt32LittleEndian(fixedPart.AsSpan(12));
        if (length is <= 0 or > 1 << 20) return null;
        var head = new byte[HeadBytes + length + SumBytes];
        if (!Fill(journal, head, head.Length, 0)) return null;
        if (!Sum(head, head.Length - SumBytes).AsSpan().SequenceEqual(head.AsSpan(head.Length - SumBytes))) return null;
        facts = new EntryFacts
        {
            Kind = EntryKind.File,
            Size = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(16)),
            Modified = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(24)),
            Created = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(32)),
            FileId = BinaryPrimitives.ReadUInt64LittleEndian(head.AsSpan(40)),
            Attributes = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(48)),
            Owner = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(52)),
            Group = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(56)),
        };
        start = head.Length;
        return Checked(head.AsSpan(HeadBytes, length).ToArray());
    }

    static int? ReadRecord(FileReader journal, long at, byte[] buffer)
    {
        if (!Fill(journal, buffer, RecordHeadBytes, at)) return null;
        var count = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(8));
        if (count is <= 0 or > MostRecordBytes || !Fill(journal, buffer, RecordHeadBytes + count + SumBytes, at)) return null;
        return Sum(buffer, RecordHeadBytes + count).AsSpan().SequenceEqual(buffer.AsSpan(RecordHeadBytes + count, SumBytes)) ? count : null;
    }

    static bool Fill(FileReader file, byte[] buffer, int count, long at)
    {
        for (var have = 0; have < count;)
        {
            var read = file.Read(buffer.AsSpan(have, count - have), at + have);
            if (read == 0) return false;
            have += read;
        }
        return true;
    }

    static byte[] Sum(byte[] bytes, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes, 0, count);
        return hash.GetHashAndReset().AsSpan(0, SumBytes).ToArray();
    }
}
