using System;
using System.IO;
using System.Threading;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>
/// Decides what takes the contents of a large file that has changed: a clone of the old file, where the file system makes
/// one without copying; else the old file itself, where the job allows that; else a new one.
/// </summary>
/// <param name="shelf">The block indexes.</param>
/// <param name="undo">Journals for files that are changed in their places; null where that is not allowed.</param>
/// <param name="capabilities">What the destination can do.</param>
sealed class StageTargets(BlockShelf shelf, UndoFolder? undo, DestinationCapabilities capabilities)
{
    /// <summary>
    /// The size of a file's blocks; null for one that has no index, as all are where no older state could ever be used: files
    /// can be neither cloned there nor, in this run, changed in their places.
    /// </summary>
    public int? BlockBytesOf(in EntryFacts source, BlockSums? old)
    {
        if (!capabilities.ClonesFiles && undo is null) return null;
        if (source.Kind != EntryKind.File || source.Size < shelf.From || !capabilities.HasLastingFileIds) return null;
        return old?.BlockBytes ?? BlockSums.BlockBytesOf(source.Size, shelf.BlockBytes);
    }

    /// <summary>Opens a file that holds older contents already; null when there is none to be used.</summary>
    public StageTarget? Open(
        FileReader reader, EntryPath path, FolderHandle folder, in EntryFacts source, EntryFacts? replaces, byte[] temporary,
        CancellationToken cancellation)
    {
        if (replaces is not { Kind: EntryKind.File } seen || BlockBytesOf(source, old: null) is not { } fresh) return null;
        if (shelf.Find(path) is not { } index || !index.IsOf(seen) || IsSameTime(seen, source)) return null;
        if (Math.Max(fresh, index.Sums.BlockBytes) > 2 * Math.Min(fresh, index.Sums.BlockBytes)) return null;
        if (capabilities.FoldsCase && !path.Name.SequenceEqual(folder.StoredName(path.Name))) return null;
        if (folder.Look(path.Name) is not { } there || !index.IsOf(there)) return null;
        if (capabilities.ClonesFiles && folder.TryCloneFile(path.Name, there, temporary, cancellation) is { } clone)
            return new StageTarget(clone, temporary) { Old = index.Sums };
        return undo is null or { HasLeftovers: true } ? null : OpenInPlace(reader, path, folder, source, there, index);
    }

    StageTarget? OpenInPlace(
        FileReader reader, EntryPath path, FolderHandle folder, in EntryFacts source, in EntryFacts there, BlockIndex index)
    {
        if (!HasSameReaders(source, there) || reader.Streams().Count > 0) return null;
        if (folder.TryOpenForChange(path.Name) is not { } file) return null;
        FileReader? old = null;
        UndoJournal? journal = null;
        try
        {
            old = folder.OpenFile(path.Name);
            if (!index.IsOf(old.Look()) || file.Look().FileId != there.FileId || old.Streams().Count > 0)
            {
                file.Dispose();
                old.Dispose();
                return null;
            }
            journal = undo!.Begin(path, there);
            var writer = new UndoableWriter(file, old, there.Size, journal);
            return new StageTarget(writer, path.Name.ToArray()) { Old = index.Sums, Undo = journal, UndoFolder = undo };
        }
        catch
        {
            file.Dispose();
            old?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// By the time of modification it is told whether the index belongs to the file. When both states of the file have the
    /// same, it could not be.
    /// </summary>
    bool IsSameTime(in EntryFacts one, in EntryFacts other) =>
        Math.Abs(one.Modified - other.Modified) < Math.Max(1, capabilities.TimeUnit);

    /// <summary>
    /// New contents must not be seen by those who may read the old ones alone. Windows: rights stay those of the folder, but a
    /// file that ends as a read-only one could not be put back.
    /// </summary>
    bool HasSameReaders(in EntryFacts source, in EntryFacts there)
    {
        if (Path.DirectorySeparatorChar != '/') return (source.Attributes & FileAttribute.ReadOnly) == 0;
        if ((capabilities.Keeps & FacetMask.Owner) != 0 && (source.Owner, source.Group) != (there.Owner, there.Group)) return false;
        return (capabilities.Keeps & FacetMask.Attributes) == 0 || source.Attributes == there.Attributes;
    }
}
