using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Tests.EndToEnd;

/// <summary>A folder whose files are read in short pieces, or wrong.</summary>
sealed class SpoiledFolder(FolderHandle real, Faults faults) : FolderHandle
{
    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name) => new SpoiledFolder(real.OpenFolder(name), faults);

    public override void List(FolderListing into, CancellationToken cancellation) => real.List(into, cancellation);

    public override EntryFacts? Look(ReadOnlySpan<byte> name) => real.Look(name);

    public override EntryFacts LookAtSelf() => real.LookAtSelf();

    public override byte[]? StoredName(ReadOnlySpan<byte> name) => real.StoredName(name);

    public override FileReader OpenFile(ReadOnlySpan<byte> name) => new SpoiledReader(real.OpenFile(name), faults);

    public override byte[] ReadLink(ReadOnlySpan<byte> name) => real.ReadLink(name);

    public override long FreeBytes() => real.FreeBytes();

    public override VolumeFacts Volume() => real.Volume();

    public override bool IsVolumeRoot() => real.IsVolumeRoot();

    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => throw OnlyRead();

    public override void CreateFolder(ReadOnlySpan<byte> name) => throw OnlyRead();

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target) => throw OnlyRead();

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace) => throw OnlyRead();

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind) => throw OnlyRead();

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask) => throw OnlyRead();

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask) => throw OnlyRead();

    public override bool FlushVolume() => throw OnlyRead();

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }

    static InvalidOperationException OnlyRead() => new("A source is only read.");
}
