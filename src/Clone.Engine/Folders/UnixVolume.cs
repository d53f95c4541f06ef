using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>The volume that an open entry lies on.</summary>
/// <param name="entry">Any entry of it.</param>
sealed unsafe class UnixVolume(Descriptor entry)
{
    const string ByUuid = "/dev/disk/by-uuid";

    /// <summary>As <see cref="FolderHandle.FreeBytes"/>.</summary>
    public long FreeBytes()
    {
        var stat = Stat();
        var bytes = (decimal)stat.BlocksAvailable * (stat.FragmentSize > 0 ? stat.FragmentSize : stat.BlockSize);
        return bytes > long.MaxValue ? long.MaxValue : (long)bytes;
    }

    /// <summary>As <see cref="FolderHandle.IsVolumeRoot"/>: a mount may show a folder below the root of its file system.</summary>
    public bool IsRoot() => UnixOpen.Stat(entry, Statx.MaskOfFacts).IsMountRoot && (Mount() is not { } mount || mount.Root == "/");

    /// <summary>As <see cref="FolderHandle.FlushVolume"/>.</summary>
    public bool Flush()
    {
        if (!UnixFileSystem.Of(FileSystem(Mount())).FlushesWhole) return false;
        while (Libc.FlushVolume(entry) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Flush);
        return true;
    }

    /// <summary>As <see cref="FolderHandle.Volume"/>.</summary>
    public VolumeFacts Facts()
    {
        var mount = Mount();
        var name = FileSystem(mount);
        var known = UnixFileSystem.Of(name);
        return new VolumeFacts
        {
            Id = Id(mount),
            FileSystem = name,
            TimeUnit = known.TimeUnit,
            FoldsCase = known.FoldsCase,
            HasLastingFileIds = known.HasLastingFileIds,
            MaxFileSize = known.MaxFileSize,
            IsRemovable = IsRemovable(mount),
        };
    }

    string FileSystem(UnixMount? mount) =>
        mount?.FileSystem ?? "0x" + Stat().Type.ToString("x", CultureInfo.InvariantCulture);

    string Id(UnixMount? mount)
    {
        var ids = new List<string>();
        if ((OwnUuid() ?? DeviceUuid(mount)) is { } uuid) ids.Add("uuid:" + uuid);
        if (Stat().Id is var id and not 0) ids.Add("fsid:" + id.ToString("x", CultureInfo.InvariantCulture));
        // A share has neither: what it was mounted from is then all there is to know it by. The name of a device is
        // no identity: tomorrow another disk may bear it.
        if (ids.Count == 0 && mount is not null && !IsDevice(mount))
            ids.Add("share:" + mount.FileSystem + ':' + mount.Source.Replace('|', '/') + mount.Root.Replace('|', '/'));
        return string.Join("|", ids);
    }

    /// <summary>As the kernel says of the disk, or of the one that the partition lies on: https://www.kernel.org/doc/Documentation/ABI/stable/sysfs-block.</summary>
    bool IsRemovable(UnixMount? mount)
    {
        var stat = UnixOpen.Stat(entry, Statx.MaskOfFacts);
        var device = mount is not null && IsDevice(mount) ? DeviceNumber(mount.Source) : null;
        return RemovableDisk.Is("/sys", device ?? (stat.DeviceMajor, stat.DeviceMinor));
    }

    StatFs Stat()
    {
        StatFs stat;
        while (Libc.StatVolume(entry, &stat) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Look);
        return stat;
    }

    /// <summary>
    /// The UUID as the file system tells it: struct fsuuid2, https://www.kernel.org/doc/html/latest/filesystems/
    /// and https://github.com/torvalds/linux/blob/master/include/uapi/linux/fs.h.
    /// </summary>
    string? OwnUuid()
    {
        var answer = stackalloc byte[17];
        if (Libc.Control(entry, Libc.GetFileSystemUuid, answer) < 0 || answer[0] != 16) return null;
        var hex = new StringBuilder();
        for (var i = 1; i <= 16; i++) hex.Append(answer[i].ToString("x2", CultureInfo.InvariantCulture));
        return new Guid(hex.ToString()).ToString();
    }

    /// <summary>The UUID that udev found on the device, before Linux 6.9 and for file systems that tell none.</summary>
    string? DeviceUuid(UnixMount? mount)
    {
        if (!Directory.Exists(ByUuid)) return null;
        var device = mount is not null && IsDevice(mount) ? DeviceNumber(mount.Source) : null;
        if (device is null)
        {
            var stat = UnixOpen.Stat(entry, Statx.MaskOfFacts);
            device = (stat.DeviceMajor, stat.DeviceMinor);
        }
        foreach (var link in Directory.GetFileSystemEntries(ByUuid))
            if (DeviceNumber(link) == device) return Path.GetFileName(link);
        return null;
    }

    static bool IsDevice(UnixMount mount) => mount.Source.StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>Number of the device that a path leads to; null when there is none.</summary>
    public static (uint Major, uint Minor)? DeviceNumber(string path)
    {
        Statx stat;
        fixed (byte* z = Entries.Wtf8.Encode(path + '\0'))
            if (Libc.Stat(Libc.AtCurrentFolder, z, 0, Statx.MaskOfFacts, &stat) < 0) return null;
        return (stat.OwnDeviceMajor, stat.OwnDeviceMinor);
    }

    UnixMount? Mount()
    {
        var held = false;
        try
        {
            entry.DangerousAddRef(ref held);
            return UnixMount.Of(entry.Number);
        }
        finally
        {
            if (held) entry.DangerousRelease();
        }
    }
}
