using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What the file systems of Linux can hold beyond plain files: depth, owners, special bits, bad sectors.</summary>
public sealed class WholeTreeTests
{
    [Fact]
    public async Task Trees_deeper_than_any_path_may_be_are_mirrored_and_removed_again()
    {
        Platform.RequireLinux();
        using var mirror = new Mirror();
        mirror.Write("keep", "keep");
        mirror.CreateJob();
        Deepen(mirror.Source, parts: 40, length: 200);
        var report = await mirror.RunAsync();
        Assert.True(report.Result == RunResult.Succeeded, string.Join("\n", report.Failures.Select(f => f.Reason)));
        var deep = Sums(mirror.Source);
        Assert.Equal(3, deep.Length);
        Assert.Equal(deep, Sums(mirror.Destination));
        Assert.Equal(Names(mirror.Source), Names(mirror.Destination));
        Assert.Equal(43, (await mirror.RunAsync()).Skipped);
        Tool.Run("rm", "-rf", Path.Combine(mirror.Source, new string('d', 200)));
        report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 42), (report.Result, report.Deleted));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task Owners_and_special_bits_arrive()
    {
        Platform.RequireRoot();
        using var mirror = new Mirror();
        foreach (var (name, mode) in new[] { ("setuid", "4755"), ("setgid", "2750"), ("sticky", "1777"), ("none", "0"), ("all", "7777") })
        {
            mirror.Write("file-" + name, name);
            mirror.Write("folder-" + name + "/file", name);
            foreach (var path in new[] { "file-" + name, "folder-" + name })
            {
                Tool.Run("chown", "12345:54321", Path.Combine(mirror.Source, path));
                Tool.Run("chmod", mode, Path.Combine(mirror.Source, path));
            }
        }
        File.CreateSymbolicLink(Path.Combine(mirror.Source, "link"), "file-none");
        Tool.Run("chown", "-h", "77:88", Path.Combine(mirror.Source, "link"));
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        Tool.Run("chown", "-h", "78:88", Path.Combine(mirror.Source, "link"), Path.Combine(mirror.Source, "file-all"));
        Tool.Run("chown", "78:88", Path.Combine(mirror.Source, "folder-all"));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 3, 0L), (report.Result, report.Updated, report.Bytes));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task Holes_are_kept_wherever_they_are()
    {
        Platform.RequireLinux();
        using var mirror = new Mirror();
        Sparse("only hole", 8, []);
        Sparse("hole at the end", 8, [0]);
        Sparse("hole at the start", 8, [7]);
        Sparse("holes between", 64, [3, 9, 10, 40]);
        mirror.CreateJob();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 6 << 20), (report.Result, report.Bytes));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        Tool.Run("sync", "-f", mirror.Source, mirror.Destination);
        Assert.Equal(Blocks(mirror.Source), Blocks(mirror.Destination));

        void Sparse(string name, int megabytes, int[] data)
        {
            using var file = File.Create(Path.Combine(mirror.Source, name));
            file.SetLength((long)megabytes << 20);
            foreach (var place in data)
            {
                file.Position = (long)place << 20;
                file.Write(Enumerable.Repeat((byte)1, 1 << 20).ToArray());
            }
        }
    }

    [Fact]
    public async Task Times_arrive_on_a_disk_behind_fuse_too()
    {
        using var volume = new MountedVolume("exfat-fuse");
        using var mirror = new Mirror();
        mirror.Write("folder/file", "text");
        var time = new DateTime(2011, 12, 13, 14, 15, 16, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Source, "folder/file"), time);
        Directory.SetLastWriteTimeUtc(Path.Combine(mirror.Source, "folder"), time);
        mirror.CreateJob(job => job with { HddBaseFolder = volume.Path });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Assert.Equal(time, File.GetLastWriteTimeUtc(volume["source/folder/file"]));
        Assert.Equal(time, Directory.GetLastWriteTimeUtc(volume["source/folder"]));
        Assert.Equal((2, 0L), ((await mirror.RunAsync()).Skipped, (await mirror.RunAsync()).Bytes));
    }

    [Fact]
    public async Task A_file_on_bad_sectors_is_reported_and_its_old_copy_stays()
    {
        using var volume = new MountedVolume("ext4");
        using var mirror = new Mirror();
        var source = Directory.CreateDirectory(volume["data"]).FullName;
        Mirror.WriteTo(source, "bad", "old contents");
        Mirror.WriteTo(source, "small", "old");
        mirror.CreateJob(job => job with { Source = source, DestinationName = "source" });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        File.WriteAllBytes(volume["data/bad"], new byte[48 << 20]);
        Mirror.WriteTo(source, "small", "another");
        Mirror.WriteTo(source, "new/file", "new");
        volume.CutOff("40M");
        if (Tool.Try("cat", volume["data/bad"]).Code == 0 || Tool.Try("cat", volume["data/small"], volume["data/new/file"]).Code != 0)
            Assert.Skip("the file system placed the files elsewhere");

        var report = await mirror.RunAsync();
        Assert.Equal(RunResult.CompletedWithFailures, report.Result);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(("bad", EntryOperation.Read, "EIO", true), (failure.Path, failure.Operation, failure.Code, failure.Retryable));
        Assert.Equal("old contents", mirror.ReadCopy("bad"));
        Assert.Equal("another", mirror.ReadCopy("small"));
        Assert.Equal("new", mirror.ReadCopy("new/file"));
        Assert.Equal(["bad", "new", "new/file", "small"], TreePicture.Of(mirror.Destination).Keys);
    }

    static void Deepen(string root, int parts, int length)
    {
        var name = Enumerable.Repeat((byte)'d', length).ToArray();
        var folder = FolderPlatform.OfThisMachine().OpenRoot(root);
        for (var depth = 1; depth <= parts; depth++)
        {
            folder.CreateFolder(name);
            var next = folder.OpenFolder(name);
            folder.Dispose();
            folder = next;
            if (depth != parts / 2 && depth != parts) continue;
            using var file = folder.CreateFile("file"u8);
            file.Write(Encoding.UTF8.GetBytes("at " + depth), 0);
        }
        folder.Dispose();
    }

    // find(1) goes down step by step, as no other program that takes a path could.
    static string[] Sums(string root) => Lines("find", root, "-name", "CloneForWindows", "-prune", "-o", "-type", "f", "-execdir", "sha256sum", "{}", "+");

    static string[] Names(string root) =>
        Lines("find", root, "-mindepth", "1", "-name", "CloneForWindows", "-prune", "-o", "-mindepth", "1", "-printf", "%y %m %s %P\n")
            .Select(line => line[0] == 'd' ? line[..6] + line[line.LastIndexOf(' ')..] : line).ToArray();

    static string[] Blocks(string root) =>
        Lines("find", root, "-name", "CloneForWindows", "-prune", "-o", "-type", "f", "-printf", "%b %s %P\n");

    static string[] Lines(string program, params string[] arguments) =>
        Tool.Run(program, arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray();
}
