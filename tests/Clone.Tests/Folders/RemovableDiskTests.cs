using System;
using System.IO;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>What the kernel says of disks, in a tree like that of sysfs.</summary>
public sealed class RemovableDiskTests : IDisposable
{
    readonly TempFolder sys = new();

    public void Dispose() => sys.Dispose();

    [Theory]
    [InlineData("devices/pci0000:00/ata1/block/sda", "0", false)]
    [InlineData("devices/pci0000:00/mmc0/block/mmcblk0", "1", true)]
    [InlineData("devices/pci0000:00/usb2/2-1/host6/block/sdb", "0", true)]
    [InlineData("devices/virtual/block/loop0", "0", false)]
    public void A_disk_and_its_partitions_are_what_it_says(string path, string removable, bool expected)
    {
        Platform.RequireLinks();
        Directory.CreateDirectory(sys[path + "/part1"]);
        File.WriteAllText(sys[path + "/removable"], removable + "\n");
        File.WriteAllText(sys[path + "/part1/partition"], "1\n");
        Directory.CreateDirectory(sys["dev/block"]);
        Directory.CreateSymbolicLink(sys["dev/block/8:0"], "../../" + path);
        Directory.CreateSymbolicLink(sys["dev/block/8:1"], "../../" + path + "/part1");
        Assert.Equal(expected, RemovableDisk.Is(sys.Path, (8, 0)));
        Assert.Equal(expected, RemovableDisk.Is(sys.Path, (8, 1)));
    }

    [Fact]
    public void What_is_not_told_of_is_none() => Assert.False(RemovableDisk.Is(sys.Path, (0, 44)));

    [Fact]
    public void The_disk_of_this_machine_is_asked_for_real()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        using var folder = FolderPlatform.OfThisMachine().OpenRoot(Path.GetTempPath());
        var told = folder.Volume().IsRemovable;
        Assert.Equal(told, CapabilityProbe.Guess(folder.Volume()).IsRemovable);
    }
}
