using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>Files of Linux that take an older one's contents over, or are changed in their place.</summary>
static unsafe class UnixClone
{
    /// <summary>Lets a new file share the blocks of another, as btrfs and xfs can (ioctl_ficlone(2)).</summary>
    /// <returns>False where that cannot be done.</returns>
    public static bool Take(Descriptor source, Descriptor clone)
    {
        while (Libc.Control(clone, Libc.CloneContents, source.Number) < 0)
        {
            // EINVAL: the file system cannot for these files, such as on xfs without reflink; ENOTTY: it knows no such call;
            // EXDEV, EPERM, ETXTBSY: not for these two.
            if (Errno.Last is not (Errno.Interrupted or Errno.DiskFull or Errno.DeviceError or Errno.QuotaExceeded)) return false;
            Errno.ThrowUnlessInterrupted(EntryOperation.Write);
        }
        return true;
    }

    /// <summary>Opens a file with one name for writing; null when it has others, or may not be written to.</summary>
    public static FileWriter? OpenForChange(Descriptor folder, ReadOnlySpan<byte> name)
    {
        var z = stackalloc byte[NameBytes.Room(name, EntryOperation.Write)];
        NameBytes.Fill(name, z);
        var flags = Libc.OpenWrite | Libc.OpenNonBlocking | Libc.OpenNoFollow | Libc.OpenCloseOnExec;
        int number;
        while ((number = Libc.Open(folder, z, flags, 0)) < 0)
            if (Errno.Last != Errno.Interrupted) return null;
        var file = new Descriptor(number);
        var stat = UnixOpen.Stat(file, Statx.MaskOfFacts | Statx.MaskOfNames);
        if (stat.Kind == EntryKind.File && stat.Names == 1) return new UnixFileWriter(file);
        file.Dispose();
        return null;
    }
}
