using System;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Kept;

namespace Clone.Engine.Folders;

/// <summary>
/// Gives items their names at a folder destination without ever covering something that the run did not mean: where
/// case is folded a name may stand there in another case, and on NTFS a short (8.3) name may be another file's.
/// </summary>
sealed class NameClaim(DestinationCapabilities capabilities)
{
    /// <summary>
    /// Where case is folded, looks for an item that stands at the destination in another case, or came into its place
    /// with a renamed folder, and needs no contents.
    /// </summary>
    public PlacedEntry? FindPlaced(
        IEntryHolder source, FolderHandle folder, EntryPath path, in EntryFacts facts, EntryFacts? replaces, bool adopts)
    {
        if (!capabilities.FoldsCase || replaces is not null) return null;
        if (folder.StoredName(path.Name) is not { } stored) return null;
        var isSameName = path.Name.SequenceEqual(stored);
        if (!isSameName)
        {
            // It keeps its name, by which it is to be removed.
            if (folder.Look(stored) is { } other && other.Kind != facts.Kind) return null;
            Rename(source, folder, path, stored);
        }
        if (folder.Look(path.Name) is not { } there || !adopts || !Agrees(facts, there)) return null;
        return new PlacedEntry(isSameName ? Placement.WasThere : Placement.Renamed, there);
    }

    /// <summary>What a run would find for an item that was listed as missing. Changes nothing.</summary>
    public Placement Foresee(IEntryHolder source, FolderHandle folder, EntryPath path, in EntryFacts facts)
    {
        if (folder.StoredName(path.Name) is not { } stored || folder.Look(stored) is not { } there) return Placement.Written;
        var serves = facts.Kind == EntryKind.Folder ? there.Kind == EntryKind.Folder : Agrees(facts, there);
        if (!serves) return Placement.Written;
        if (path.Name.SequenceEqual(stored)) return Placement.WasThere;
        return MayRename(source, path, stored) ? Placement.Renamed : Placement.Written;
    }

    /// <summary>Makes do with what has a folder's name already: a folder, perhaps in another case.</summary>
    /// <exception cref="EntryException">Something else has the name.</exception>
    public static Placement TakeFolder(FolderTree tree, IEntryHolder source, FolderHandle folder, EntryPath path, EntryException taken)
    {
        var stored = folder.StoredName(path.Name) ?? throw taken;
        if (folder.Look(path.Name) is not { Kind: EntryKind.Folder })
            throw new EntryException(IoProblem.NameTaken, taken.Code, EntryOperation.CreateFolder);
        if (path.Name.SequenceEqual(stored)) return Placement.WasThere;
        tree.Forget(path.Parent.Append(stored));
        Rename(source, folder, path, stored);
        return Placement.Renamed;
    }

    /// <summary>Gives a staged item its name.</summary>
    /// <param name="folder">The folder that holds it under its temporary name.</param>
    /// <param name="temporary">The temporary name.</param>
    /// <param name="item">The item.</param>
    /// <param name="kept">Keeps what has the name; null to let it go.</param>
    public static void Rename(FolderHandle folder, byte[] temporary, StagedItem item, KeptFiles? kept)
    {
        try
        {
            if (item.Replaces) kept?.Share(folder, item.Path);
            folder.Rename(temporary, folder, item.Path.Name, item.Replaces);
        }
        catch (EntryException e) when (e.Problem == IoProblem.AlreadyExists && !item.Replaces)
        {
            // Somebody has put something there since it was listed.
            var stored = folder.StoredName(item.Path.Name);
            if (stored is not null && !item.Path.Name.SequenceEqual(stored))
                throw new EntryException(IoProblem.NameCollision, e.Code, EntryOperation.Rename, e);
            if (folder.Look(item.Path.Name) is { Kind: EntryKind.Folder })
                throw new EntryException(IoProblem.NameTaken, e.Code, EntryOperation.Rename, e);
            kept?.Share(folder, item.Path);
            folder.Rename(temporary, folder, item.Path.Name, replace: true);
        }
        catch (EntryException e) when (e.Problem is IoProblem.IsAFolder or IoProblem.NotEmpty)
        {
            throw new EntryException(IoProblem.NameTaken, e.Code, EntryOperation.Rename, e);
        }
    }

    static void Rename(IEntryHolder source, FolderHandle folder, EntryPath path, byte[] stored)
    {
        if (!MayRename(source, path, stored))
            throw new EntryException(IoProblem.NameCollision, "EEXIST", EntryOperation.Rename);
        folder.Rename(stored, folder, path.Name, replace: false);
    }

    /// <summary>True when the names differ in case alone and the source does not have both.</summary>
    static bool MayRename(IEntryHolder source, EntryPath path, byte[] stored) =>
        IsSpelling(Wtf8.Decode(stored), Wtf8.Decode(path.Name)) && !source.Holds(path.Parent, stored);

    /// <summary>
    /// True when a name and the one under which the file system keeps that entry can differ in case alone. Which letters
    /// beyond ASCII it takes for the same is its own affair, and it has said so; a short (8.3) name or one that lost
    /// dots at its end is another matter.
    /// </summary>
    static bool IsSpelling(string stored, string name)
    {
        if (string.Equals(stored, name, StringComparison.OrdinalIgnoreCase)) return true;
        if (stored.Length != name.Length || name.AsSpan().IndexOf('~') >= 0) return false;
        for (var i = 0; i < name.Length; i++)
        {
            var (one, other) = (stored[i], name[i]);
            if ((one < 0x80 || other < 0x80) && char.ToUpperInvariant(one) != char.ToUpperInvariant(other)) return false;
        }
        return true;
    }

    bool Agrees(in EntryFacts source, in EntryFacts there) =>
        source.Kind == there.Kind && source.Size == there.Size
        && Math.Abs(source.Modified - there.Modified) < Math.Max(1, capabilities.TimeUnit);
}
