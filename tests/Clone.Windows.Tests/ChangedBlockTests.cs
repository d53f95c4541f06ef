using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Large files of which only changed blocks are written, and what keeps a file from being changed in its place.</summary>
public sealed class ChangedBlockTests(ITestOutputHelper output) : IDisposable
{
    const int Block = 16 << 10;
    const int Bytes = 100 * Block + 100;

    readonly ContractFolder folder = new();
    CloneNode? node;

    string Source => folder[@"source\image"];

    string Copy => folder[@"disk\source\image"];

    public void Dispose()
    {
        node?.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task In_place_changed_blocks_alone_are_written()
    {
        var contents = Prepare(inPlace: true);
        await RunAsync(bytes: Bytes);
        Change(contents, 3, 50, 99);
        await RunAsync(bytes: 3 * Block);
        // It shrinks: the block that ends earlier now.
        Array.Resize(ref contents, 7 * Block + 5);
        Put(contents);
        await RunAsync(bytes: 5);
        await RunAsync(bytes: 0);
    }

    [Fact]
    public async Task Without_a_clone_and_not_in_place_the_file_is_copied_whole()
    {
        if (!ContractFolder.IsWine) Assert.Skip("there may be clones here");
        var contents = Prepare(inPlace: false);
        await RunAsync(bytes: Bytes);
        Change(contents, 3);
        await RunAsync(bytes: Bytes);
    }

    [Fact]
    public async Task A_file_that_becomes_read_only_is_replaced()
    {
        var contents = Prepare(inPlace: true);
        await RunAsync(bytes: Bytes);
        Change(contents, 3);
        File.SetAttributes(Source, FileAttributes.ReadOnly);
        await RunAsync(bytes: null);
        Assert.True(File.GetAttributes(Copy).HasFlag(FileAttributes.ReadOnly));
        File.SetAttributes(Source, FileAttributes.Normal);
        Change(contents, 4);
        await RunAsync(bytes: null);
        Assert.False(File.GetAttributes(Copy).HasFlag(FileAttributes.ReadOnly));
    }

    [Fact]
    public void A_read_only_file_is_not_changed_in_its_place()
    {
        folder.File("file", "contents");
        File.SetAttributes(folder["file"], FileAttributes.ReadOnly);
        Assert.Null(folder.Handle.TryOpenForChange("file"u8));
        Assert.Equal("contents", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void A_file_that_a_reader_does_not_share_with_writers_is_not_changed_in_its_place()
    {
        folder.File("file", "contents");
        using (new FileStream(folder["file"], FileMode.Open, FileAccess.Read, FileShare.Read))
            Assert.Null(folder.Handle.TryOpenForChange("file"u8));
        using (new FileStream(folder["file"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        using (var writer = folder.Handle.TryOpenForChange("file"u8))
            Assert.NotNull(writer);
    }

    [Fact]
    public void While_a_file_is_changed_in_its_place_nobody_else_writes_to_it_or_takes_its_name()
    {
        folder.File("file", "contents");
        using (folder.Handle.TryOpenForChange("file"u8)!)
        {
            Assert.Throws<IOException>(() => File.OpenWrite(folder["file"]).Dispose());
            Assert.Throws<IOException>(() => File.Move(folder["file"], folder["other"]));
        }
        File.Move(folder["file"], folder["other"]);
        Assert.Equal(["other"], folder.Names());
    }

    byte[] Prepare(bool inPlace)
    {
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        folder.Folder("source");
        folder.Folder("disk");
        node = CloneNode.Open(new NodeOptions
        {
            Adapters = new AdapterSet(),
            Version = "1.0.0",
            Home = folder["state"],
            Work = new WorkLimits { BlocksFrom = 64 << 10, BlockBytes = Block },
        });
        node.Jobs.Create(new JobChanges { Name = "job", Source = folder["source"], HddBaseFolder = folder["disk"], InPlace = inPlace });
        var contents = new byte[Bytes];
        new Random(seed).NextBytes(contents);
        Put(contents);
        return contents;
    }

    void Change(byte[] contents, params int[] blocks)
    {
        foreach (var block in blocks) contents[block * Block + 77] ^= 0xFF;
        Put(contents);
    }

    /// <summary>With a time of its own for each state.</summary>
    void Put(byte[] contents)
    {
        var time = File.Exists(Source) ? File.GetLastWriteTimeUtc(Source).AddSeconds(2) : new DateTime(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc);
        File.WriteAllBytes(Source, contents);
        File.SetLastWriteTimeUtc(Source, time);
    }

    async Task RunAsync(long? bytes)
    {
        var report = await node!.SyncAsync(node.Jobs.Find("job"), SyncMode.Incremental, false, null, TestContext.Current.CancellationToken);
        Assert.True(report.Result == RunResult.Succeeded, report.Result + " " + string.Join("; ", report.Failures.Select(f => f.ToString())));
        if (bytes is not null) Assert.Equal(bytes, report.Bytes);
        Assert.True(File.ReadAllBytes(Source).AsSpan().SequenceEqual(File.ReadAllBytes(Copy)));
        Assert.Equal(File.GetLastWriteTimeUtc(Source), File.GetLastWriteTimeUtc(Copy));
        var journals = folder[@"disk\source\CloneForWindows\undo"];
        if (Directory.Exists(journals)) Assert.Empty(Directory.GetFileSystemEntries(journals));
        Assert.Empty(Directory.GetFiles(folder["disk"], ".clone-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }
}
