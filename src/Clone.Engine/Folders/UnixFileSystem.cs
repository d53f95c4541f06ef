using System;

namespace Clone.Engine.Folders;

/// <summary>What is known of a type of file system of Linux by its name.</summary>
sealed record UnixFileSystem
{
    const long Second = TimeSpan.TicksPerSecond;

    // One below 4 GiB: the length of a file is a 32-bit number on FAT.
    const long LargestOfFat = uint.MaxValue;

    static readonly UnixFileSystem Native = new() { HasLastingFileIds = true, FlushesWhole = true };
    static readonly UnixFileSystem Unknown = new();

    /// <summary>Unit of stored modification times in ticks.</summary>
    public long TimeUnit { get; init; } = 1;

    /// <summary>Names that differ only in case are one name.</summary>
    public bool FoldsCase { get; init; }

    /// <summary>Inode numbers last as long as the entry.</summary>
    public bool HasLastingFileIds { get; init; }

    /// <summary>syncfs(2) brings everything to the disk.</summary>
    public bool FlushesWhole { get; init; }

    /// <summary>Largest file in bytes.</summary>
    public long MaxFileSize { get; init; } = long.MaxValue;

    /// <summary>What is known of the type of that name. Of one that nobody knows, as little as possible is promised.</summary>
    public static UnixFileSystem Of(string name) => name switch
    {
        "ext2" or "ext3" or "ext4" or "xfs" or "btrfs" or "f2fs" or "tmpfs" or "zfs" or "bcachefs" or "jfs"
            or "reiserfs" or "nilfs2" or "nfs" or "nfs4" or "ceph" => Native,
        // Times of FAT have two seconds, inode numbers are made up at each mount.
        "vfat" or "msdos" => new()
        {
            TimeUnit = 2 * Second, FoldsCase = true, FlushesWhole = true, MaxFileSize = LargestOfFat,
        },
        // 10 ms: https://learn.microsoft.com/en-us/windows/win32/fileio/exfat-specification, section 7.4.9.
        "exfat" => new() { TimeUnit = Second / 100, FoldsCase = true, FlushesWhole = true },
        "ntfs" or "ntfs3" => Native with { FoldsCase = true },
        "hfsplus" => Native with { TimeUnit = Second, FoldsCase = true },
        // An upper layer can take an entry over under another number.
        "overlay" => new() { FlushesWhole = true },
        // In user space (fuse), and over the network: syncfs(2) does not reach the disk behind.
        _ => Unknown,
    };
}
