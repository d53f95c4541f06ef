using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Tests.EndToEnd;

/// <summary>A file that is read in short pieces, or wrong.</summary>
sealed class SpoiledReader(FileReader real, Faults faults) : FileReader
{
    public override bool IsSparse => real.IsSparse;

    public override EntryFacts Look() => real.Look();

    public override int Read(Span<byte> buffer, long offset)
    {
        var asked = buffer.Length > 1 && faults.Hits(FaultKind.ShortRead) ? 1 + faults.Pick(buffer.Length - 1) : buffer.Length;
        var read = real.Read(buffer[..asked], offset);
        if (read > 0 && faults.Hits(FaultKind.WrongContents)) buffer[faults.Pick(read)] ^= 0x40;
        return read;
    }

    public override bool NextData(long offset, out long start, out long end) => real.NextData(offset, out start, out end);

    public override IReadOnlyList<NamedStream> Streams() => real.Streams();

    public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset) => real.ReadStream(stream, buffer, offset);

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }
}
