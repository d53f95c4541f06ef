using System.Linq;
using Clone.Engine.Disks;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Disks;

public sealed class UnixDisksTests
{
    [Theory]
    [InlineData("ext4", "BACKUP A")]
    [InlineData("xfs", "BACKUP-A")]
    [InlineData("btrfs", "予備 A")]
    [InlineData("vfat", "BACKUP A")]
    [InlineData("exfat", "BACKUP A")]
    [InlineData("ntfs", "予備 A")]
    public void Id_and_label_are_those_that_blkid_shows(string type, string label)
    {
        using var disk = new DiskImage(type, label);
        var found = UnixSuperblock.Read(disk.Image);
        Assert.Equal((disk.Fact("UUID"), label), found);
    }

    [Theory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    [InlineData("vfat")]
    [InlineData("exfat")]
    [InlineData("ntfs")]
    public void A_mount_is_found_until_it_is_ejected(string type)
    {
        using var temp = new TempFolder();
        using var disk = new DiskImage(type, "WEEK 1");
        disk.ConnectAt(temp["a disk"]);
        var disks = new UnixDisks();
        var found = Assert.Single(disks.Mounted(), volume => volume.Root == temp["a disk"]);
        Assert.Equal(("WEEK 1", disk.Fact("UUID")), (found.Label, found.Name));
        disks.Eject(found);
        Assert.DoesNotContain(disks.Mounted(), volume => volume.Root == temp["a disk"]);
        Assert.DoesNotContain(temp["a disk"].Replace(" ", "\\040"), System.IO.File.ReadAllText("/proc/self/mountinfo"));
    }

    [Fact]
    public void A_mount_that_another_one_hides_is_not_there()
    {
        using var temp = new TempFolder();
        using var below = new DiskImage("ext4", "BELOW");
        using var above = new DiskImage("ext4", "ABOVE");
        below.ConnectAt(temp["disk"]);
        above.ConnectAt(temp["disk"]);
        Assert.Equal(["ABOVE"], new UnixDisks().Mounted().Where(volume => volume.Root == temp["disk"]).Select(volume => volume.Label));
    }

    [Fact]
    public void A_file_without_a_file_system_has_no_id()
    {
        using var temp = new TempFolder();
        Assert.Null(UnixSuperblock.Read(temp.File("x")));
        Assert.Null(UnixSuperblock.Read(temp["none"]));
    }
}
