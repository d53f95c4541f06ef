using System;
using System.Globalization;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>Opens entries of a folder without ever following a link.</summary>
static unsafe class UnixOpen
{
    static readonly int Always = Libc.OpenNoFollow | Libc.OpenCloseOnExec;

    /// <summary>Opens a folder for reading. "." is this folder, opened anew.</summary>
    public static Descriptor Folder(Descriptor folder, ReadOnlySpan<byte> name)
    {
        var z = stackalloc byte[name.Length + 1];
        NameBytes.Fill(name, z);
        var number = OpenQuietly(folder, z, Libc.OpenFolder | Always);
        if (number >= 0) return new Descriptor(number);
        throw Failure(folder, name, EntryOperation.List);
    }

    /// <summary>Opens a regular file for reading, and tells its facts and blocks.</summary>
    public static Descriptor File(Descriptor folder, ReadOnlySpan<byte> name, out Statx stat)
    {
        var z = stackalloc byte[NameBytes.Room(name, EntryOperation.Read)];
        NameBytes.Fill(name, z);
        // Without O_NONBLOCK a named pipe that somebody put in the way would hold us for ever.
        var number = OpenQuietly(folder, z, Libc.OpenNonBlocking | Always);
        var isLeased = number < 0 && Errno.Last == Errno.Again;
        if (number < 0 && !isLeased) throw Failure(folder, name, EntryOperation.Read);
        var file = isLeased ? Leased(folder, z) : new Descriptor(number);
        try
        {
            stat = RequireFile(file);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens an entry only to name it: nothing of it is read, no device wakes up.</summary>
    public static Descriptor Entry(Descriptor folder, byte* name, EntryOperation operation)
    {
        int number;
        while ((number = Libc.Open(folder, name, Libc.OpenPath | Always, 0)) < 0) Errno.ThrowUnlessInterrupted(operation);
        return new Descriptor(number);
    }

    /// <summary>Facts of an open entry.</summary>
    public static Statx Stat(Descriptor entry, uint mask)
    {
        byte empty = 0;
        Statx stat;
        while (Libc.Stat(entry, &empty, Libc.AtEmptyPath, mask, &stat) < 0)
            Errno.ThrowUnlessInterrupted(EntryOperation.Look);
        return stat;
    }

    /// <summary>Facts of the entry that a full path leads to, through links; needs no right to read it.</summary>
    public static Statx Stat(string path, uint mask)
    {
        fixed (byte* bytes = Wtf8.Encode(path + '\0'))
        {
            Statx stat;
            while (Libc.Stat(Libc.AtCurrentFolder, bytes, 0, mask, &stat) < 0)
                Errno.ThrowUnlessInterrupted(EntryOperation.Look);
            return stat;
        }
    }

    /// <summary>The path in /proc that leads to an open entry, with a NUL at the end.</summary>
    public static byte[] ProcPath(Descriptor entry) =>
        Encoding.ASCII.GetBytes("/proc/self/fd/" + entry.Number.ToString(CultureInfo.InvariantCulture) + '\0');

    /// <summary>The failure of a call on a name: a link in the way is called so, whatever the call said.</summary>
    public static EntryException Failure(Descriptor folder, ReadOnlySpan<byte> name, EntryOperation operation)
    {
        var number = Errno.Last;
        if (number == Errno.NotAFolder && UnixStoredName.TryStat(folder, name, out var stat) && stat.Kind == EntryKind.Link)
            number = Errno.Loop;
        return Errno.Failure(number, operation);
    }

    // Reading leaves no trace in the times of access where the system lets us: it does the owner and root.
    static int OpenQuietly(Descriptor folder, byte* name, int flags)
    {
        var number = OpenOnce(folder, name, flags | Libc.OpenNoAccessTime);
        return number < 0 && Errno.Last == Errno.NotPermitted ? OpenOnce(folder, name, flags) : number;
    }

    static int OpenOnce(Descriptor folder, byte* name, int flags)
    {
        while (true)
        {
            var number = Libc.Open(folder, name, flags, 0);
            if (number >= 0 || Errno.Last != Errno.Interrupted) return number;
        }
    }

    // Somebody (Samba, for one) holds a lease on the file, which an open with O_NONBLOCK does not wait for. Waiting
    // is done on the very entry that was seen to be a file.
    static Descriptor Leased(Descriptor folder, byte* name)
    {
        using var entry = Entry(folder, name, EntryOperation.Read);
        RequireFile(entry);
        fixed (byte* path = ProcPath(entry))
        {
            int number;
            while ((number = Libc.Open(path, Libc.OpenCloseOnExec, 0)) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Read);
            return new Descriptor(number);
        }
    }

    static Statx RequireFile(Descriptor entry)
    {
        var stat = Stat(entry, Statx.MaskOfFacts | Statx.MaskOfBlocks);
        return stat.Kind switch
        {
            EntryKind.File => stat,
            EntryKind.Folder => throw new EntryException(IoProblem.IsAFolder, "EISDIR", EntryOperation.Read),
            EntryKind.Link => throw new EntryException(IoProblem.LinkInTheWay, "ELOOP", EntryOperation.Read),
            _ => throw new EntryException(IoProblem.NotSupported, "EOPNOTSUPP", EntryOperation.Read),
        };
    }
}
