using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Memory;

/// <summary>A file of a <see cref="MemoryDisk"/>, open for reading. It shows what others write meanwhile.</summary>
sealed class MemoryReader(IMemoryWatch watch, MemoryDisk disk, MemoryEntry file) : FileReader
{
    readonly string path = file.Path;
    EntryFacts? opened = disk.FactsOf(file);

    public override bool IsSparse => false;

    public override EntryFacts Look()
    {
        if (opened is { } first)
        {
            opened = null;
            return first;
        }
        watch.Before(new MemoryCall(disk, EntryOperation.Look, path));
        lock (disk.Gate) return disk.FactsOf(file);
    }

    public override int Read(Span<byte> buffer, long offset)
    {
        var call = new MemoryCall(disk, EntryOperation.Read, path);
        watch.Before(call);
        byte[] content;
        lock (disk.Gate) content = file.Content;
        var count = (int)Math.Clamp(content.Length - offset, 0, buffer.Length);
        if (count > 1) count = watch.Shorten(call, count);
        content.AsSpan((int)Math.Min(offset, content.Length), count).CopyTo(buffer);
        watch.After(call);
        return count;
    }

    public override bool NextData(long offset, out long start, out long end)
    {
        (start, end) = (offset, file.Content.Length);
        return start < end;
    }

    public override IReadOnlyList<NamedStream> Streams() => [];

    public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset) =>
        throw new EntryException(IoProblem.NotSupported, "EOPNOTSUPP", EntryOperation.Read);

    protected override void Dispose(bool disposing)
    {
    }
}
