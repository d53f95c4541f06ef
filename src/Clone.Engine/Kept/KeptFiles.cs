using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Kept;

/// <summary>
/// Keeps what one run removes or replaces at a folder destination. Nothing is copied: a removed file is moved, a replaced
/// one gets a second name before it loses its own, so that its name is never free. Nothing is made before something is
/// kept. Safe for several threads.
/// </summary>
sealed class KeptFiles : IDisposable
{
    /// <summary>More folders than these are not remembered as made; to make one again costs a refused call.</summary>
    const int MostRemembered = 65_536;

    static readonly uint OwnerMayAll = System.IO.Path.DirectorySeparatorChar == '/' ? 0x1C0u : 0u; // 0700

    readonly FolderHandle root;
    readonly DateTimeOffset asked;
    readonly int days;
    readonly object gate = new();
    readonly HashSet<EntryPath> made = [];
    KeptStore? store;
    CreatedList? created;
    FolderTree? kept;

    /// <summary>Prepares to keep.</summary>
    /// <param name="root">The destination's root, which has a marker; it belongs to the caller.</param>
    /// <param name="now">The time of the run.</param>
    /// <param name="days">For how many days things are kept.</param>
    public KeptFiles(FolderHandle root, DateTimeOffset now, int days)
    {
        this.root = root;
        this.days = days;
        asked = now;
    }

    /// <summary>The time under which this run keeps: its own, or a later one when the clock went back.</summary>
    public DateTimeOffset Moment { get; private set; }

    /// <summary>Moves a file or link that is to be removed.</summary>
    /// <param name="folder">The folder that holds it.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="EntryException">It cannot be kept, and stays where it is.</exception>
    public void Take(FolderHandle folder, EntryPath path)
    {
        using var parent = MakeWay(path.Parent);
        folder.Rename(path.Name, parent.Folder, path.Name, replace: false);
    }

    /// <summary>Takes down that a folder was removed.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="facts">Its facts, which a restore gives back; but its owner may always enter it, to clear it one day.</param>
    /// <param name="mask">Those that the destination keeps.</param>
    public void TakeFolder(EntryPath path, in EntryFacts facts, FacetMask mask)
    {
        using var folder = MakeWay(path);
        var own = facts with { Attributes = facts.Attributes | OwnerMayAll };
        folder.Folder.SetOwnFacets(in own, mask);
    }

    /// <summary>Gives a file or link that is about to be replaced a second name here.</summary>
    /// <param name="folder">The folder that holds it.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="EntryException">It cannot be kept, and must not be replaced.</exception>
    public void Share(FolderHandle folder, EntryPath path)
    {
        // FAT holds one name for each file: for a moment it has none at its place.
        if (!TryShare(folder, path)) Take(folder, path);
    }

    /// <summary>As <see cref="Share"/>, but only where a file can have two names.</summary>
    /// <returns>False where it cannot; nothing has happened then.</returns>
    public bool TryShare(FolderHandle folder, EntryPath path)
    {
        if (folder.Look(path.Name) is not { } there || there.Kind == EntryKind.Folder) return true;
        using var parent = MakeWay(path.Parent);
        // The first try at replacing it has kept it.
        if (parent.Folder.Look(path.Name) is { } kept && kept.Kind == there.Kind && kept.Size == there.Size && kept.Modified == there.Modified) return true;
        return folder.TryCreateHardLink(path.Name, parent.Folder, path.Name);
    }

    /// <summary>Takes down that something is about to be made where nothing was; in the file after <see cref="NoteCreated"/>.</summary>
    public void AddCreated(EntryPath path)
    {
        lock (gate) Begin();
        created!.Add(path);
    }

    /// <summary>
    /// Takes down what is about to be made, and brings the list to the disk: one that is not there when the entries get their
    /// names would let a restore as of before show them.
    /// </summary>
    /// <returns>Why it cannot be written, and so nothing may be made; null when it is.</returns>
    public EntryException? NoteCreated(IEnumerable<EntryPath> paths)
    {
        try
        {
            foreach (var path in paths) AddCreated(path);
            created?.Write();
            return null;
        }
        catch (EntryException e)
        {
            return e;
        }
    }

    /// <summary>Closes everything.</summary>
    public void Dispose()
    {
        kept?.Dispose();
        created?.Dispose();
        store?.Dispose();
    }

    FolderTree.Lease MakeWay(EntryPath folder)
    {
        lock (gate)
        {
            Begin();
            if (kept is null)
            {
                var name = Wtf8.Encode(KeptStamp.Of(Moment));
                store!.Folder.CreateFolder(name);
                kept = new FolderTree(store.Folder.OpenFolder(name));
            }
            Make(folder);
        }
        return kept.Open(folder);
    }

    void Make(EntryPath folder)
    {
        if (folder.IsRoot || made.Contains(folder)) return;
        Make(folder.Parent);
        using var parent = kept!.Open(folder.Parent);
        try
        {
            parent.Folder.CreateFolder(folder.Name);
        }
        catch (EntryException e) when (e.Problem == IoProblem.AlreadyExists)
        {
            // A file that was kept before a folder came in its place within one run: both cannot stand here.
            if (parent.Folder.Look(folder.Name) is not { Kind: EntryKind.Folder })
                throw new EntryException(IoProblem.NameTaken, e.Code, EntryOperation.CreateFolder, e);
        }
        if (made.Count >= MostRemembered) made.Clear();
        made.Add(folder);
    }

    void Begin()
    {
        if (store is not null) return;
        var opened = KeptStore.OpenOrMake(root);
        try
        {
            var moments = opened.Moments();
            Moment = moments.Count > 0 && moments[moments.Count - 1] >= Floor(asked) ? KeptStamp.After(moments[moments.Count - 1]) : Floor(asked);
            created = CreatedList.Begin(opened.Folder, Moment, days);
            store = opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    static DateTimeOffset Floor(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
}
