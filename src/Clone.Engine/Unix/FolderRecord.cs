using System;

namespace Clone.Engine.Unix;

/// <summary>
/// struct linux_dirent64: inode (8 bytes), place (8), length of the record (2), type (1), the name with its NUL;
/// https://man7.org/linux/man-pages/man2/getdents.2.html.
/// </summary>
readonly unsafe struct FolderRecord(byte* record)
{
    const int NameOffset = 19;

    /// <summary>Length of the record in bytes.</summary>
    public int Length => *(ushort*)(record + 16);

    /// <summary>Number of the inode; that of a mount point is the one beneath the mount.</summary>
    public ulong Inode => *(ulong*)record;

    /// <summary>The name, with a NUL after it.</summary>
    public byte* NamePointer => record + NameOffset;

    /// <summary>The name.</summary>
    public ReadOnlySpan<byte> Name
    {
        get
        {
            var room = new ReadOnlySpan<byte>(record + NameOffset, Length - NameOffset);
            return room.Slice(0, room.IndexOf((byte)0));
        }
    }

    /// <summary>True for "." and "..".</summary>
    public bool IsDots
    {
        get
        {
            var name = record + NameOffset;
            return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));
        }
    }
}
