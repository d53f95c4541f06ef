using System;
using System.IO;
using System.Linq;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Disks;

/// <summary>A disk of a set: a file system with a label in a file, connected by mounting it and pulled by unmounting it.</summary>
sealed class DiskImage : IDisposable
{
    readonly TempFolder temp = new();
    string device = "";
    string? point;

    public DiskImage(string type, string label)
    {
        try
        {
            Platform.RequireRoot();
            Type = type;
            using (var image = File.Create(Image)) image.SetLength(Type is "xfs" or "btrfs" ? 320L << 20 : 64L << 20);
            Format(label);
        }
        catch
        {
            temp.Dispose();
            throw;
        }
    }

    public string Type { get; } = "";

    public string Image => temp["image"];

    /// <summary>Formats it anew.</summary>
    public void Format(string label) => Need("mkfs." + Type, Type switch
    {
        "ext4" => ["-q", "-F", "-L", label, Image],
        "xfs" or "btrfs" => ["-q", "-f", "-L", label, Image],
        "vfat" => ["-F", "32", "-n", label, Image],
        "exfat" => ["-L", label, Image],
        "ntfs" => ["-Q", "-F", "-L", label, Image],
        _ => throw new ArgumentOutOfRangeException(nameof(label), Type, "no such type here"),
    });

    public void ConnectAt(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Type is "ntfs" or "exfat")
        {
            device = Need("losetup", "--find", "--show", Image).Trim();
            Need(Type == "ntfs" ? "ntfs-3g" : "mount.exfat-fuse", device, folder);
        }
        else
        {
            Need("mount", "-t", Type, "-o", "loop", Image, folder);
        }
        point = folder;
    }

    public void Pull()
    {
        MountPoint.Leave(point!);
        point = null;
        Detach();
    }

    /// <summary>What blkid says of it.</summary>
    public string Fact(string name) => Need("blkid", "-p", "-s", name, "-o", "value", Image).Trim();

    public void Dispose()
    {
        if (point is not null) Tool.Try("umount", "-l", point);
        Detach();
        temp.Dispose();
    }

    void Detach()
    {
        if (device.Length > 0) Tool.Run("losetup", "-d", device);
        device = "";
    }

    static string Need(string program, params string[] arguments)
    {
        var (code, output, error) = Tool.Try(program, arguments);
        if (code != 0) Assert.Skip($"{program} {string.Join(' ', arguments.Take(2))} does not work here: {error.Trim()}");
        return output;
    }
}
