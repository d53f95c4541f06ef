using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Runs that end at a limit of time, and go on in the next.</summary>
public sealed class TimeLimitTests : IDisposable
{
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData("2026-11-25T04:59:58Z", "06:00:00", 60 * 60 + 2)]
    [InlineData("2026-11-25T06:00:00Z", "06:00:00", 24 * 60 * 60)]
    [InlineData("2026-11-25T23:30:00Z", "00:15:00", 45 * 60)]
    [InlineData("2026-11-25T00:00:00Z", "23:59:59", 24 * 60 * 60 - 1)]
    public void A_time_of_the_day_is_the_next_one(string now, string timeOfDay, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        RunDeadline.Until(TimeSpan.Parse(timeOfDay, System.Globalization.CultureInfo.InvariantCulture), new ZoneTime(now, TimeZoneInfo.Utc)));

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "06:00:00", 3.5)] // the night in which clocks go forward in Berlin
    [InlineData("2026-10-24T23:30:00Z", "06:00:00", 5.5)] // and back
    public void A_change_of_daylight_saving_is_reckoned_with(string now, string timeOfDay, double hours) => Assert.Equal(
        TimeSpan.FromHours(hours),
        RunDeadline.Until(
            TimeSpan.Parse(timeOfDay, System.Globalization.CultureInfo.InvariantCulture),
            new ZoneTime(now, ZoneTime.Berlin())));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_ends_in_good_order_at_its_limit_and_the_next_goes_on(bool ofTheJob)
    {
        for (var i = 0; i < 300; i++) mirror.Write("f" + i, "contents");
        mirror.CreateJob(changes => ofTheJob ? changes with { MaxDuration = TimeSpan.FromHours(4) } : changes);
        var time = new ZoneTime("2026-11-25T00:00:00Z", TimeZoneInfo.Utc);
        var opened = 0;
        var platform = new AlteredPlatform(mirror.Source)
        {
            BeforeOpen = _ =>
            {
                if (System.Threading.Interlocked.Increment(ref opened) == 100) time.Fire(TimeSpan.FromHours(4));
            },
        };
        using (var node = CloneNode.Open(mirror.Options with { Platform = platform, Time = time }))
        {
            var limits = ofTheJob ? RunLimits.None : new RunLimits { MaxDuration = TimeSpan.FromHours(4) };
            var report = await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, limits, progress: null, TestContext.Current.CancellationToken);
            Assert.Equal((RunResult.Aborted, 13, ErrorId.CloneRunTimeOver), (report.Result, report.ExitCode, report.Stop!.ErrorId));
            Assert.Contains("04:00:00", Assert.Single(report.Warnings), StringComparison.Ordinal);
            Assert.InRange(report.Copied, 90, 299);
            Assert.Equal(report.Copied, Directory.GetFiles(mirror.Destination).Length);
        }
        Assert.Single(mirror.Node.ReadLog(new LogQuery()), e => e.EventId == "sync.abortedInCopy");
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxDuration = TimeSpan.Zero });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task Nothing_is_removed_in_a_run_that_is_told_so_and_in_the_next_it_is()
    {
        mirror.Write("a", "a");
        mirror.Write("b", "b");
        mirror.CreateJob();
        await mirror.RunAsync();
        File.Delete(Path.Combine(mirror.Source, "b"));
        var report = await mirror.Node.SyncAsync(
            mirror.Job, SyncMode.Incremental, force: false, new RunLimits { NoDelete = true }, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Deleted));
        Assert.False(mirror.Job.NoDelete);
        Assert.Equal(1, (await mirror.RunAsync()).Deleted);
    }
}
