using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Large files of which only changed blocks are written: into a clone (xfs), or in their places (ext4).</summary>
public sealed class BlockTests(ITestOutputHelper output) : IDisposable
{
    const int Block = 16 << 10;
    const int Blocks = 200;

    readonly Mirror mirror = new();
    MountedVolume? volume;
    CloneNode? node;

    string File => Path.Combine(mirror.Source, "image");

    string Copy => Path.Combine(Destination, "image");

    string Destination => Path.Combine(volume!.Path, "source");

    public void Dispose()
    {
        node?.Dispose();
        mirror.Dispose();
        volume?.Dispose();
    }

    [Theory]
    [InlineData("xfs")]
    [InlineData("btrfs")]
    [InlineData("ext4")]
    public async Task Changed_blocks_alone_are_written(string fileSystem)
    {
        var random = Prepare(fileSystem);
        await RunAsync(bytes: (long)Blocks * Block + 100);
        var inode = Inode();
        Change(random, 3, 50, 51, 199);
        await RunAsync(bytes: 4 * Block);
        Assert.Equal(fileSystem == "ext4", Inode() == inode);
        // It grows: its last block, which is longer now, and what comes after.
        Grow(random, 2 * Block);
        await RunAsync(bytes: 2 * Block + 100);
        // It shrinks: the block that ends earlier now.
        using (var file = System.IO.File.OpenWrite(File)) file.SetLength(7 * Block + 5);
        await RunAsync(bytes: 5);
        Assert.Equal(7 * Block + 5, new FileInfo(Copy).Length);
        Assert.Equal(RunResult.Succeeded, (await RunAsync(bytes: 0)).Result);
    }

    [Theory]
    [InlineData("xfs")]
    [InlineData("ext4")]
    public async Task An_older_state_that_somebody_changed_is_not_used(string fileSystem)
    {
        var random = Prepare(fileSystem);
        await RunAsync(bytes: (long)Blocks * Block + 100);
        using (var file = System.IO.File.OpenWrite(Copy)) file.Write(new byte[5]);
        Change(random, 3);
        await RunAsync(bytes: (long)Blocks * Block + 100);
    }

