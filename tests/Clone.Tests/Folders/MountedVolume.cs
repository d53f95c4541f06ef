using System;
using System.IO;
using System.Linq;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>
/// A volume of its own, mounted for the length of a test: tmpfs, overlay, or any type that this machine can format
/// and mount from a file (ext4, xfs, btrfs, vfat, exfat-fuse …). Where it cannot, the test is skipped with the reason.
/// </summary>
sealed class MountedVolume : IDisposable
{
    readonly TempFolder temp = new();
    bool mounted;
    string device = "";

    /// <summary>Makes and mounts the volume.</summary>
    /// <param name="type">Type of the file system.</param>
    /// <param name="size">Its size as mount and truncate take it, such as 64M.</param>
    public MountedVolume(string type, string size = "64M")
    {
        try
        {
            Platform.RequireRoot();
            Path = temp.Folder("mount");
            Mount(type, size);
            mounted = true;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it is mounted.</summary>
    public string Path { get; } = "";

    /// <summary>The path of an entry.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>The file that the volume lies in; empty for tmpfs and overlay.</summary>
    public string Image { get; private set; } = "";

    /// <summary>Opens its root.</summary>
    public FolderHandle Open() => FolderPlatform.OfThisMachine().OpenRoot(Path);

    /// <summary>Mounts it in another way, such as "ro".</summary>
    public void Remount(string options) => Tool.Run("mount", "-o", "remount," + options, Path);

    /// <summary>
    /// Mounts it read-only and cuts its disk off at a size: what lies behind cannot be read any more (EIO).
    /// </summary>
    public void CutOff(string size)
    {
        MountPoint.Leave(Path);
        Tool.Run("mount", "-o", "loop,ro", Image, Path);
        using var image = File.OpenWrite(Image);
        image.SetLength(Bytes(size));
    }

    /// <summary>Damages an ext4 volume: debugfs clears the inode of an entry, whose name stays.</summary>
    public void Clear(string entry)
    {
        MountPoint.Leave(Path);
        mounted = false;
        Need("debugfs", "-w", "-R", "clri " + entry, Image);
        Tool.Run("mount", "-o", "loop,ro", Image, Path);
        mounted = true;
    }

    public void Dispose()
    {
        // Lazily: a process that another test starts just now holds our descriptors until its exec.
        if (mounted) Tool.Run("umount", "-l", Path);
        mounted = false;
        // The kernel lets go of the device when its last user does.
        if (device.Length > 0) Tool.Run("losetup", "-d", device);
        temp.Dispose();
    }

    void Mount(string type, string size)
    {
        if (type == "tmpfs")
        {
            Need("mount", "-t", "tmpfs", "-o", "size=" + size, "clone-test", Path);
            return;
        }
        if (type == "overlay")
        {
            var layers = $"lowerdir={temp.Folder("lower")},upperdir={temp.Folder("upper")},workdir={temp.Folder("work")}";
            Need("mount", "-t", "overlay", "-o", layers, "clone-test", Path);
            return;
        }
        Image = temp["image"];
        using (var image = File.Create(Image)) image.SetLength(Bytes(size));
        Need("mkfs." + type.Split('-')[0], type switch
        {
            "ext4" => ["-q", Image],
            "xfs" => ["-q", "-f", Image],
            "btrfs" => ["-q", "-f", Image],
            "vfat" => ["-F", "32", Image],
            _ => [Image],
        });
        if (type == "exfat-fuse")
        {
            device = Need("losetup", "--find", "--show", Image).Trim();
            Need("mount.exfat-fuse", device, Path);
            return;
        }
        Need("mount", "-t", type, "-o", type == "vfat" ? "loop,iocharset=utf8" : "loop", Image, Path);
    }

    static string Need(string program, params string[] arguments)
    {
        var (code, output, error) = Tool.Try(program, arguments);
        if (code != 0) Assert.Skip($"{program} {string.Join(' ', arguments.Take(2))} does not work here: {error.Trim()}");
        return output;
    }

    static long Bytes(string size) => long.Parse(size[..^1], System.Globalization.CultureInfo.InvariantCulture) << 20;
}
