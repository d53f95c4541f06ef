using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>A file of Linux, open for reading.</summary>
sealed unsafe class UnixFileReader : FileReader
{
    // Below this the kernel's first read ahead takes in the whole file anyway.
    const long LargeFile = 1 << 20;

    readonly Descriptor file;
    readonly bool hasFewBlocks;
    EntryFacts? opened;

    /// <summary>Takes over an open file.</summary>
    /// <param name="file">Its descriptor.</param>
    /// <param name="opened">What it was found to be when it was opened; the first answer of <see cref="Look"/>.</param>
    public UnixFileReader(Descriptor file, in Statx opened)
    {
        this.file = file;
        this.opened = opened.ToFacts();
        hasFewBlocks = (long)opened.Blocks * 512 < opened.Size;
        // Doubles the read ahead (posix_fadvise(2)).
        if (opened.Size >= LargeFile) _ = Libc.Advise(file, 0, 0, Libc.AdviseSequential);
    }

    /// <inheritdoc/>
    public override bool IsSparse
    {
        get
        {
            if (!hasFewBlocks) return false;
            // Few blocks can also mean compressed contents, or ones that lie within the inode.
            var hole = Libc.Seek(file, 0, Libc.SeekHole);
            return hole >= 0 && hole < UnixOpen.Stat(file, Statx.MaskOfFacts).Size;
        }
    }

    /// <inheritdoc/>
    public override EntryFacts Look()
    {
        var facts = opened ?? UnixOpen.Stat(file, Statx.MaskOfFacts).ToFacts();
        opened = null;
        return facts;
    }

    /// <inheritdoc/>
    public override void Forget() => _ = Libc.Advise(file, 0, 0, Libc.AdviseForget);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer, long offset)
    {
        nint read;
        fixed (byte* bytes = buffer)
            while ((read = Libc.Read(file, bytes, buffer.Length, offset)) < 0)
                Errno.ThrowUnlessInterrupted(EntryOperation.Read);
        return (int)read;
    }

    /// <inheritdoc/>
    public override bool NextData(long offset, out long start, out long end)
    {
        start = Libc.Seek(file, offset, Libc.SeekData);
        if (start >= 0)
        {
            end = Libc.Seek(file, start, Libc.SeekHole);
            return end >= 0 ? true : throw Errno.Failure(Errno.Last, EntryOperation.Read);
        }
        var error = Errno.Last;
        if (error is not (Errno.NoSuchAddress or Errno.Invalid or Errno.NotSupported or Errno.NotImplemented))
            throw Errno.Failure(error, EntryOperation.Read);
        start = offset;
        end = error == Errno.NoSuchAddress ? offset : UnixOpen.Stat(file, Statx.MaskOfFacts).Size;
        return start < end;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedStream> Streams() => [];

    /// <inheritdoc/>
    public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset) =>
        throw Errno.Failure(Errno.NotSupported, EntryOperation.Read);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
    }
}
