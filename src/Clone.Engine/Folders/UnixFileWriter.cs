using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>A new file of Linux, open for writing.</summary>
/// <param name="file">Its descriptor, which the writer takes over.</param>
sealed unsafe class UnixFileWriter(Descriptor file) : FileWriter
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        fixed (byte* buffer = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                var written = Libc.Write(file, buffer + done, bytes.Length - done, offset + done);
                if (written < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Write);
                else done += (int)written;
            }
        }
    }

    /// <inheritdoc/>
    public override void MakeSparse()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long length)
    {
        while (Libc.SetLength(file, length) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Write);
    }

    /// <inheritdoc/>
    public override bool TryClear(long offset, long length)
    {
        while (Libc.Allocate(file, Libc.PunchHole, offset, length) < 0)
        {
            if (Errno.Last is Errno.NotSupported or Errno.NotImplemented) return false;
            Errno.ThrowUnlessInterrupted(EntryOperation.Write);
        }
        return true;
    }

    /// <inheritdoc/>
    public override void WriteStream(NamedStream stream, ReadOnlySpan<byte> bytes, long offset) =>
        throw Errno.Failure(Errno.NotSupported, EntryOperation.Write);

    /// <inheritdoc/>
    public override void SetFacets(in EntryFacts facts, FacetMask mask)
    {
        // To set what is so already costs a transaction in the file system's journal, to look costs next to nothing.
        var made = Look();
        if (made.Owner == facts.Owner && made.Group == facts.Group) mask &= ~FacetMask.Owner;
        if (made.Attributes == facts.Attributes) mask &= ~FacetMask.Attributes;
        UnixFacets.Set(file, facts, mask);
    }

    /// <inheritdoc/>
    public override EntryFacts Look() => UnixOpen.Stat(file, Statx.MaskOfFacts).ToFacts();

    /// <inheritdoc/>
    public override void TakeName(FolderHandle folder, ReadOnlySpan<byte> name) =>
        UnixRename.NameFirst(file, ((UnixFolderHandle)folder).Descriptor, name);

    /// <summary>
    /// Brings the contents to the disk. fdatasync is enough: contents and length cannot be had in any other way, while
    /// mode and times reach the disk no later than the rename that follows them, and should they be lost, the next run
    /// sees the difference.
    /// </summary>
    public override void Flush()
    {
        while (Libc.FlushContents(file) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Flush);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
    }
}
