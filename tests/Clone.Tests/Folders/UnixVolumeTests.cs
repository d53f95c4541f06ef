using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class UnixVolumeTests
{
    public static TheoryData<string> Types => ["tmpfs", "ext4", "xfs", "btrfs", "vfat", "exfat", "exfat-fuse", "overlay"];

    static string Size(string type) => type is "xfs" or "btrfs" ? "320M" : "64M";

    [Theory]
    [MemberData(nameof(Types))]
    public void Facts_of_a_volume_are_those_that_other_programs_tell(string type)
    {
        using var volume = new MountedVolume(type, Size(type));
        using var root = volume.Open();
        var facts = root.Volume();
        // The kernel does not tell what lies behind FUSE.
        var fuse = type == "exfat-fuse";
        Assert.Equal(fuse ? "fuseblk" : type, facts.FileSystem);
        var fat = type is "vfat" or "exfat";
        Assert.Equal((fat, !fat && !fuse && type != "overlay"), (facts.FoldsCase, facts.HasLastingFileIds));
        Assert.Equal(type switch { "vfat" => 20_000_000, "exfat" => 100_000, _ => 1 }, facts.TimeUnit);
        Assert.Equal(type == "vfat" ? uint.MaxValue : long.MaxValue, facts.MaxFileSize);
        var ids = facts.Id.Split('|');
        var fsid = Tool.Run("stat", "-f", "-c", "%i", volume.Path).Trim();
        if (fsid != "0") Assert.Contains("fsid:" + fsid, ids);
        else Assert.DoesNotContain("/dev/", facts.Id, StringComparison.Ordinal);
        if (ids[0].StartsWith("uuid:", StringComparison.Ordinal) && volume.Image.Length > 0)
            Assert.Equal("uuid:" + Tool.Run("blkid", "-o", "value", "-s", "UUID", volume.Image).Trim(), ids[0]);
        root.CreateFolder("sub"u8);
        using var sub = root.OpenFolder("sub"u8);
        Assert.Equal(facts, sub.Volume());
        var free = long.Parse(Tool.Run("df", "-B1", "--output=avail", volume.Path).Split('\n')[1], CultureInfo.InvariantCulture);
        Assert.InRange(sub.FreeBytes(), free - (1 << 20), free + (1 << 20));
        Assert.Equal(!fuse, sub.FlushVolume());
    }

    [Fact]
    public void Another_volume_is_another_volume()
    {
        using var one = new MountedVolume("ext4");
        using var other = new MountedVolume("ext4");
        using var oneRoot = one.Open();
        using var otherRoot = other.Open();
        Assert.False(VolumeFacts.IsSame(oneRoot.Volume().Id, otherRoot.Volume().Id));
        Assert.True(VolumeFacts.IsSame(oneRoot.Volume().Id, oneRoot.Volume().Id));
    }

    [Fact]
    public void A_volume_of_the_kernel_flushes_nothing_but_has_a_name()
    {
        Platform.RequireLinux();
        using var proc = FolderPlatform.OfThisMachine().OpenRoot("/proc");
        Assert.Equal("proc", proc.Volume().FileSystem);
        Assert.NotEqual("", proc.Volume().Id);
        Assert.False(proc.FlushVolume());
        Assert.Equal(0, proc.FreeBytes());
    }

    [Theory]
    [InlineData("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue", "ext3", "/dev/root", "/mnt1", "36", "/mnt2")]
    [InlineData("41 30 0:35 / /mnt/a\\040b rw shared:12 master:2 - nfs4 server:/x\\040y rw", "nfs4", "server:/x y", "/", "41", "/mnt/a b")]
    [InlineData("41 30 0:35 / / rw - tmpfs  rw", "tmpfs", "", "/", "41", "/")]
    public void Lines_of_mountinfo_are_understood(string line, string type, string source, string root, string id, string point) =>
        Assert.Equal(new UnixMount(type, source, root) { Id = id, Point = point }, UnixMount.Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData("36 35 98:0 / /mnt rw")]
    [InlineData("36 35 - ext4")]
    public void Lines_of_another_shape_are_left_out(string line) => Assert.Null(UnixMount.Parse(line));

    [Theory]
    [MemberData(nameof(Types))]
    public void Names_are_replaced_or_kept_on_every_file_system(string type)
    {
        using var volume = new MountedVolume(type, Size(type));
        using var root = volume.Open();
        var folds = type is "vfat" or "exfat" or "exfat-fuse";
        Write(root, "one"u8, "1"u8);
        Write(root, "two"u8, "2"u8);
        Assert.Equal(IoProblem.AlreadyExists, Assert.Throws<EntryException>(() => root.Rename("one"u8, root, "two"u8, replace: false)).Problem);
        root.Rename("one"u8, root, "two"u8, replace: true);
        root.Rename("two"u8, root, "TWO"u8, replace: false);
        Assert.Equal(["TWO"], Names(volume));
        Assert.Equal("TWO"u8.ToArray(), root.StoredName("TWO"u8));
        Assert.Equal(folds ? "TWO"u8.ToArray() : null, root.StoredName("two"u8));
        root.CreateFolder("folder"u8);
        root.Rename("folder"u8, root, "Folder"u8, replace: false);
        Assert.Equal(["Folder", "TWO"], Names(volume));
        Assert.Equal("1", File.ReadAllText(volume["TWO"]));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Times_come_back_in_the_unit_of_the_file_system(string type)
    {
        using var volume = new MountedVolume(type, Size(type));
        using var root = volume.Open();
        var unit = type == "exfat-fuse" ? TimeSpan.TicksPerSecond * 2 : root.Volume().TimeUnit;
        var time = new DateTime(2020, 2, 29, 23, 59, 57, DateTimeKind.Utc).Ticks + 1234567;
        using (var writer = root.CreateFile("file"u8)) writer.SetFacets(new EntryFacts { Modified = time }, FacetMask.Modified);
        Assert.InRange(root.Look("file"u8)!.Value.Modified, time - unit + 1, time);
    }

    [Theory]
    [InlineData("tmpfs", "1M")]
    [InlineData("ext4", "8M")]
    public void A_full_volume_is_told(string type, string size)
    {
        using var volume = new MountedVolume(type, size);
        using var root = volume.Open();
        using var writer = root.CreateFile("big"u8);
        var chunk = new byte[256 * 1024];
        Failure.Expect(IoProblem.DiskFull, "ENOSPC", EntryOperation.Write, () =>
        {
            for (long at = 0; ; at += chunk.Length) writer.Write(chunk, at);
        });
        Assert.InRange(root.FreeBytes(), 0, chunk.Length);
    }

    [Fact]
    public void A_read_only_volume_is_told()
    {
        using var volume = new MountedVolume("tmpfs");
        using var root = volume.Open();
        Write(root, "file"u8, "x"u8);
        volume.Remount("ro");
        Failure.Expect(IoProblem.ReadOnly, "EROFS", EntryOperation.Write, () => root.CreateFile("new"u8));
        Failure.Expect(IoProblem.ReadOnly, "EROFS", EntryOperation.Remove, () => root.Remove("file"u8, EntryKind.File));
        Failure.Expect(IoProblem.ReadOnly, "EROFS", EntryOperation.SetFacets,
            () => root.SetFacets("file"u8, new EntryFacts { Modified = 5 }, FacetMask.Modified));
        volume.Remount("rw");
    }

    [Fact]
    public void A_file_larger_than_the_process_may_write_is_told_as_too_large()
    {
        using var volume = new MountedVolume("ext4");
        using var root = volume.Open();
        using var writer = root.CreateFile("file"u8);
        Failure.Expect(IoProblem.FileTooLarge, "EFBIG", EntryOperation.Write, () => writer.SetLength(1L << 60));
        Failure.Expect(IoProblem.FileTooLarge, "EFBIG", EntryOperation.Write, () => writer.Write("x"u8, 1L << 60));
    }

    [Fact]
    public void Moving_to_another_volume_is_refused()
    {
        using var volume = new MountedVolume("tmpfs");
        using var temp = new TempFolder();
        temp.File("file");
        using var here = temp.Open();
        using var there = volume.Open();
        Failure.Expect(IoProblem.Other, "EXDEV", EntryOperation.Rename, () => here.Rename("file"u8, there, "file"u8, replace: false));
        Failure.Expect(IoProblem.Other, "EXDEV", EntryOperation.Rename, () => here.Rename("file"u8, there, "file"u8, replace: true));
    }

    static void Write(FolderHandle folder, ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
    {
        using var writer = folder.CreateFile(name);
        writer.Write(bytes, 0);
    }

    static string[] Names(MountedVolume volume) => Directory.GetFileSystemEntries(volume.Path)
        .Select(path => Path.GetFileName(path)!).Where(name => name != "lost+found").Order(StringComparer.Ordinal).ToArray();
}
