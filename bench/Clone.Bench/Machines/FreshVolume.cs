using System;
using System.IO;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>A volume of its own, made anew as often as a row wants. On one that something was removed from, writing takes other time.</summary>
sealed class FreshVolume : IDisposable
{
    readonly string? image;
    readonly long bytes;
    readonly string[] make;
    bool isMounted;

    string[] MountType { get; init; } = [];

    FreshVolume(string folder, string? image, long bytes, params string[] make)
    {
        this.make = make;
        Folder = folder;
        this.image = image;
        this.bytes = bytes;
    }

    /// <summary>Why none can be made here; null when they can.</summary>
    public static string? Missing => Environment.IsPrivilegedProcess ? null : "not measured (only root may mount)";

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>One in memory.</summary>
    public static FreshVolume Tmpfs(string folder) => new(folder, null, 0);

    /// <summary>An ext4 in a file beside the folder.</summary>
    public static FreshVolume Ext4(string folder, long bytes) =>
        new(folder, folder + ".image", bytes, "mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0");

    /// <summary>An xfs with reflink in a file beside the folder.</summary>
    public static FreshVolume Xfs(string folder, long bytes) => new(folder, folder + ".image", bytes, "mkfs.xfs", "-q", "-m", "reflink=1");

    /// <summary>An NTFS in a file beside the folder, served by ntfs-3g: one that is slow to list.</summary>
    public static FreshVolume Ntfs(string folder, long bytes) =>
        new(folder, folder + ".image", bytes, "mkfs.ntfs", "-F", "-Q", "-q") { MountType = ["-t", "ntfs-3g"] };

    /// <summary>Makes it, or makes it anew.</summary>
    public void Renew()
    {
        Dispose();
        if (image is null)
        {
            Timed.RunOrThrow(new Command("mount", "-t", "tmpfs", "-o", "size=90%,nr_inodes=0", "tmpfs", Folder));
        }
        else
        {
            using (var file = File.Create(image)) file.SetLength(bytes);

            // Nothing is left to the background, where it would be timed with whoever comes first.
            Timed.RunOrThrow(new Command(make[0], [.. make[1..], image]));
            Timed.RunOrThrow(new Command("mount", [.. MountType, "-o", "loop", image, Folder]));
        }

        isMounted = true;
    }

    /// <summary>Brings what was done before to the disks, so that it is not timed.</summary>
    public void Settle()
    {
        Timed.RunOrThrow(new Command("sync", "-f", Folder));
        if (image is not null) Timed.RunOrThrow(new Command("sync", "-f", image));
    }

    public void Dispose()
    {
        if (isMounted) Timed.RunOrThrow(new Command("umount", Folder));
        isMounted = false;
        if (image is not null) File.Delete(image);
    }
}
