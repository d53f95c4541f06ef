using System;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>A new file without a name in an <see cref="AlteredFolder"/>.</summary>
sealed class AlteredWriter(FileWriter real, AlteredPlatform platform) : FileWriter
{
    public override void Write(ReadOnlySpan<byte> bytes, long offset) => real.Write(bytes, offset);

    public override void MakeSparse() => real.MakeSparse();

    public override void SetLength(long length) => real.SetLength(length);

    public override bool TryClear(long offset, long length) => real.TryClear(offset, length);

    public override void WriteStream(NamedStream stream, ReadOnlySpan<byte> bytes, long offset) => real.WriteStream(stream, bytes, offset);

    public override void SetFacets(in EntryFacts facts, FacetMask mask) => real.SetFacets(facts, mask);

    public override EntryFacts Look() => real.Look();

    public override void TakeName(FolderHandle folder, ReadOnlySpan<byte> name)
    {
        platform.BeforeRename(Wtf8.Decode(name));
        real.TakeName(((AlteredFolder)folder).Real, name);
    }

    public override void Flush()
    {
        platform.BeforeFlushFile();
        real.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }
}
