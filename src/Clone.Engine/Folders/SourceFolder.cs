using System;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Machine;

namespace Clone.Engine.Folders;

/// <summary>The source of a run: a folder that is only read.</summary>
public sealed class SourceFolder : IReadableTree, IEntryHolder
{
    readonly FolderTree tree;

    /// <summary>Takes the open root over.</summary>
    public SourceFolder(string path, FolderHandle root)
    {
        Path = path;
        tree = new FolderTree(root);
        Volume = root.Volume();
    }

    /// <summary>Full path of the root.</summary>
    public string Path { get; }

    /// <summary>Threads that list ahead of the reader; 0: he lists each folder himself.</summary>
    public int Listers { get; init; } = new WalkOptions().Workers;

    /// <summary>Begins them.</summary>
    public WorkThreads Threads { get; init; } = WorkThreads.Usual;

    /// <summary>The volume that holds it.</summary>
    public VolumeFacts Volume { get; }

    /// <summary>Whether it is the root of that volume.</summary>
    public bool IsVolumeRoot => tree.Root.IsVolumeRoot();

    /// <summary>Facts of the root itself.</summary>
    public EntryFacts LookAtRoot() => tree.Root.LookAtSelf();

    /// <summary>Everything that lies there, in canonical order.</summary>
    public IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, CancellationToken cancellation) =>
        new FolderWalk(tree, scope, new WalkOptions { OnUnreadable = onUnreadable, Workers = Listers, Threads = Threads }).ReadAsync(cancellation);

    /// <inheritdoc/>
    public (byte[] Name, EntryFacts Facts)? Find(EntryPath folder, ReadOnlySpan<byte> name)
    {
        using var open = tree.Open(folder);
        return open.Folder.StoredName(name) is { } stored && open.Folder.Look(stored) is { } facts ? (stored, facts) : null;
    }

    /// <inheritdoc/>
    public IEntryHolder HolderOf(EntryPath path) => this;

    /// <summary>Opens a folder for use with the entries in it; to be given back soon.</summary>
    public FolderTree.Lease OpenFolder(EntryPath path) => tree.Open(path);

    /// <summary>Opens a file.</summary>
    public FileReader OpenFile(EntryPath path)
    {
        using var folder = tree.Open(path.Parent);
        return folder.Folder.OpenFile(path.Name);
    }

    /// <summary>The target of a link.</summary>
    public byte[] ReadLink(EntryPath path)
    {
        using var folder = tree.Open(path.Parent);
        return folder.Folder.ReadLink(path.Name);
    }

    /// <summary>Facts of an entry; null when it is not there.</summary>
    public EntryFacts? Look(EntryPath path)
    {
        using var folder = tree.Open(path.Parent);
        return folder.Folder.Look(path.Name);
    }

    /// <summary>True when an entry of exactly that name stands in the folder.</summary>
    public bool Holds(EntryPath parent, ReadOnlySpan<byte> name)
    {
        using var folder = tree.Open(parent);
        return folder.Folder.StoredName(name) is { } stored && name.SequenceEqual(stored);
    }

    /// <summary>Closes the root.</summary>
    public void Dispose() => tree.Dispose();
}
