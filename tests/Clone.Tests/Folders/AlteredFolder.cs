using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>A folder of an <see cref="AlteredPlatform"/>.</summary>
sealed class AlteredFolder(FolderHandle real, string path, AlteredPlatform platform) : FolderHandle
{
    /// <summary>The folder of the machine.</summary>
    public FolderHandle Real => real;

    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name) => new AlteredFolder(real.OpenFolder(name), Below(name), platform);

    public override void List(FolderListing into, CancellationToken cancellation)
    {
        real.List(into, cancellation);
        platform.AfterList(path, into);
    }

    public override EntryFacts? Look(ReadOnlySpan<byte> name) => real.Look(name);

    public override EntryFacts LookAtSelf() => real.LookAtSelf();

    public override byte[]? StoredName(ReadOnlySpan<byte> name) => real.StoredName(name);

    public override FileReader OpenFile(ReadOnlySpan<byte> name)
    {
        platform.BeforeOpen(Below(name));
        return real.OpenFile(name);
    }

    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => real.CreateFile(name);

    public override FileWriter? TryCreateUnnamed() =>
        platform.HasUnnamedFiles && real.TryCreateUnnamed() is { } file ? new AlteredWriter(file, platform) : null;

    public override void CreateFolder(ReadOnlySpan<byte> name) => real.CreateFolder(name);

    public override byte[] ReadLink(ReadOnlySpan<byte> name) => real.ReadLink(name);

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target) => real.CreateLink(name, target);

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace)
    {
        platform.BeforeRename(Wtf8.Decode(newName));
        real.Rename(name, ((AlteredFolder)folder).Real, newName, replace);
    }

    public override bool TryCreateHardLink(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName) =>
        platform.HasHardLinks && real.TryCreateHardLink(name, ((AlteredFolder)folder).Real, newName);

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind) => real.Remove(name, kind);

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask) => real.SetFacets(name, facts, mask);

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask) => real.SetOwnFacets(facts, mask);

    public override long FreeBytes() => real.FreeBytes();

    public override VolumeFacts Volume() => platform.Volume(real.Volume());

    public override bool IsVolumeRoot() => real.IsVolumeRoot();

    public override bool FlushVolume()
    {
        platform.BeforeFlush();
        return platform.FlushesWhole && real.FlushVolume();
    }

    public override void FlushNames()
    {
        platform.BeforeFlushNames(path);
        real.FlushNames();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }

    string Below(ReadOnlySpan<byte> name) => path.Length == 0 ? Wtf8.Decode(name) : path + "/" + Wtf8.Decode(name);
}
