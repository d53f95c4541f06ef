using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Engine.Blocks;

/// <summary>
/// A file that is changed in its place. What is written waits in memory until there is a batch of it; then the bytes that it
/// overwrites go into the journal, the journal to the disk, and only then the batch into the file.
/// </summary>
/// <param name="file">The file, open for writing; it is closed with this.</param>
/// <param name="old">The same file, open for reading; it is closed with this.</param>
/// <param name="oldLength">How long the file is.</param>
/// <param name="journal">Takes the old bytes; it belongs to the caller.</param>
sealed class UndoableWriter(FileWriter file, FileReader old, long oldLength, UndoJournal journal) : FileWriter
{
    /// <summary>A flush of the journal serves so many bytes.</summary>
    const int BatchBytes = 16 << 20;

    readonly List<(long Offset, int Start, int Count)> batch = [];
    byte[] bytes = new byte[1 << 20];
    int used;
    bool isCut;

    public override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        for (; bytes.Length > BatchBytes; bytes = bytes.Slice(BatchBytes), offset += BatchBytes) Write(bytes.Slice(0, BatchBytes), offset);
        if (used + bytes.Length > BatchBytes) WriteOut();
        if (used + bytes.Length > this.bytes.Length)
            Array.Resize(ref this.bytes, Math.Min(BatchBytes, Math.Max(this.bytes.Length * 2, used + bytes.Length)));
        bytes.CopyTo(this.bytes.AsSpan(used));
        batch.Add((offset, used, bytes.Length));
        used += bytes.Length;
    }

    public override void MakeSparse() => file.MakeSparse();

    /// <summary>Sets the length, once; what is cut off goes into the journal before.</summary>
    public override void SetLength(long length)
    {
        if (isCut) throw new InvalidOperationException("The length of a file is set once.");
        isCut = true;
        const int most = 1 << 30;
        for (var at = length; at < oldLength; at += most) journal.Add(old, at, (int)Math.Min(most, oldLength - at));
        if (length < oldLength) journal.Flush();
        oldLength = Math.Min(oldLength, length);
        file.SetLength(length);
    }

    public override void WriteStream(NamedStream stream, ReadOnlySpan<byte> bytes, long offset) =>
        throw new NotSupportedException("Files with named streams are not changed in their places.");

    public override void SetFacets(in EntryFacts facts, FacetMask mask)
    {
        WriteOut();
        file.SetFacets(in facts, mask);
    }

    public override EntryFacts Look()
    {
        WriteOut();
        return file.Look();
    }

    public override void Flush()
    {
        WriteOut();
        file.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        file.Dispose();
        old.Dispose();
    }

    void WriteOut()
    {
        if (batch.Count == 0) return;
        foreach (var (offset, _, count) in batch)
            if (offset < oldLength) journal.Add(old, offset, (int)Math.Min(count, oldLength - offset));
        journal.Flush();
        foreach (var (offset, start, count) in batch) file.Write(bytes.AsSpan(start, count), offset);
        batch.Clear();
        used = 0;
    }
}
