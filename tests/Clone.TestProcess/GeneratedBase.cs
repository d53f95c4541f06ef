using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.TestProcess;

/// <summary>A real folder, in which one folder is a <see cref="GeneratedFolder"/>.</summary>
sealed class GeneratedBase(FolderHandle real, string generated, int folders, int files) : FolderHandle
{
    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name)
    {
        var opened = real.OpenFolder(name);
        return Wtf8.Decode(name) == generated ? new GeneratedFolder(opened, folders, files) : opened;
    }

    public override void List(FolderListing into, CancellationToken cancellation) => real.List(into, cancellation);

    public override EntryFacts? Look(ReadOnlySpan<byte> name) => real.Look(name);

    public override EntryFacts LookAtSelf() => real.LookAtSelf();

    public override byte[]? StoredName(ReadOnlySpan<byte> name) => real.StoredName(name);

    public override FileReader OpenFile(ReadOnlySpan<byte> name) => real.OpenFile(name);

    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => real.CreateFile(name);

    public override void CreateFolder(ReadOnlySpan<byte> name) => real.CreateFolder(name);

    public override byte[] ReadLink(ReadOnlySpan<byte> name) => real.ReadLink(name);

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target) => real.CreateLink(name, target);

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace) =>
        real.Rename(name, folder, newName, replace);

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind) => real.Remove(name, kind);

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask) => real.SetFacets(name, facts, mask);

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask) => real.SetOwnFacets(facts, mask);

    public override long FreeBytes() => real.FreeBytes();

    public override VolumeFacts Volume() => real.Volume();

    public override bool IsVolumeRoot() => real.IsVolumeRoot();

    public override bool FlushVolume() => real.FlushVolume();

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }
}