    [Theory]
    [InlineData("xfs")]
    [InlineData("ext4")]
    public async Task Zeros_and_holes_are_brought_too(string fileSystem)
    {
        var random = Prepare(fileSystem);
        await RunAsync(bytes: (long)Blocks * Block + 100);
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = 5 * Block;
            file.Write(new byte[2 * Block]);
        }
        await RunAsync(bytes: 2 * Block);
        Tool.Run("fallocate", "--punch-hole", "--offset", (20 * Block).ToString(), "--length", (100 * Block).ToString(), File);
        Touch();
        await RunAsync(bytes: null);
        // In a clone the hole is a hole again; in place zeros are written, so that they can be taken back.
        Assert.Equal(fileSystem == "xfs", AllocatedKilobytes(Copy) < Blocks * Block / 1024 - 90 * Block / 1024);
        Change(random, 60);
        await RunAsync(bytes: Block);
    }

    [Theory]
    [InlineData("xfs")]
    [InlineData("ext4")]
    public async Task A_full_run_sends_everything_and_verify_reads_everything(string fileSystem)
    {
        var random = Prepare(fileSystem, changes => changes with { Verify = VerifyMode.All });
        await RunAsync(bytes: (long)Blocks * Block + 100);
        Change(random, 17);
        await RunAsync(bytes: Block);
        await RunAsync(bytes: (long)Blocks * Block + 100, SyncMode.Full);
    }

    [Theory]
    [InlineData("xfs", true)]
    [InlineData("ext4", false)]
    public async Task Sums_are_kept_only_where_an_older_state_can_be_used(string fileSystem, bool kept)
    {
        var random = Prepare(fileSystem, changes => changes with { InPlace = false });
        await RunAsync(bytes: (long)Blocks * Block + 100);
        node!.Jobs.Change(node.Jobs.Find("job").Id, new JobChanges { InPlace = true });
        Change(random, 17);
        await RunAsync(bytes: kept ? Block : (long)Blocks * Block + 100);
        Change(random, 18);
        await RunAsync(bytes: Block);
    }

    [Fact]
    public async Task What_is_kept_is_never_changed_in_its_place()
    {
        var random = Prepare("ext4", changes => changes with { KeepDeleted = 7 });
        await RunAsync(bytes: (long)Blocks * Block + 100);
        var old = System.IO.File.ReadAllBytes(Copy);
        Change(random, 17);
        await RunAsync(bytes: (long)Blocks * Block + 100);
        var kept = Directory.GetFiles(Path.Combine(Destination, "CloneForWindows", "kept"), "image", SearchOption.AllDirectories).Single();
        Assert.True(old.AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(kept)));
    }

    [Fact]
    public async Task A_file_that_has_another_name_too_is_not_changed_in_its_place()
    {
        var random = Prepare("ext4");
        await RunAsync(bytes: (long)Blocks * Block + 100);
        Tool.Run("ln", Copy, volume!["other"]);
        var old = System.IO.File.ReadAllBytes(Copy);
        Change(random, 17);
        await RunAsync(bytes: (long)Blocks * Block + 100);
        Assert.True(old.AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(volume["other"])));
    }

    [Theory]
    [InlineData("xfs")]
    [InlineData("ext4")]
    public async Task A_full_disk_leaves_the_old_file(string fileSystem)
    {
        var random = Prepare(fileSystem);
        await RunAsync(bytes: (long)Blocks * Block + 100);
        var old = System.IO.File.ReadAllBytes(Copy);
        Fill();
        Change(random, [.. Enumerable.Range(0, 190)]);
        var report = await node!.SyncAsync(node.Jobs.Find("job"), SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
        Assert.NotEqual(RunResult.Succeeded, report.Result);
        Assert.True(old.AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(Copy)));
        AssertNothingLeft();
        System.IO.File.Delete(volume!["filler"]);
        await RunAsync(bytes: null);
    }

    Random Prepare(string fileSystem, Func<JobChanges, JobChanges>? change = null)
    {
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        volume = new MountedVolume(fileSystem, fileSystem == "xfs" ? "320M" : fileSystem == "btrfs" ? "256M" : "64M");
        node = CloneNode.Open(mirror.Options with { Work = new WorkLimits { BlocksFrom = 64 << 10, BlockBytes = Block } });
        node.Jobs.Create((change ?? (changes => changes))(
            new JobChanges { Name = "job", Source = mirror.Source, HddBaseFolder = volume.Path, InPlace = true }));
        var random = new Random(seed);
        var bytes = new byte[Blocks * Block + 100];
        random.NextBytes(bytes);
        System.IO.File.WriteAllBytes(File, bytes);
        return random;
    }

    void Change(Random random, params int[] blocks)
    {
        using (var file = System.IO.File.OpenWrite(File))
        {
            foreach (var block in blocks)
            {
                file.Position = (long)block * Block + random.Next(Block - 8);
                file.Write(BitConverter.GetBytes(random.NextInt64() | 1));
            }
        }
        Touch();
    }

    void Grow(Random random, int count)
    {
        var more = new byte[count];
        random.NextBytes(more);
        using (var file = System.IO.File.Open(File, FileMode.Append)) file.Write(more);
        Touch();
    }

    /// <summary>A time of its own for each state, however coarse the clock of the file system is.</summary>
    void Touch() => System.IO.File.SetLastWriteTimeUtc(File, new FileInfo(File).LastWriteTimeUtc.AddSeconds(1));

    async Task<RunReport> RunAsync(long? bytes, SyncMode mode = SyncMode.Incremental)
    {
        var report = await node!.SyncAsync(node.Jobs.Find("job"), mode, force: false, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Failed));
        if (bytes is not null) Assert.Equal(bytes, report.Bytes);
        TreePicture.AssertSame(mirror.Source, Destination);
        Assert.True(System.IO.File.ReadAllBytes(File).AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(Copy)));
        AssertNothingLeft();
        return report;
    }

    void AssertNothingLeft() =>
        Assert.Empty(Directory.GetFiles(Destination, ".clone-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));

    /// <summary>Leaves room for some blocks alone.</summary>
    void Fill()
    {
        var some = new byte[256 << 10];
        using var filler = new FileStream(volume!["filler"], FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(some);
                filler.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            filler.SetLength(filler.Length - (700 << 10));
        }
    }

    long Inode() => long.Parse(Tool.Run("stat", "-c", "%i", Copy));

    static long AllocatedKilobytes(string path) => long.Parse(Tool.Run("stat", "-c", "%b", path)) / 2;
}
