using System;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Blocks;

/// <summary>
/// Where a destination holds the journals of files that are being changed in their places: <c>CloneForWindows/undo</c>.
/// So a disk carries them with it, and whoever reads the copy next, on whatever machine, finds them.
/// </summary>
/// <param name="root">The destination's root, which has a marker; it belongs to the caller.</param>
/// <param name="names">The temporary names of the run.</param>
/// <param name="keeps">The facets that the destination keeps.</param>
sealed class UndoFolder(FolderHandle root, TemporaryNames names, FacetMask keeps) : IDisposable
{
    /// <summary>The name below <c>CloneForWindows</c>.</summary>
    public const string FolderName = "undo";

    readonly object gate = new();
    FolderHandle? folder;
    volatile bool hasLeftovers;

    /// <summary>
    /// True when a journal may have been left by this run. No other is begun then: a file that has two would be put back by
    /// both, and so become neither state.
    /// </summary>
    public bool HasLeftovers => hasLeftovers;

    /// <summary>Begins a journal for a file.</summary>
    public UndoJournal Begin(EntryPath path, in EntryFacts facts)
    {
        lock (gate) folder ??= OpenOrMake();
        try
        {
            return UndoJournal.Begin(folder, names.Next(), path, facts);
        }
        catch (EntryException)
        {
            hasLeftovers = true;
            throw;
        }
    }

    /// <summary>Takes a change back.</summary>
    /// <exception cref="EntryException">It cannot be; the journal stays for the next run.</exception>
    public void PutBack(UndoJournal journal)
    {
        journal.Dispose();
        try
        {
            UndoJournal.PutBack(root, folder!, journal.Name, keeps);
        }
        catch (EntryException)
        {
            hasLeftovers = true;
            throw;
        }
    }

    /// <summary>Puts back what runs that were cut off have begun to change.</summary>
    /// <param name="root">The destination's root.</param>
    /// <param name="keeps">The facets that the destination keeps.</param>
    /// <param name="onFile">Told of each file that has its old contents again.</param>
    /// <param name="onFailure">Told of each journal that cannot be put back, by its path; it stays.</param>
    public static void PutBackAll(FolderHandle root, FacetMask keeps, Action<EntryPath> onFile, Action<EntryPath, EntryException> onFailure)
    {
        using var folder = Find(root);
        if (folder is null) return;
        var listing = new FolderListing();
        folder.List(listing, CancellationToken.None);
        for (var i = 0; i < listing.Count; i++)
        {
            var name = listing.NameAt(i).ToArray();
            try
            {
                if (listing.FactsAt(i).Kind == EntryKind.File && UndoJournal.PutBack(root, folder, name, keeps) is { } path) onFile(path);
            }
            catch (EntryException e)
            {
                onFailure(EntryPath.Parse(DestinationMarker.FolderName + "/" + FolderName).Append(name), e);
            }
        }
    }

    /// <summary>Closes the folder.</summary>
    public void Dispose() => folder?.Dispose();

    static FolderHandle? Find(FolderHandle root)
    {
        var name = Wtf8.Encode(DestinationMarker.FolderName);
        if (root.Look(name) is not { Kind: EntryKind.Folder }) return null;
        using var own = root.OpenFolder(name);
        return own.Look(Wtf8.Encode(FolderName)) is { Kind: EntryKind.Folder } ? own.OpenFolder(Wtf8.Encode(FolderName)) : null;
    }

    FolderHandle OpenOrMake()
    {
        using var own = root.OpenFolder(Wtf8.Encode(DestinationMarker.FolderName));
        var name = Wtf8.Encode(FolderName);
        if (own.Look(name) is null)
        {
            own.CreatePrivateFolder(name);
            own.FlushNames();
        }
        return own.OpenFolder(name);
    }
}
