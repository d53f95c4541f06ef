using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>A folder of a <see cref="FoldingPlatform"/>: an entry answers to each name that folds to the same.</summary>
sealed class FoldingFolder(FolderHandle real, Func<string, string> fold) : FolderHandle
{
    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name) => new FoldingFolder(real.OpenFolder(Known(name)), fold);

    public override void List(FolderListing into, CancellationToken cancellation) => real.List(into, cancellation);

    public override EntryFacts? Look(ReadOnlySpan<byte> name) => real.Look(Known(name));

    public override EntryFacts LookAtSelf() => real.LookAtSelf();

    public override byte[]? StoredName(ReadOnlySpan<byte> name)
    {
        var listing = new FolderListing();
        real.List(listing, default);
        var folded = fold(Wtf8.Decode(name));
        for (var i = 0; i < listing.Count; i++)
            if (fold(Wtf8.Decode(listing.NameAt(i))) == folded) return listing.NameAt(i).ToArray();
        return null;
    }

    public override FileReader OpenFile(ReadOnlySpan<byte> name) => real.OpenFile(Known(name));

    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => real.CreateFile(Known(name));

    public override void CreateFolder(ReadOnlySpan<byte> name) => real.CreateFolder(Known(name));

    public override byte[] ReadLink(ReadOnlySpan<byte> name) => real.ReadLink(Known(name));

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target) => real.CreateLink(Known(name), target);

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace)
    {
        var (from, to) = (Known(name), (FoldingFolder)folder);
        var there = to.StoredName(newName);
        var isItself = ReferenceEquals(to, this) && there is not null && from.AsSpan().SequenceEqual(there);
        if (there is not null && !isItself && !replace)
            throw new EntryException(IoProblem.AlreadyExists, "EEXIST", EntryOperation.Rename);
        // What is replaced keeps its spelling, as on FAT.
        real.Rename(from, to.Real, isItself || there is null ? newName : there, replace);
    }

    public override bool TryCreateHardLink(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName) =>
        real.TryCreateHardLink(Known(name), ((FoldingFolder)folder).Real, newName);

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind) => real.Remove(Known(name), kind);

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask) => real.SetFacets(Known(name), facts, mask);

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask) => real.SetOwnFacets(facts, mask);

    public override long FreeBytes() => real.FreeBytes();

    public override VolumeFacts Volume() => real.Volume() with { FoldsCase = true };

    public override bool IsVolumeRoot() => real.IsVolumeRoot();

    public override bool FlushVolume() => real.FlushVolume();

    public override void FlushNames() => real.FlushNames();

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }

    FolderHandle Real => real;

    byte[] Known(ReadOnlySpan<byte> name) => StoredName(name) ?? name.ToArray();
}
