using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Memory;

/// <summary>A file of a <see cref="MemoryDisk"/>, open for writing: a new one, or one that is changed in its place.</summary>
class MemoryWriter(IMemoryWatch watch, MemoryDisk disk, MemoryEntry file, string path) : FileWriter
{
    public MemoryWriter(IMemoryWatch watch, MemoryDisk disk, MemoryEntry file) : this(watch, disk, file, file.Path)
    {
    }

    public override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var call = new MemoryCall(disk, EntryOperation.Write, path);
        watch.Before(call);
        lock (disk.Gate)
        {
            var content = new byte[Math.Max(file.Content.Length, (int)offset + bytes.Length)];
            file.Content.CopyTo(content, 0);
            bytes.CopyTo(content.AsSpan((int)offset));
            disk.Write(file, content);
        }
        watch.After(call);
    }

    public override void MakeSparse()
    {
    }

    public override void SetLength(long length)
    {
        watch.Before(new MemoryCall(disk, EntryOperation.Write, path));
        lock (disk.Gate)
        {
            var content = file.Content;
            Array.Resize(ref content, (int)length);
            disk.Write(file, content);
        }
    }

    public override void WriteStream(NamedStream stream, ReadOnlySpan<byte> bytes, long offset) =>
        throw new EntryException(IoProblem.NotSupported, "EOPNOTSUPP", EntryOperation.Write);

    public override void SetFacets(in EntryFacts facts, FacetMask mask)
    {
        var call = new MemoryCall(disk, EntryOperation.SetFacets, path);
        watch.Before(call);
        lock (disk.Gate) disk.SetFacets(file, facts, mask);
        watch.After(call);
    }

    public override EntryFacts Look()
    {
        watch.Before(new MemoryCall(disk, EntryOperation.Look, path));
        lock (disk.Gate) return disk.FactsOf(file);
    }

    public override void Flush()
    {
        var call = new MemoryCall(disk, EntryOperation.Flush, path);
        watch.Before(call);
        lock (disk.Gate) disk.Flush(file);
        watch.After(call);
    }

    protected override void Dispose(bool disposing)
    {
    }
}
