using System.Threading;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>A file that was changed in its place and waits for its group to be committed.</summary>
/// <param name="tree">The destination.</param>
/// <param name="folder">Where journals lie.</param>
/// <param name="item">The file.</param>
/// <param name="journal">Its journal.</param>
sealed class ChangeInPlace(FolderTree tree, UndoFolder folder, StagedItem item, UndoJournal journal)
{
    /// <summary>A file that was changed in its place keeps its new contents, or gets the old ones back.</summary>
    public EntryException? Conclude(EntryException? failure)
    {
        try
        {
            if (failure is not null) throw failure;
            using var parent = tree.Open(item.Path.Parent);
            if (item.Checksum is { } checksum) ReadBack.Check(parent.Folder, item.Path.Name, checksum, CancellationToken.None);
            journal.Remove();
            return null;
        }
        catch (EntryException e)
        {
            TakeBack();
            return e;
        }
    }

    void TakeBack()
    {
        try
        {
            folder.PutBack(journal);
            return;
        }
        catch (EntryException)
        {
            // The journal stays, and the next run puts it back; or it is gone, since somebody else has put it back.
        }
        try
        {
            using var parent = tree.Open(item.Path.Parent);
            parent.Folder.SetFacets(item.Path.Name, item.Placed.Facts with { Modified = UndoJournal.NoTime }, FacetMask.Modified);
        }
        catch (EntryException)
        {
            // The disk is gone; its journal is put back when it is there again.
        }
    }
}
