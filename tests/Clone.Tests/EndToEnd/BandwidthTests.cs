using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.Settings;
using Clone.Engine.Sync;
using Clone.Tests.Destinations;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Runs that may write so much a second and no more.</summary>
public sealed class BandwidthTests : IDisposable
{
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task A_run_takes_as_long_as_its_limit_wants()
    {
        for (var i = 0; i < 20; i++) mirror.Write("f" + i, new string('x', i * 10_000));
        mirror.CreateJob(changes => changes with { BandwidthLimit = "100K" });
        using (var node = CloneNode.Open(mirror.Options with { Time = new RushingTime() }))
        {
            var report = await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
            Assert.Equal((RunResult.Succeeded, 1_900_000), (report.Result, report.Bytes));
            Assert.True(report.Duration.TotalSeconds > 18, report.Duration.ToString());
        }
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task A_run_under_way_goes_by_another_limit_that_somebody_else_sets()
    {
        mirror.Write("large", new string('x', 50_000_000));
        mirror.CreateJob(changes => changes with { BandwidthLimit = "1K" });
        var run = mirror.RunAsync();
        var live = await mirror.LiveAsync(live => live.Progress?.BandwidthLimit == 1024 && live.Progress.Bytes > 0);
        Assert.Equal(LiveState.Running, live.State);
        using (var other = CloneNode.Open(mirror.Options)) other.Jobs.Change(mirror.Job.Id, new JobChanges { BandwidthLimit = "00:00,off" });
        var report = await run;
        Assert.Equal((RunResult.Succeeded, 50_000_000), (report.Result, report.Bytes));
        Assert.Null(mirror.Job.BandwidthLimit);
    }

    [Fact]
    public async Task A_run_that_waits_for_its_limit_is_stopped_at_once()
    {
        mirror.Write("a", "a");
        mirror.Write("large", new string('x', 50_000_000));
        mirror.CreateJob(changes => changes with { BandwidthLimit = "1K" });
        var run = mirror.RunAsync();
        var live = await mirror.LiveAsync(live => live.Progress?.Bytes > 1000);
        Assert.True(mirror.Node.Live.RequestStop(live.RunId));
        var report = await run;
        Assert.Equal((RunResult.Aborted, 1), (report.Result, report.Copied));
        Assert.Equal(["a"], Array.ConvertAll(Directory.GetFiles(mirror.Destination), Path.GetFileName));
    }

    [Fact]
    public async Task A_limit_that_was_spoilt_by_hand_is_told_of()
    {
        mirror.Write("a", "a");
        mirror.CreateJob(changes => changes with { BandwidthLimit = "08:00,10M 18:00,off" });
        var error = Assert.Throws<CloneException>(() => mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { BandwidthLimit = "08:00,10M 18" }));
        Assert.Equal(ErrorId.CloneBandwidthInvalid, error.Id);
        Assert.Equal("08:00,10M 18:00,off", mirror.Job.BandwidthLimit);
        var spoilt = mirror.Job with { BandwidthLimit = "quick" };
        error = await Assert.ThrowsAsync<CloneException>(() => mirror.Node.SyncAsync(
            spoilt, SyncMode.Incremental, force: false, progress: null, CancellationToken.None));
        Assert.Equal(ErrorId.CloneJobInvalid, error.Id);
        Assert.Contains("quick", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Only_the_threads_of_a_run_have_a_low_priority(bool ofTheJob, bool ofTheNode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        for (var i = 0; i < 20; i++) mirror.Write("d" + i + "/f", "contents");
        mirror.CreateJob(changes => changes with { LowPriority = ofTheJob });
        mirror.Node.Settings.Change(new SettingsChanges { LowPriority = ofTheNode });
        var usual = Nice();
        var found = new ConcurrentBag<int>();
        var platform = new AlteredPlatform(mirror.Source) { BeforeOpen = _ => found.Add(Nice()) };
        using (var node = CloneNode.Open(mirror.Options with { Platform = platform }))
        {
            var report = await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
            Assert.Equal((RunResult.Succeeded, 40), (report.Result, report.Copied));
        }
        var expected = ofTheJob || ofTheNode ? Math.Min(19, usual + 10) : usual;
        Assert.Equal(20, found.Count);
        Assert.All(found, nice => Assert.Equal(expected, nice));
        Assert.Equal(usual, Nice());
    }

    /// <summary>The nice value of this thread: the 19th field of its stat, where the second, its name, may hold anything.</summary>
    static int Nice()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture);
    }
}
