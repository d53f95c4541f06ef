using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Settings;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What failed is tried again: at the end of the run, and before all else in the next.</summary>
public sealed class RetryTests : IDisposable
{
    readonly Mirror mirror = new();
    readonly ConcurrentQueue<string> opened = new();
    IoProblem? problem = IoProblem.InUse;
    string locked = "y/z";

    public RetryTests()
    {
        mirror.Write("a", "a");
        mirror.Write("y/z", "z");
    }

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData(IoProblem.InUse, 0, 1)]
    [InlineData(IoProblem.InUse, 1, 2)]
    [InlineData(IoProblem.InUse, 3, 4)]
    [InlineData(IoProblem.AccessDenied, 3, 2)]
    public async Task An_item_is_tried_as_often_as_the_job_says_and_it_may_help(IoProblem why, int retries, int tries)
    {
        problem = why;
        mirror.CreateJob(changes => changes with { RetryCount = retries });
        var report = await RunAsync();
        Assert.Equal((RunResult.CompletedWithFailures, 1L, "y/z"), (report.Result, report.Failed, Assert.Single(report.Failures).Path));
        Assert.Equal(tries, opened.Count(path => path == locked));
    }

    [Fact]
    public async Task The_next_incremental_begins_with_what_failed_and_counts_it_once()
    {
        mirror.CreateJob();
        await RunAsync();
        problem = null;
        opened.Clear();
        mirror.Write("b", "b");
        mirror.Write("y/a", "a");
        var report = await RunAsync();
        Assert.Equal("y/z", opened.First());
        Assert.Equal((RunResult.Succeeded, 3L, 2L, 0L), (report.Result, report.Copied, report.Skipped, report.Failed));
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
        opened.Clear();
        Assert.Equal((0L, 5L), ((await RunAsync()) is var third ? (third.Copied, third.Skipped) : default));
        Assert.Empty(opened);
    }

    [Fact]
    public async Task What_fails_again_is_told_of_once()
    {
        mirror.CreateJob();
        await RunAsync();
        var report = await RunAsync();
        Assert.Equal((RunResult.CompletedWithFailures, 1L, 1), (report.Result, report.Failed, report.Failures.Count));
    }

    [Fact]
    public async Task What_failed_and_has_gone_or_is_left_out_by_now_is_passed_over()
    {
        mirror.CreateJob();
        await RunAsync();
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { Exclude = ["z"] });
        opened.Clear();
        Assert.Equal(RunResult.Succeeded, (await RunAsync()).Result);
        Assert.Empty(opened);
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { Exclude = [] });
        Assert.Equal(1, (await RunAsync()).Failed);
        Directory.Delete(Path.Combine(mirror.Source, "y"), recursive: true);
        var report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, 1L), (report.Result, report.Deleted));
    }

    [Theory]
    [InlineData(false, 1000, 1)]
    [InlineData(true, 1003, 0)]
    public async Task Beyond_a_thousand_failures_are_counted_unless_all_are_to_be_logged(bool all, int named, int omitted)
    {
        for (var i = 0; i < 1003; i++) mirror.Write("many/f" + i, "");
        mirror.CreateJob(changes => changes with { RetryCount = 0 });
        mirror.Node.Settings.Change(new SettingsChanges { LogAllFailures = all });
        locked = "many/";
        var report = await RunAsync();
        Assert.Equal((1003L, 100), (report.Failed, report.Failures.Count));
        var events = mirror.Node.ReadLog(new LogQuery()).Select(record => record.EventId).ToArray();
        Assert.Equal((named, omitted), (events.Count(id => id == "item.copyFailed"), events.Count(id => id == "errors.omitted")));
    }

    [Fact]
    public async Task Pauses_grow_and_a_stop_in_one_of_them_reports_what_failed()
    {
        var pauses = new ConcurrentQueue<TimeSpan>();
        var score = new RunScore();
        var desk = new RunDesk(null, null!, score, null!, new PlanOptions(), (_, _, _) => { });
        var job = new JobDefinition { RetryCount = 4, RetryPause = TimeSpan.FromMinutes(9) };
        var spools = new PassSpools(() => throw new InvalidOperationException("few items need no file"));
        var options = new PassOptions
        {
            Job = job,
            DestinationName = "",
            SourceScope = new EntryScope(null),
            DestinationScope = new EntryScope(null),
            Names = new TemporaryNames(Guid.NewGuid()),
            SourceIsGone = () => false,
            PauseAsync = (pause, _) =>
            {
                pauses.Enqueue(pause);
                return pauses.Count < 4 ? Task.CompletedTask : throw new OperationCanceledException();
            },
        };
        var failure = new EntryException(IoProblem.InUse, "EBUSY", EntryOperation.Read);
        var stage = new RetryStage(desk, spools, options, (items, onFailed, _) =>
        {
            foreach (var item in items) onFailed(item, failure);
            return Task.CompletedTask;
        });
        stage.OnFailed(new PlanItem(PlanStep.Create, PlanReason.Missing, EntryPath.Parse("x"), new EntryFacts { Kind = EntryKind.File }, null), failure);
        await Assert.ThrowsAsync<OperationCanceledException>(() => stage.RunAsync(
            (onFailed, onHeld) => new RemovalStage(desk, null, new WorkLimits { Workers = 1 }, onFailed) { OnHeld = onHeld }, TestContext.Current.CancellationToken));
        Assert.Equal([9, 18, 36, 60], pauses.Select(pause => pause.TotalMinutes));
        Assert.Equal(0, score.Failed);
        stage.GiveUp();
        Assert.Equal("EBUSY", Assert.Single(score.Failures()).Code);
    }

    async Task<RunReport> RunAsync()
    {
        var platform = new AlteredPlatform(mirror.Source)
        {
            BeforeOpen = path =>
            {
                opened.Enqueue(path);
                if (path.StartsWith(locked, StringComparison.Ordinal) && problem is { } now) throw new EntryException(now, "EBUSY", EntryOperation.Read);
            },
        };
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        return await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
    }
}
