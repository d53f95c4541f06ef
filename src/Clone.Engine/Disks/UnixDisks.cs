using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Unix;

namespace Clone.Engine.Disks;

/// <summary>
/// The mounts of whole volumes. Their ids and labels are read from the devices, or, where the account may not read those,
/// from the links that udev makes.
/// </summary>
sealed class UnixDisks : DiskPlatform
{
    const string ByUuid = "/dev/disk/by-uuid";
    const string ByLabel = "/dev/disk/by-label";

    /// <inheritdoc/>
    public override StringComparison LabelComparison => StringComparison.Ordinal;

    /// <inheritdoc/>
    public override string SystemFolder => "/";

    /// <inheritdoc/>
    public override IReadOnlyList<DiskVolume> Mounted()
    {
        var volumes = new Dictionary<string, DiskVolume>(StringComparer.Ordinal);
        foreach (var mount in UnixMount.All())
        {
            if (mount.Root != "/" || !mount.Source.StartsWith("/dev/", StringComparison.Ordinal)) continue;
            if (volumes.ContainsKey(mount.Source) || !IsOnTop(mount)) continue;
            if (VolumeIn(mount) is { } volume) volumes.Add(mount.Source, volume);
        }
        return [.. volumes.Values];
    }

    /// <inheritdoc/>
    public override unsafe void Eject(DiskVolume volume)
    {
        using (var root = Open(volume.Root))
            while (Libc.FlushVolume(root) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Flush);
        fixed (byte* path = Wtf8.Encode(volume.Root + '\0'))
            while (Libc.Unmount(path, Libc.UnmountNoFollow) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.Flush);
    }

    /// <summary>Another mount may lie over this one or over a folder above it: its path then leads elsewhere.</summary>
    static bool IsOnTop(UnixMount mount)
    {
        try
        {
            // Without opening it, which would keep somebody from unmounting it just then.
            var stat = UnixOpen.Stat(mount.Point, Statx.MaskOfMount);
            if ((stat.Mask & Statx.MaskOfMount) != 0) return stat.MountId.ToString(CultureInfo.InvariantCulture) == mount.Id;
            using var root = Open(mount.Point);
            return UnixMount.Of(root.Number)?.Id == mount.Id;
        }
        catch (EntryException)
        {
            return false;
        }
    }

    static DiskVolume? VolumeIn(UnixMount mount)
    {
        var (uuid, label) = UnixSuperblock.Read(mount.Source) is { } found
            ? found
            : (LinkTo(ByUuid, mount.Source) ?? "", LinkTo(ByLabel, mount.Source) ?? "");
        return uuid.Length == 0 ? null : new DiskVolume(uuid, "uuid:" + uuid.ToLowerInvariant(), label, mount.Point);
    }

    static string? LinkTo(string folder, string device)
    {
        if (!Directory.Exists(folder)) return null;
        var number = UnixVolume.DeviceNumber(device);
        foreach (var link in Directory.GetFileSystemEntries(folder))
            if (number is not null && UnixVolume.DeviceNumber(link) == number) return Unescape(Path.GetFileName(link));
        return null;
    }

    /// <summary>udev writes a byte that no name should have as \x and two digits.</summary>
    static string Unescape(string name)
    {
        var bytes = new List<byte>();
        var encoded = Encoding.UTF8.GetBytes(name);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '\\' && i + 3 < encoded.Length && encoded[i + 1] == 'x')
            {
                bytes.Add(Convert.ToByte(Encoding.ASCII.GetString(encoded, i + 2, 2), 16));
                i += 3;
            }
            else
            {
                bytes.Add(encoded[i]);
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    static unsafe Descriptor Open(string path)
    {
        fixed (byte* bytes = Wtf8.Encode(path + '\0'))
        {
            int number;
            while ((number = Libc.Open(bytes, Libc.OpenFolder | Libc.OpenCloseOnExec, 0)) < 0)
                Errno.ThrowUnlessInterrupted(EntryOperation.List);
            return new Descriptor(number);
        }
    }
}
