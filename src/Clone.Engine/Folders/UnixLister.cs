using System.Buffers;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>Lists a folder: its names by getdents64, the facts of each by statx relative to the folder.</summary>
static unsafe class UnixLister
{
    const int BufferSize = 64 * 1024;

    /// <summary>Adds what the descriptor has still to give: all of the folder for one opened just now.</summary>
    public static void List(Descriptor folder, FolderListing into, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var held = false;
        try
        {
            folder.DangerousAddRef(ref held);
            fixed (byte* records = buffer)
            {
                while (Read(folder.Number, records, buffer.Length) is var length and > 0)
                    Add(folder.Number, records, length, into, cancellation);
            }
        }
        finally
        {
            if (held) folder.DangerousRelease();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static int Read(int folder, byte* records, int size)
    {
        int length;
        while ((length = Libc.ReadFolder(folder, records, size)) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.List);
        return length;
    }

    static void Add(int folder, byte* records, int length, FolderListing into, CancellationToken cancellation)
    {
        Statx stat;
        for (var end = records + length; records < end;)
        {
            cancellation.ThrowIfCancellationRequested();
            var record = new FolderRecord(records);
            records += record.Length;
            if (record.IsDots || !Stat(folder, record.NamePointer, &stat)) continue;
            var name = record.Name;
            into.Add(name, stat.ToFacts(), Wtf8.IsUtf8(name) ? Exclusion.None : Exclusion.NameNotValid);
        }
    }

    // A name whose entry is gone by now is left out. Times are asked for as stat(2) does: AT_STATX_DONT_SYNC would
    // be no faster on a disk, and on NFS would take what was cached however long ago.
    static bool Stat(int folder, byte* name, Statx* into)
    {
        while (Libc.Stat(folder, name, Libc.AtSymlinkNoFollow | Libc.AtNoAutomount, Statx.MaskOfFacts, into) < 0)
        {
            if (Errno.Last == Errno.NotFound) return false;
            Errno.ThrowUnlessInterrupted(EntryOperation.List);
        }
        return true;
    }
}
