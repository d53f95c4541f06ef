using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Named streams of files and folders in whole runs, on a platform that has such.</summary>
public sealed class StreamTests : IDisposable
{
    const string Info = ":Info:$DATA";
    readonly Mirror mirror = new();

    public StreamTests()
    {
        mirror.Write("sub/file", "file");
        mirror.CreateJob();
    }

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task Streams_of_files_folders_and_the_root_are_carried_and_written_once()
    {
        var platform = new StreamedPlatform();
        var large = new byte[200_000];
        new Random(7).NextBytes(large);
        platform.Of(Path.Combine(mirror.Source, "sub", "file"))[Info] = "of the file"u8.ToArray();
        platform.Of(Path.Combine(mirror.Source, "sub"))[Info] = large;
        platform.Of(Path.Combine(mirror.Source, "sub"))[":empty:$DATA"] = [];
        platform.Of(mirror.Source)[Info] = "of the root"u8.ToArray();
        var report = await RunAsync(platform);
        Assert.Equal((RunResult.Succeeded, 2L), (report.Result, report.Copied));
        Assert.Empty(report.Warnings);
        Assert.Equal("of the file", Copied(platform, "sub", "file"));
        Assert.Equal(large, platform.Of(Path.Combine(mirror.Destination, "sub"))[Info]);
        Assert.Empty(platform.Of(Path.Combine(mirror.Destination, "sub"))[":empty:$DATA"]);
        Assert.Equal("of the root", Copied(platform));
        var writes = platform.Writes;
        mirror.Write("sub/other", "other");
        Assert.Equal(RunResult.Succeeded, (await RunAsync(platform)).Result);
        // One is the trial at the start of a run.
        Assert.Equal(writes + 1, platform.Writes);
    }

    [Theory]
    [InlineData("longer than before", "short")]
    [InlineData("short", "longer than before")]
    [InlineData("old", "")]
    public async Task A_stream_of_a_folder_that_changed_is_sent_when_its_time_tells_so(string before, string after)
    {
        var platform = new StreamedPlatform();
        var sub = Path.Combine(mirror.Source, "sub");
        platform.Of(sub)[Info] = Encoding.UTF8.GetBytes(before);
        Assert.Equal(RunResult.Succeeded, (await RunAsync(platform)).Result);
        Assert.Equal(before, Copied(platform, "sub"));
        platform.Of(sub)[Info] = Encoding.UTF8.GetBytes(after);
        Directory.SetLastWriteTimeUtc(sub, DateTime.UtcNow.AddDays(-3));
        var report = await RunAsync(platform);
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Equal(after, Copied(platform, "sub"));
        Assert.Equal(Directory.GetLastWriteTimeUtc(sub), Directory.GetLastWriteTimeUtc(Path.Combine(mirror.Destination, "sub")));
    }

    [Fact]
    public async Task What_the_destination_cannot_hold_is_left_and_told_of_and_the_file_itself_is_copied()
    {
        var platform = new StreamedPlatform { HasStreams = path => !path.StartsWith(mirror.Disk, StringComparison.Ordinal) };
        platform.Of(Path.Combine(mirror.Source, "sub", "file"))[Info] = "of the file"u8.ToArray();
        platform.Of(Path.Combine(mirror.Source, "sub"))[Info] = "of the folder"u8.ToArray();
        var report = await RunAsync(platform);
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Failed));
        Assert.Contains("2", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Single(mirror.Node.ReadLog(new LogQuery()), e => e.EventId == "streams.left");
        Assert.Equal("file", mirror.ReadCopy("sub/file"));
    }

    [Fact]
    public async Task A_stream_of_a_folder_that_cannot_be_written_is_a_failure_and_the_folder_gets_its_time()
    {
        var platform = new StreamedPlatform
        {
            BeforeWrite = path =>
            {
                if (path == Path.Combine(mirror.Destination, "sub")) throw new EntryException(IoProblem.DiskFull, "ENOSPC", EntryOperation.Write);
            },
        };
        var sub = Path.Combine(mirror.Source, "sub");
        platform.Of(sub)[Info] = "x"u8.ToArray();
        Directory.SetLastWriteTimeUtc(sub, DateTime.UtcNow.AddDays(-3));
        var report = await RunAsync(platform);
        Assert.Equal(("sub", "ENOSPC"), (report.Failures.Single().Path, report.Failures.Single().Code));
        Assert.Equal(Directory.GetLastWriteTimeUtc(sub), Directory.GetLastWriteTimeUtc(Path.Combine(mirror.Destination, "sub")));
    }

    [Fact]
    public async Task A_stream_that_goes_between_listing_and_reading_is_no_failure()
    {
        var sub = Path.Combine(mirror.Source, "sub");
        StreamedPlatform? platform = null;
        platform = new StreamedPlatform { BeforeRead = path => platform!.Of(path).Remove(Info) };
        platform.Of(sub)[Info] = "x"u8.ToArray();
        var report = await RunAsync(platform);
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Failed));
        Assert.Empty(platform.Of(Path.Combine(mirror.Destination, "sub")));
    }

    string Copied(StreamedPlatform platform, params string[] path) =>
        Encoding.UTF8.GetString(platform.Of(Path.Combine([mirror.Destination, .. path]))[Info]);

    async Task<RunReport> RunAsync(StreamedPlatform platform)
    {
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        return await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
    }
}
