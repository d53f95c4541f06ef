using System;
using System.Buffers.Text;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.TestProcess;

/// <summary>
/// A real folder in which folders of files seem to lie besides, as many as a test wants and no disk has to hold. They are
/// only listed.
/// </summary>
sealed class GeneratedFolder(FolderHandle real, int folders, int files, bool isLeaf = false) : FolderHandle
{
    const long Time = 630_822_816_000_000_000;

    static readonly EntryFacts Folder = new() { Kind = EntryKind.Folder, Modified = Time, Attributes = 0x1ED };
    static readonly EntryFacts File = new() { Kind = EntryKind.File, Modified = Time, Attributes = 0x1A4, Size = 4096 };

    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name) =>
        name.StartsWith("generated"u8) ? new GeneratedFolder(real, 0, files, isLeaf: true) : real.OpenFolder(name);

    public override void List(FolderListing into, CancellationToken cancellation)
    {
        if (!isLeaf) real.List(into, cancellation);
        Span<byte> name = stackalloc byte[20];
        var start = isLeaf ? "file"u8 : "generated"u8;
        start.CopyTo(name);
        for (var i = 0; i < (isLeaf ? files : folders); i++)
        {
            Utf8Formatter.TryFormat(i, name[start.Length..], out var length, new System.Buffers.StandardFormat('D', 8));
            into.Add(name[..(start.Length + length)], isLeaf ? File : Folder);
        }
    }

    public override EntryFacts? Look(ReadOnlySpan<byte> name) => isLeaf ? File : real.Look(name);

    public override EntryFacts LookAtSelf() => isLeaf ? Folder : real.LookAtSelf();

    public override byte[]? StoredName(ReadOnlySpan<byte> name) => isLeaf ? name.ToArray() : real.StoredName(name);

    public override FileReader OpenFile(ReadOnlySpan<byte> name) => Real().OpenFile(name);

    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => Real().CreateFile(name);

    public override void CreateFolder(ReadOnlySpan<byte> name) => Real().CreateFolder(name);

    public override byte[] ReadLink(ReadOnlySpan<byte> name) => Real().ReadLink(name);

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target) => Real().CreateLink(name, target);

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace) =>
        Real().Rename(name, folder, newName, replace);

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind) => Real().Remove(name, kind);

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask) => Real().SetFacets(name, facts, mask);

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask) => Real().SetOwnFacets(facts, mask);

    public override long FreeBytes() => real.FreeBytes();

    public override VolumeFacts Volume() => real.Volume();

    public override bool IsVolumeRoot() => false;

    public override bool FlushVolume() => real.FlushVolume();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isLeaf) real.Dispose();
    }

    FolderHandle Real() => isLeaf ? throw new EntryException(IoProblem.NotSupported, "GENERATED", EntryOperation.Write) : real;
}
