using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Files that are read back before they get their names, in whole runs.</summary>
public sealed class VerifyTests : IDisposable
{
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData(5)]
    [InlineData(3_000_000)] // read back at once, not with its group
    public async Task What_the_disk_holds_otherwise_gets_no_name_and_is_sent_again(int size)
    {
        if (OperatingSystem.IsWindows() && size > 1000) Assert.Skip("a file that is being written cannot be spoilt by others there");
        mirror.Write("a", new string('a', size));
        mirror.Write("b", new string('b', size));
        mirror.CreateJob(changes => changes with { Verify = VerifyMode.All });
        var spoilt = 0;
        var report = await RunAsync(new AlteredPlatform(mirror.Disk)
        {
            BeforeOpen = path =>
            {
                // The first file that is read back is spoilt by then, as by a bad disk.
                if (path.StartsWith("source/.", StringComparison.Ordinal) && spoilt++ == 0) Spoil(path);
            },
        });
        Assert.Equal((RunResult.Succeeded, 2L, 0L), (report.Result, report.Copied, report.Failed));
        Assert.Equal(3, spoilt);
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task What_is_wrong_every_time_fails_and_the_old_file_stays()
    {
        mirror.Write("a", "old");
        mirror.CreateJob(changes => changes with { Verify = VerifyMode.All });
        await mirror.RunAsync();
        mirror.Write("a", "new contents");
        var report = await RunAsync(new AlteredPlatform(mirror.Disk)
        {
            BeforeOpen = path =>
            {
                if (path.StartsWith("source/.", StringComparison.Ordinal)) Spoil(path);
            },
        });
        var failure = Assert.Single(report.Failures);
        Assert.Equal((RunResult.CompletedWithFailures, "a", "CHECKSUM", true), (report.Result, failure.Path, failure.Code, failure.Retryable));
        Assert.Equal("old", mirror.ReadCopy("a"));
        Assert.DoesNotContain(Directory.GetFiles(mirror.Destination), file => Path.GetFileName(file).StartsWith('.'));
    }

    [Theory]
    [InlineData(VerifyMode.None, 0, 0)]
    [InlineData(VerifyMode.Sample, 5, 90)]
    [InlineData(VerifyMode.All, 500, 500)]
    public async Task As_many_are_read_back_as_the_job_says(VerifyMode mode, int least, int most)
    {
        for (var i = 0; i < 500; i++) mirror.Write("f" + i, "contents");
        mirror.CreateJob(changes => changes with { Verify = mode });
        var read = new ConcurrentBag<string>();
        await RunAsync(new AlteredPlatform(mirror.Disk) { BeforeOpen = read.Add });
        Assert.InRange(read.Count(path => path.StartsWith("source/.", StringComparison.Ordinal)), least, most);
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    void Spoil(string path)
    {
        using var file = new FileStream(Path.Combine(mirror.Disk, path), FileMode.Open, FileAccess.Write);
        file.Write("X"u8);
    }

    async Task<RunReport> RunAsync(AlteredPlatform platform)
    {
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        return await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
    }
}
