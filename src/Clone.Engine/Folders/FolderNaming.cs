using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Kept;

namespace Clone.Engine.Folders;

/// <summary>Gives the staged items of a folder destination their names, when they are on the disk.</summary>
/// <param name="tree">The destination.</param>
/// <param name="kept">Keeps what is replaced; null where nothing is to be kept.</param>
/// <param name="undo">Journals of files that are changed in their places; null where none is.</param>
/// <param name="names">The temporary names of the run.</param>
/// <param name="unnamed">Counts the files without a name; null where there are none.</param>
sealed class FolderNaming(FolderTree tree, KeptFiles? kept, UndoFolder? undo, TemporaryNames names, UnnamedFiles? unnamed)
{
    /// <summary>Names some of them, and tells of each.</summary>
    public void Name(
        IReadOnlyList<StagedItem> items, int from, int to, EntryException? failure, Action<StagedItem, EntryException?> onItem)
    {
        for (var i = from; i < to; i++)
        {
            var failed = failure;
            if (items[i].TemporaryName is { } name)
            {
                if (failed is null) failed = Name(items[i], name);
                else Discard(items[i], name);
            }
            else if (items[i].Unnamed is { } file)
            {
                if (failed is null) failed = NameFirst(items[i], file);
                unnamed!.Close(file);
            }
            else if (items[i].Undo is { } journal)
            {
                failed = new ChangeInPlace(tree, undo!, items[i], journal).Conclude(failed);
            }
            onItem(items[i], failed);
        }
    }

    /// <summary>Opens the folder that is to hold an entry.</summary>
    public static FolderTree.Lease OpenParent(FolderTree tree, EntryPath path)
    {
        try
        {
            return tree.Open(path.Parent);
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotFound or IoProblem.NotAFolder)
        {
            var problem = e.Problem == IoProblem.NotFound ? IoProblem.ParentMissing : IoProblem.NameTaken;
            throw new EntryException(problem, e.Code, EntryOperation.Write, e);
        }
    }

    /// <summary>Takes down which of them are new; why that cannot be done, and so none may get its name; null when it is.</summary>
    public EntryException? NoteCreated(IReadOnlyList<StagedItem> items) =>
        kept?.NoteCreated(items.Where(item => !item.Replaces && item.Waits).Select(item => item.Path));

    EntryException? Name(StagedItem item, byte[] temporary)
    {
        try
        {
            using var parent = OpenParent(tree, item.Path);
            try
            {
                // The group is on the disk by now, and is read from there.
                if (item.Checksum is { } checksum) ReadBack.Check(parent.Folder, temporary, checksum, CancellationToken.None);
                NameClaim.Rename(parent.Folder, temporary, item, kept);
                return null;
            }
            catch (EntryException e)
            {
                Discard(parent.Folder, temporary, names);
                return e;
            }
        }
        catch (EntryException e)
        {
            return e;
        }
    }

    EntryException? NameFirst(StagedItem item, FileWriter file)
    {
        try
        {
            using var parent = OpenParent(tree, item.Path);
            file.TakeName(parent.Folder, item.Path.Name);
            return null;
        }
        catch (EntryException e) when (e.Problem == IoProblem.AlreadyExists)
        {
            return NameOver(item, file);
        }
        catch (EntryException e)
        {
            return e;
        }
    }

    /// <summary>Only under a name of its own can a file take the place of what somebody has put there since it was listed.</summary>
    EntryException? NameOver(StagedItem item, FileWriter file)
    {
        var temporary = names.Next();
        try
        {
            using var parent = OpenParent(tree, item.Path);
            file.TakeName(parent.Folder, temporary);
        }
        catch (EntryException e)
        {
            return e;
        }
        return Name(item, temporary);
    }

    /// <summary>What could not be flushed gives its room back before it is tried again.</summary>
    void Discard(StagedItem item, byte[] temporary)
    {
        try
        {
            using var parent = OpenParent(tree, item.Path);
            Discard(parent.Folder, temporary, names);
        }
        catch (EntryException)
        {
            names.HaveLeftovers = true;
        }
    }

    /// <summary>Removes what waits for its name, if it is there; what cannot be removed now, the next run sweeps.</summary>
    public static void Discard(FolderHandle folder, byte[] name, TemporaryNames names)
    {
        try
        {
            folder.Remove(name, EntryKind.File);
        }
        catch (EntryException e)
        {
            names.HaveLeftovers |= e.Problem != IoProblem.NotFound;
        }
    }
}
