using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Kept;

namespace Clone.Engine.Folders;

/// <summary>Gives entries of a folder destination other paths.</summary>
/// <param name="tree">The destination.</param>
/// <param name="spelled">Its folders, where case is folded.</param>
/// <param name="capabilities">What it can do.</param>
/// <param name="kept">Keeps what has been under the paths; null where nothing is to be kept.</param>
sealed class FolderMover(FolderTree tree, SpelledFolders spelled, DestinationCapabilities capabilities, KeptFiles? kept)
{
    /// <summary>Moves, and tells of each.</summary>
    public void Move(IReadOnlyList<EntryMove> moves, Action<EntryMove, EntryFacts?> onItem)
    {
        var mayMove = kept?.NoteCreated(moves.Where(move => !move.Replaces).Select(move => move.To)) is null;
        foreach (var move in moves) onItem(move, mayMove ? TryMove(move) : null);
    }

    EntryFacts? TryMove(EntryMove move)
    {
        try
        {
            return MoveOne(move);
        }
        catch (EntryException)
        {
            // Whoever asked sends what stays, and is told then what is the matter.
            return null;
        }
    }

    EntryFacts? MoveOne(EntryMove move)
    {
        using var from = tree.Open(move.From.Parent);
        if (from.Folder.Look(move.From.Name) is not { } now || !IsSeen(move.Seen, now)) return null;
        if (capabilities.FoldsCase && !IsSpelled(from.Folder, move.From)) return null;
        using var to = tree.Open(move.To.Parent);
        if (kept is not null && !Keep(from.Folder, to.Folder, move, now.Kind)) return null;
        if (now.Kind == EntryKind.Folder)
        {
            tree.Forget(move.From, capabilities.FoldsCase);
            tree.Forget(move.To, capabilities.FoldsCase);
        }
        Rename(from.Folder, to.Folder, move, now);
        if (now.Kind == EntryKind.Folder) spelled.Forget();
        return LookAt(to.Folder, move.To) ?? now;
    }

    /// <summary>An answer may be lost on the way from a server: what is at its new path alone has been moved.</summary>
    void Rename(FolderHandle from, FolderHandle to, EntryMove move, in EntryFacts entry)
    {
        try
        {
            from.Rename(move.From.Name, to, move.To.Name, move.Replaces);
        }
        catch (EntryException)
        {
            if (from.Look(move.From.Name) is not null || to.Look(move.To.Name) is not { } there || !IsSeen(entry, there)) throw;
        }
    }

    /// <summary>It has been moved, whether it can be looked at or not.</summary>
    static EntryFacts? LookAt(FolderHandle folder, EntryPath path)
    {
        try
        {
            return folder.Look(path.Name);
        }
        catch (EntryException)
        {
            return null;
        }
    }

    /// <summary>A copy as of before shows both files under the paths that they had.</summary>
    bool Keep(FolderHandle from, FolderHandle to, EntryMove move, EntryKind kind)
    {
        if (kind != EntryKind.File || !kept!.TryShare(from, move.From)) return false;
        return !move.Replaces || kept.TryShare(to, move.To);
    }

    bool IsSeen(in EntryFacts seen, in EntryFacts now)
    {
        if (seen.Kind != now.Kind) return false;
        if (capabilities.HasLastingFileIds && seen.FileId != 0 && seen.FileId != now.FileId) return false;
        return now.Kind == EntryKind.Folder || (seen.Size == now.Size && seen.Modified == now.Modified);
    }

    bool IsSpelled(FolderHandle folder, EntryPath path) =>
        folder.StoredName(path.Name) is { } stored && path.Name.SequenceEqual(stored) && spelled.Contains(path.Parent);
}
