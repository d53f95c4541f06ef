using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>A folder of a <see cref="StreamedPlatform"/>.</summary>
sealed class StreamedFolder(FolderHandle real, string path, StreamedPlatform platform) : FolderHandle
{
    FolderHandle Real => real;

    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name) => new StreamedFolder(real.OpenFolder(name), Full(name), platform);

    public override void List(FolderListing into, CancellationToken cancellation) => real.List(into, cancellation);

    public override EntryFacts? Look(ReadOnlySpan<byte> name) => real.Look(name);

    public override EntryFacts LookAtSelf() => real.LookAtSelf();

    public override byte[]? StoredName(ReadOnlySpan<byte> name) => real.StoredName(name);

    public override FileReader OpenFile(ReadOnlySpan<byte> name) => new StreamedReader(real.OpenFile(name), Own(Full(name)));

    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => new StreamedWriter(real.CreateFile(name), Own(Full(name)));

    public override void CreateFolder(ReadOnlySpan<byte> name) => real.CreateFolder(name);

    public override byte[] ReadLink(ReadOnlySpan<byte> name) => real.ReadLink(name);

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target) => real.CreateLink(name, target);

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace)
    {
        var to = (StreamedFolder)folder;
        real.Rename(name, to.Real, newName, replace);
        platform.Streams.TryRemove(to.Full(newName), out _);
        if (platform.Streams.TryRemove(Full(name), out var moved)) platform.Streams[to.Full(newName)] = moved;
    }

    public override bool TryCreateHardLink(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName) =>
        real.TryCreateHardLink(name, ((StreamedFolder)folder).Real, newName);

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind)
    {
        real.Remove(name, kind);
        platform.Streams.TryRemove(Full(name), out _);
    }

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask) => real.SetFacets(name, facts, mask);

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask) => real.SetOwnFacets(facts, mask);

    public override EntryStreams? OwnStreams() => Own(path);

    public override long FreeBytes() => real.FreeBytes();

    public override VolumeFacts Volume() => real.Volume() with { HasStreams = platform.HasStreams(path) };

    public override bool IsVolumeRoot() => real.IsVolumeRoot();

    public override bool FlushVolume() => real.FlushVolume();

    public override void FlushNames() => real.FlushNames();

    protected override void Dispose(bool disposing)
    {
        if (disposing) real.Dispose();
    }

    string Full(ReadOnlySpan<byte> name) => System.IO.Path.Combine(path, Wtf8.Decode(name));

    MemoryStreams? Own(string entry) => platform.HasStreams(entry) ? new MemoryStreams(platform, entry) : null;
}
