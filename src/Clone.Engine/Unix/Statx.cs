using System.Runtime.InteropServices;
using Clone.Engine.Entries;

namespace Clone.Engine.Unix;

/// <summary>
/// struct statx, the same on all architectures; https://man7.org/linux/man-pages/man2/statx.2.html and
/// https://github.com/torvalds/linux/blob/master/include/uapi/linux/stat.h.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
struct Statx
{
    /// <summary>STATX_TYPE, MODE, UID, GID, MTIME, CTIME, INO, SIZE and BTIME: what <see cref="ToFacts"/> needs.</summary>
    public const uint MaskOfFacts = 0x1 | 0x2 | 0x8 | 0x10 | 0x40 | 0x80 | 0x100 | 0x200 | MaskOfBirth;

    /// <summary>STATX_BTIME; a file system that has no times of birth leaves it out of the mask that it answers.</summary>
    const uint MaskOfBirth = 0x800;

    /// <summary>STATX_BLOCKS.</summary>
    public const uint MaskOfBlocks = 0x400;

    /// <summary>STATX_NLINK.</summary>
    public const uint MaskOfNames = 0x4;

    /// <summary>STATX_MNT_ID, Linux 5.8.</summary>
    public const uint MaskOfMount = 0x1000;

    /// <summary>STATX_ATTR_MOUNT_ROOT, Linux 5.8.</summary>
    const ulong IsRootOfMount = 0x2000;

    const int TypeMask = 0xF000;
    const int TypeFolder = 0x4000;
    const int TypeFile = 0x8000;
    const int TypeLink = 0xA000;

    [FieldOffset(0)] public uint Mask;
    [FieldOffset(8)] public ulong Flags;
    [FieldOffset(16)] public uint Names;
    [FieldOffset(20)] public uint Owner;
    [FieldOffset(24)] public uint Group;
    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(32)] public ulong Inode;
    [FieldOffset(40)] public long Size;
    [FieldOffset(48)] public ulong Blocks;
    [FieldOffset(80)] public long BornSeconds;
    [FieldOffset(88)] public uint BornNanoseconds;
    [FieldOffset(96)] public long ChangedSeconds;
    [FieldOffset(104)] public uint ChangedNanoseconds;
    [FieldOffset(112)] public long ModifiedSeconds;
    [FieldOffset(120)] public uint ModifiedNanoseconds;
    [FieldOffset(128)] public uint OwnDeviceMajor;
    [FieldOffset(132)] public uint OwnDeviceMinor;
    [FieldOffset(136)] public uint DeviceMajor;
    [FieldOffset(140)] public uint DeviceMinor;
    [FieldOffset(144)] public ulong MountId;

    /// <summary>What the entry is.</summary>
    public readonly EntryKind Kind => (Mode & TypeMask) switch
    {
        TypeFile => EntryKind.File,
        TypeFolder => EntryKind.Folder,
        TypeLink => EntryKind.Link,
        _ => EntryKind.Other,
    };

    /// <summary>True for the folder that a mount shows.</summary>
    public readonly bool IsMountRoot => (Flags & IsRootOfMount) != 0;

    /// <summary>True when both tell of the same inode of the same device.</summary>
    public readonly bool IsSameEntry(in Statx other) =>
        Inode == other.Inode && DeviceMajor == other.DeviceMajor && DeviceMinor == other.DeviceMinor;

    /// <summary>The facts of the entry.</summary>
    public readonly EntryFacts ToFacts()
    {
        var kind = Kind;
        return new EntryFacts
        {
            Kind = kind,
            Attributes = Mode & 0xFFFu,
            Size = kind is EntryKind.File or EntryKind.Link ? Size : 0,
            Modified = Timespec.Ticks(ModifiedSeconds, ModifiedNanoseconds),
            Created = (Mask & MaskOfBirth) != 0 ? Timespec.Ticks(BornSeconds, BornNanoseconds) : 0,
            Changed = Timespec.Ticks(ChangedSeconds, ChangedNanoseconds),
            FileId = Inode,
            Owner = Owner,
            Group = Group,
        };
    }
}
