using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>A file of a <see cref="StreamedPlatform"/>.</summary>
sealed class StreamedReader(FileReader real, MemoryStreams? streams) : FileReader
{
    public override bool IsSparse => real.IsSparse;

    public override EntryFacts Look() => real.Look();

    public override int Read(Span<byte> buffer, long offset) => real.Read(buffer, offset);

    public override bool NextData(long offset, out long start, out long end) => real.NextData(offset, out start, out end);

    public override IReadOnlyList<NamedStream> Streams() => streams?.List() ?? [];

    public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset) => streams!.Read(stream, buffer, offset);

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }
}
