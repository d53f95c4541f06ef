using System;
using System.Collections.Generic;
using Clone.Engine.Entries;

namespace Clone.Engine.Folders;

/// <summary>
/// One side as a tree of open folders. Folders are opened part by part from the root, never through a link, and the
/// handles used last are kept, so that a path of any depth costs few opens and few handles. Safe for several threads.
/// </summary>
public sealed class FolderTree : IDisposable
{
    readonly Dictionary<EntryPath, Node> open = [];
    readonly LinkedList<Node> recent = new();
    readonly object gate = new();
    readonly int capacity;

    /// <summary>Takes the root over; it is closed with the tree.</summary>
    /// <param name="root">The open root.</param>
    /// <param name="capacity">How many unused handles are kept.</param>
    public FolderTree(FolderHandle root, int capacity = 128)
    {
        Root = root;
        this.capacity = capacity;
    }

    /// <summary>The root.</summary>
    public FolderHandle Root { get; }

    /// <summary>Opens a folder for use with the entries in it; to be given back soon.</summary>
    public Lease Open(EntryPath folder)
    {
        if (folder.IsRoot) return new Lease(this, null);
        lock (gate)
        {
            if (open.TryGetValue(folder, out var known)) return Use(known);
        }
        using var parent = Open(folder.Parent);
        var handle = parent.Folder.OpenFolder(folder.Name);
        lock (gate)
        {
            if (open.TryGetValue(folder, out var known))
            {
                handle.Dispose();
                return Use(known);
            }
            var node = new Node(folder, handle);
            open.Add(folder, node);
            node.Place = recent.AddFirst(node);
            node.Users = 1;
            Trim();
            return new Lease(this, node);
        }
    }

    /// <summary>Opens a folder for one use, and keeps only the handles above it.</summary>
    public FolderHandle OpenOnce(EntryPath folder)
    {
        using var parent = Open(folder.Parent);
        return parent.Folder.OpenFolder(folder.Name);
    }

    /// <summary>Lets go of a folder that is about to be removed or renamed, and of all below it.</summary>
    /// <param name="folder">The folder; the root: of all.</param>
    /// <param name="ignoringCase">
    /// Where case is folded: it may be open by another spelling too, and whatever has the name next would be taken for it.
    /// </param>
    public void Forget(EntryPath folder, bool ignoringCase = false)
    {
        var text = ignoringCase ? folder.ToString() : null;
        lock (gate)
        {
            for (var place = recent.First; place is not null;)
            {
                var node = place.Value;
                place = place.Next;
                if (text is null ? node.Path.IsWithin(folder) : IsWithin(node.Path.ToString(), text)) Drop(node);
            }
        }
    }

    static bool IsWithin(string path, string folder) =>
        folder.Length == 0
        || (path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '/'));

    /// <summary>Closes every handle.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            while (recent.First is { } first) Drop(first.Value);
        }
        Root.Dispose();
    }

    Lease Use(Node node)
    {
        node.Users++;
        recent.Remove(node.Place!);
        recent.AddFirst(node.Place!);
        return new Lease(this, node);
    }

    void Return(Node node)
    {
        lock (gate)
        {
            node.Users--;
            if (node.Place is null && node.Users == 0) node.Folder.Dispose();
        }
    }

    void Trim()
    {
        for (var place = recent.Last; place is not null && open.Count > capacity;)
        {
            var node = place.Value;
            place = place.Previous;
            if (node.Users == 0) Drop(node);
        }
    }

    void Drop(Node node)
    {
        open.Remove(node.Path);
        recent.Remove(node.Place!);
        node.Place = null;
        if (node.Users == 0) node.Folder.Dispose();
    }

    sealed class Node(EntryPath path, FolderHandle folder)
    {
        public EntryPath Path { get; } = path;

        public FolderHandle Folder { get; } = folder;

        public LinkedListNode<Node>? Place { get; set; }

        public int Users { get; set; }
    }

    /// <summary>The use of an open folder.</summary>
    public readonly struct Lease : IDisposable
    {
        readonly FolderTree tree;
        readonly Node? node;

        internal Lease(FolderTree tree, object? node)
        {
            this.tree = tree;
            this.node = (Node?)node;
        }

        /// <summary>The open folder.</summary>
        public FolderHandle Folder => node is null ? tree.Root : node.Folder;

        /// <summary>Gives it back.</summary>
        public void Dispose()
        {
            if (node is not null) tree.Return(node);
        }
    }
}
