using System;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Kept;

/// <summary>
/// Where removed and overwritten files of a destination are kept: <c>CloneForWindows/kept</c>, in it a folder for each
/// run that kept something (its name is a <see cref="KeptStamp"/>; paths in it are those of the destination), and beside
/// it a list of the paths that the run made. Administrators alone may enter it; the files in it keep their own rights.
/// </summary>
sealed class KeptStore : IDisposable
{
    /// <summary>The name below <c>CloneForWindows</c>.</summary>
    public const string FolderName = "kept";

    readonly FolderTree tree;

    KeptStore(FolderHandle folder) => tree = new FolderTree(folder);

    /// <summary>The folder itself.</summary>
    public FolderHandle Folder => tree.Root;

    /// <summary>Opens the store of a destination; null when nothing was ever kept there.</summary>
    /// <param name="root">The destination's root.</param>
    /// <exception cref="EntryException">It cannot be opened; a link in its place is not followed.</exception>
    public static KeptStore? Find(FolderHandle root)
    {
        var name = Wtf8.Encode(DestinationMarker.FolderName);
        if (root.Look(name) is null) return null;
        using var own = root.OpenFolder(name);
        return own.Look(Wtf8.Encode(FolderName)) is null ? null : new KeptStore(own.OpenFolder(Wtf8.Encode(FolderName)));
    }

    /// <summary>Whether something was kept at a destination; files may have second names there.</summary>
    /// <exception cref="EntryException">It cannot be opened.</exception>
    public static bool IsAt(FolderHandle root)
    {
        using var store = Find(root);
        return store is not null;
    }

    /// <summary>Opens the store of a destination that has a marker, or makes it.</summary>
    /// <exception cref="EntryException">It cannot be opened or made.</exception>
    public static KeptStore OpenOrMake(FolderHandle root)
    {
        using var own = root.OpenFolder(Wtf8.Encode(DestinationMarker.FolderName));
        var name = Wtf8.Encode(FolderName);
        if (own.Look(name) is null) own.CreatePrivateFolder(name);
        return new KeptStore(own.OpenFolder(name));
    }

    /// <summary>The moments of the runs that left something here, the earliest first.</summary>
    public IReadOnlyList<DateTimeOffset> Moments()
    {
        var listing = new FolderListing();
        Folder.List(listing, CancellationToken.None);
        var moments = new SortedSet<DateTimeOffset>();
        for (var i = 0; i < listing.Count; i++)
        {
            var name = Wtf8.Decode(listing.NameAt(i));
            if (name.EndsWith(CreatedList.Ending, StringComparison.Ordinal)) name = name.Substring(0, name.Length - CreatedList.Ending.Length);
            if (KeptStamp.Parse(name) is { } moment) moments.Add(moment);
        }
        return [.. moments];
    }

    /// <summary>Removes what was kept at a moment, and its list.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="onFailure">Told of each entry that cannot be removed, by its path below the store.</param>
    /// <param name="cancellation">Stops; what is left is removed another time.</param>
    /// <returns>The number of files and links that were removed.</returns>
    public long Remove(DateTimeOffset moment, Action<EntryPath, EntryException> onFailure, CancellationToken cancellation)
    {
        var name = KeptStamp.Of(moment);
        var path = EntryPath.Parse(name);
        var removed = 0L;
        if (Folder.Look(path.Name) is { } there)
        {
            removed = there.Kind == EntryKind.Folder
                ? RemoveContents(path, onFailure, cancellation)
                : 0;
            if (!TryRemove(path, there.Kind, onFailure)) return removed;
        }
        var list = Wtf8.Encode(name + CreatedList.Ending);
        if (Folder.Look(list) is { } found) TryRemove(new EntryPath(list), found.Kind, onFailure);
        return removed;
    }

    /// <summary>Closes the store.</summary>
    public void Dispose() => tree.Dispose();

    long RemoveContents(EntryPath folder, Action<EntryPath, EntryException> onFailure, CancellationToken cancellation)
    {
        var listing = new FolderListing();
        try
        {
            using var open = tree.Open(folder);
            open.Folder.List(listing, cancellation);
        }
        catch (EntryException e)
        {
            onFailure(folder, e);
            return 0;
        }
        var removed = 0L;
        for (var i = 0; i < listing.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = folder.Append(listing.NameAt(i));
            var kind = listing.FactsAt(i).Kind;
            if (kind == EntryKind.Folder) removed += RemoveContents(path, onFailure, cancellation);
            if (TryRemove(path, kind, onFailure) && kind != EntryKind.Folder) removed++;
        }
        return removed;
    }

    bool TryRemove(EntryPath path, EntryKind kind, Action<EntryPath, EntryException> onFailure)
    {
        try
        {
            if (kind == EntryKind.Folder) tree.Forget(path);
            using var parent = tree.Open(path.Parent);
            parent.Folder.Remove(path.Name, kind);
            return true;
        }
        catch (EntryException e)
        {
            onFailure(path, e);
            return false;
        }
    }
}
