using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>Gives entries other names.</summary>
static unsafe class UnixRename
{
    const EntryOperation Operation = EntryOperation.Rename;

    /// <summary>As <see cref="FolderHandle.Rename"/>.</summary>
    public static void Rename(
        Descriptor folder, ReadOnlySpan<byte> name, Descriptor newFolder, ReadOnlySpan<byte> newName, bool replace)
    {
        var z = stackalloc byte[NameBytes.Room(name, Operation)];
        NameBytes.Fill(name, z);
        var newZ = stackalloc byte[NameBytes.Room(newName, Operation)];
        NameBytes.Fill(newName, newZ);
        if (replace)
        {
            Replace(folder, z, newFolder, newZ);
            return;
        }
        while (Libc.Rename(folder, z, newFolder, newZ, Libc.RenameNoReplace) < 0)
        {
            var error = Errno.Last;
            switch (error)
            {
                case Errno.Interrupted:
                    continue;
                case Errno.Exists when IsOtherCase(folder, name, newFolder, newName):
                    Replace(folder, z, newFolder, newZ);
                    return;
                // NFS, exFAT and file systems in user space do not know the flag.
                case Errno.Invalid or Errno.NotImplemented or Errno.NotSupported:
                    RenameWithoutFlag(folder, name, newFolder, newName);
                    return;
                default:
                    throw Errno.Failure(error, Operation);
            }
        }
    }

    /// <summary>As <see cref="FolderHandle.TryCreateHardLink"/>; of a link it is the link itself that gets the name.</summary>
    public static bool TryCreateHardLink(
        Descriptor folder, ReadOnlySpan<byte> name, Descriptor newFolder, ReadOnlySpan<byte> newName)
    {
        var z = stackalloc byte[NameBytes.Room(name, Operation)];
        NameBytes.Fill(name, z);
        var newZ = stackalloc byte[NameBytes.Room(newName, Operation)];
        NameBytes.Fill(newName, newZ);
        while (Libc.CreateHardLink(folder, z, newFolder, newZ, 0) < 0)
        {
            // EPERM: FAT, or a system that lets nobody link the files of others; EMLINK: 65,000 names on ext4.
            if (Errno.Last is Errno.NotPermitted or Errno.NotSupported or Errno.NotImplemented or Errno.TooManyLinks) return false;
            Errno.ThrowUnlessInterrupted(Operation);
        }
        return true;
    }

    /// <summary>Gives a file without a name its first one. A taken name is a failure.</summary>
    public static void NameFirst(Descriptor file, Descriptor folder, ReadOnlySpan<byte> name)
    {
        var z = stackalloc byte[NameBytes.Room(name, Operation)];
        NameBytes.Fill(name, z);
        byte empty = 0;
        while (Libc.CreateHardLink(file, &empty, folder, z, Libc.AtEmptyPath) < 0)
        {
            // Before Linux 6.10 that needs a capability (CAP_DAC_READ_SEARCH), and ENOENT says so; open(2) tells the other way.
            if (Errno.Last == Errno.NotFound)
            {
                NameByProcPath(file, folder, z);
                return;
            }
            Errno.ThrowUnlessInterruptedNaming(Operation);
        }
    }

    static void NameByProcPath(Descriptor file, Descriptor folder, byte* z)
    {
        fixed (byte* path = UnixOpen.ProcPath(file))
            while (Libc.CreateHardLink(Libc.AtCurrentFolder, path, folder, z, Libc.AtSymlinkFollow) < 0)
                Errno.ThrowUnlessInterruptedNaming(Operation);
    }

    static void RenameWithoutFlag(
        Descriptor folder, ReadOnlySpan<byte> name, Descriptor newFolder, ReadOnlySpan<byte> newName)
    {
        var z = stackalloc byte[NameBytes.Room(name, Operation)];
        NameBytes.Fill(name, z);
        var newZ = stackalloc byte[NameBytes.Room(newName, Operation)];
        NameBytes.Fill(newName, newZ);
        if (!UnixStoredName.TryStat(folder, name, out var entry)) throw Errno.Failure(Errno.NotFound, Operation);
        // A second name can be had only where it is free, and in one step.
        if (entry.Kind != EntryKind.Folder && Libc.CreateHardLink(folder, z, newFolder, newZ, 0) == 0)
        {
            while (Libc.Remove(folder, z, 0) < 0) Errno.ThrowUnlessInterrupted(Operation);
            return;
        }
        // Folders, and file systems without hard links: a look before is the best that there is.
        if (UnixStoredName.TryStat(newFolder, newName, out _) && !IsOtherCase(folder, name, newFolder, newName))
            throw Errno.Failure(Errno.Exists, Operation);
        Replace(folder, z, newFolder, newZ);
    }

    static void Replace(Descriptor folder, byte* z, Descriptor newFolder, byte* newZ)
    {
        while (Libc.Rename(folder, z, newFolder, newZ) < 0) Errno.ThrowUnlessInterruptedNaming(Operation);
    }

    // Another name of the same file (a hard link) is a taken name: only a spelling of the entry's one name is not.
    static bool IsOtherCase(
        Descriptor folder, ReadOnlySpan<byte> name, Descriptor newFolder, ReadOnlySpan<byte> newName)
    {
        if (!UnixStoredName.TryStat(folder, name, out var one)
            || !UnixStoredName.TryStat(newFolder, newName, out var other)
            || one.Kind != other.Kind
            || !UnixOpen.Stat(folder, Statx.MaskOfFacts).IsSameEntry(UnixOpen.Stat(newFolder, Statx.MaskOfFacts))) return false;
        return UnixStoredName.Find(folder, name).AsSpan().SequenceEqual(UnixStoredName.Find(newFolder, newName));
    }
}
