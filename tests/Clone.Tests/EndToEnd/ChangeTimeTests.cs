using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Changes that move the change time alone.</summary>
public sealed class ChangeTimeTests : IDisposable
{
    const string Info = ":Info:$DATA";

    readonly Mirror mirror = new();

    public ChangeTimeTests()
    {
        Platform.RequireLinux();
        mirror.Write("sub/file", "contents");
        mirror.CreateJob();
    }

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData("sub/file")]
    [InlineData("sub")]
    public async Task A_mode_is_brought_without_contents(string path)
    {
        await mirror.RunAsync();
        var (source, copy) = (Path.Combine(mirror.Source, path), Path.Combine(mirror.Destination, path));
        var (id, time) = (IdOf("sub/file"), File.GetLastWriteTimeUtc(source));
        var mode = File.GetUnixFileMode(source) | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(source, mode);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0L, 1L, 0L), (report.Result, report.Copied, report.Updated, report.Bytes));
        Assert.Equal((mode, time), (File.GetUnixFileMode(copy), File.GetLastWriteTimeUtc(copy)));
        Assert.Equal(id, IdOf("sub/file"));
    }

    [Fact]
    public async Task An_owner_is_brought_without_contents()
    {
        Platform.RequireRoot();
        await mirror.RunAsync();
        var id = IdOf("sub/file");
        Tool.Run("chown", "1234:4321", Path.Combine(mirror.Source, "sub", "file"));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 1L, 0L), (report.Result, report.Updated, report.Bytes));
        Assert.Equal(id, IdOf("sub/file"));
        Assert.Equal("1234:4321", Tool.Run("stat", "-c", "%u:%g", Path.Combine(mirror.Destination, "sub", "file")).Trim());
    }

    [Fact]
    public async Task The_index_holds_the_change_times_of_both_sides_when_both_were_listed()
    {
        await mirror.RunAsync();
        Assert.Equal(0, Row("sub/file").Destination.Changed);
        await mirror.RunAsync();
        Assert.Equal(Look(mirror.Source, "sub/file"), Row("sub/file").Source);
        Assert.Equal(Look(mirror.Destination, "sub/file").Changed, Row("sub/file").Destination.Changed);
        Assert.Equal(Look(mirror.Source, "sub"), Row("sub/").Source);
        Assert.Equal(Look(mirror.Destination, "sub").Changed, Row("sub/").Destination.Changed);
    }

    [Fact]
    public async Task Streams_of_a_folder_are_read_when_its_change_time_moved_and_not_else()
    {
        var reads = 0;
        var platform = new StreamedPlatform { BeforeRead = _ => reads++ };
        var (sub, copy) = (Path.Combine(mirror.Source, "sub"), Path.Combine(mirror.Destination, "sub"));
        platform.Of(sub)[Info] = "before"u8.ToArray();
        await RunAsync(platform);
        reads = 0;
        platform.Of(sub)[Info] = "after"u8.ToArray();
        Assert.Equal(RunResult.Succeeded, (await RunAsync(platform)).Result);
        Assert.Equal(0, reads);
        File.SetUnixFileMode(sub, File.GetUnixFileMode(sub));
        var report = await RunAsync(platform);
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Updated));
        Assert.Equal("after", Encoding.UTF8.GetString(platform.Of(copy)[Info]));
        // Nor does a change of the copy alone stay unseen.
        platform.Of(copy)[Info] = "spoilt"u8.ToArray();
        File.SetUnixFileMode(copy, File.GetUnixFileMode(copy));
        await RunAsync(platform);
        Assert.Equal("after", Encoding.UTF8.GetString(platform.Of(copy)[Info]));
        reads = 0;
        await RunAsync(platform);
        Assert.Equal(0, reads);
    }

    IndexRow Row(string key)
    {
        using var index = new RunIndex(mirror.Node, mirror.Job.DestinationId!.Value);
        Assert.True(IndexRow.TryRead(index.Entries.Get(Encoding.UTF8.GetBytes(key)), out var row));
        return row;
    }

    ulong IdOf(string path) => Look(mirror.Destination, path).FileId;

    static EntryFacts Look(string root, string path)
    {
        var full = Path.Combine(root, path);
        using var folder = FolderPlatform.OfThisMachine().OpenRoot(Path.GetDirectoryName(full)!);
        return folder.Look(Encoding.UTF8.GetBytes(Path.GetFileName(full)))!.Value;
    }

    async Task<RunReport> RunAsync(StreamedPlatform platform)
    {
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        return await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
    }
}
