using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>A new file of a <see cref="StreamedPlatform"/>.</summary>
sealed class StreamedWriter(FileWriter real, MemoryStreams? streams) : FileWriter
{
    public override void Write(ReadOnlySpan<byte> bytes, long offset) => real.Write(bytes, offset);

    public override void MakeSparse() => real.MakeSparse();

    public override void SetLength(long length) => real.SetLength(length);

    public override void WriteStream(NamedStream stream, ReadOnlySpan<byte> bytes, long offset)
    {
        if (streams is null) throw new EntryException(IoProblem.NameNotAllowed, "ERROR_INVALID_NAME", EntryOperation.Write);
        streams.Write(stream, bytes, offset);
    }

    public override void SetFacets(in EntryFacts facts, FacetMask mask) => real.SetFacets(facts, mask);

    public override EntryFacts Look() => real.Look();

    public override void Flush() => real.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }
}
