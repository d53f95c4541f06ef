using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Live;
using Clone.Engine.Notices;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Machine;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Runs that wait, are watched, are stopped from elsewhere or are cut off.</summary>
public sealed class LiveTests : IDisposable
{
    readonly Mirror mirror = new();

    public LiveTests()
    {
        mirror.Write("a", "a");
        mirror.CreateJob();
    }

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task A_run_whose_place_in_the_line_is_removed_does_not_wait_for_ever()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("an open file is not removed there");
        using var ahead = Ahead();
        var run = mirror.RunAsync();
        var waiting = await mirror.LiveAsync(live => live.State == LiveState.Waiting);
        foreach (var file in Directory.GetFiles(Path.Combine(mirror.Home, "runs"), waiting.RunId + ".*")) File.Delete(file);
        var report = await run;
        Assert.Equal((RunResult.Failed, ErrorId.CloneStateUnavailable), (report.Result, report.Stop!.ErrorId));
    }

    [Fact]
    public async Task A_run_waits_for_its_turn_and_says_so()
    {
        var ahead = Ahead();
        var run = mirror.RunAsync();
        var waiting = await mirror.LiveAsync(live => live.State == LiveState.Waiting);
        Assert.Equal((1, Environment.ProcessId, 0), (waiting.Position, waiting.ProcessId, mirror.Node.History(null, 9).Count));
        Assert.Equal(["ahead"], waiting.WaitsFor);
        var again = await mirror.RunAsync();
        Assert.Equal((14, ErrorId.CloneJobAlreadyActive), (again.ExitCode, again.Stop!.ErrorId));
        ahead.Dispose();
        var report = await run;
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.True(report.Waited > TimeSpan.Zero);
        Assert.Equal(["job.queued", "job.alreadyActive", "job.dequeued", "sync.started", "sync.succeeded"], EventsOf("job", "sync"));
        Assert.Empty(mirror.Node.Live.List());
    }

    [Fact]
    public async Task A_run_that_waits_outlives_the_one_ahead()
    {
        using var other = OtherProcess.Start("run-enter", mirror.Home, "/elsewhere", "/nowhere");
        Assert.Equal("in", await other.ReadLineAsync());
        var run = mirror.RunAsync();
        await mirror.LiveAsync(live => live.State == LiveState.Waiting);
        other.Kill();
        Assert.Equal(RunResult.Succeeded, (await run).Result);
    }

    [Fact]
    public async Task A_run_that_waits_can_be_stopped()
    {
        using var ahead = Ahead();
        var run = mirror.RunAsync();
        var waiting = await mirror.LiveAsync(live => live.State == LiveState.Waiting);
        Assert.True(mirror.Node.Live.RequestStop(waiting.RunId));
        var report = await run;
        Assert.Equal((RunResult.Aborted, 13, 0L), (report.Result, report.ExitCode, report.Total));
        Assert.Equal(["job.queued", "sync.abortedInCopy"], EventsOf("job", "sync"));
        Assert.False(Directory.Exists(mirror.Destination));
        Assert.Equal(report.RunId, mirror.Node.Live.ReportOf(waiting)!.RunId);
    }

    [Fact]
    public async Task A_run_of_another_process_is_stopped_while_it_copies()
    {
        Task<string?> next;
        using var other = OtherProcess.Start("sync", mirror.Home, "job", "Full");
        // The run cannot go on while somebody else holds the jobs.
        using (FileLock.Acquire(mirror.Node.Folder.Lock("jobs"), TimeSpan.FromMinutes(1)))
        {
            Assert.Equal("started", await other.ReadLineAsync());
            var live = await mirror.LiveAsync(run => run.State == LiveState.Running && run.Progress is not null);
            Assert.NotEqual(Environment.ProcessId, live.ProcessId);
            Assert.True(mirror.Node.Live.RequestStop(live.RunId));
            next = other.ReadLineAsync();
            // It is seen to be about to end as soon as its process has looked.
            await mirror.LiveAsync(run => run.State == LiveState.Stopping && run.Progress!.Elapsed > live.Progress!.Elapsed);
        }
        Assert.Equal("Aborted 13 ", await next);
        Assert.Contains("sync.abortedInCopy", EventsOf("sync"));
        Assert.False(mirror.HasCopy("a"));
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
    }

    [Fact]
    public async Task The_phase_in_which_a_run_is_stopped_is_known()
    {
        for (var i = 0; i < 20; i++) mirror.Write($"old{i}/file", "old");
        await mirror.RunAsync();
        for (var i = 0; i < 20; i++) Directory.Delete(Path.Combine(mirror.Source, "old" + i), recursive: true);
        using var stop = new CancellationTokenSource();
        using var over = new PassOver(mirror);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => over.RunAsync(destination => new StopsAtRemoval(destination, stop), stop.Token));
        Assert.Equal(RunPhase.Deleting, over.Pass!.StoppedIn);
        Assert.InRange(over.Score.Deleted, 1, 39);
        var log = new RunLog(mirror.Node.Events, mirror.Job, Guid.NewGuid());
        log.Ended(new RunReport { Result = RunResult.Aborted, Deleted = 3 }, RunPhase.Deleting);
        Assert.Equal("sync.abortedInDelete", EventsOf("sync")[^1]);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_is_reported_when_any_other_begins()
    {
        mirror.CreateOtherJob("other");
        await CutOffAsync();
        var last = mirror.Node.LastRun(mirror.Job.Id)!;
        Assert.Equal((true, RunResult.Aborted), (last.WasInterrupted, last.Result));
        Assert.DoesNotContain("run.interrupted", EventsOf("run"));
        var other = mirror.Node.Jobs.Find("other");
        Assert.Equal(RunResult.Succeeded, (await mirror.Node.SyncAsync(other, SyncMode.Full, false, null, TestContext.Current.CancellationToken)).Result);
        Assert.Equal(["run.interrupted"], EventsOf("run"));
        Assert.True(Assert.Single(mirror.Node.History(mirror.Job.Id, 9)).WasInterrupted);
        var next = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, false), (next.Result, next.WasInterrupted));
        Assert.Single(next.Warnings);
        Assert.Equal(["run.interrupted"], EventsOf("run"));
        Assert.Empty((await mirror.RunAsync()).Warnings);
    }

    [Fact]
    public async Task How_far_a_run_came_that_was_cut_off_is_on_record()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file that is held exclusively cannot be copied there");
        var run = new RunTicket { RunId = Guid.NewGuid(), JobId = mirror.Job.Id, JobName = "job", Source = "/a", Destination = "/b" };
        var lost = Path.Combine(mirror.Place, "lost");
        using (var place = mirror.Node.Queue.Join(run))
        {
            mirror.Node.Journal.Begin(new RunReport { RunId = run.RunId, JobId = run.JobId, JobName = "job" });
            place.Show(new RunProgress { Phase = RunPhase.Deleting, Copied = 5, Skipped = 7, Deleted = 3, Bytes = 99 });
            Tool.Run("cp", "-a", mirror.Node.Folder.Runs, lost);
        }
        Tool.Run("sh", "-c", $"cp -a '{lost}'/* '{mirror.Node.Folder.Runs}'");
        var report = await mirror.RunAsync();
        Assert.Contains("12", Assert.Single(report.Warnings), StringComparison.Ordinal);
        var cutOff = mirror.Node.History(mirror.Job.Id, 9)[1];
        Assert.Equal((true, 5L, 12L, 3L, 99L), (cutOff.WasInterrupted, cutOff.Copied, cutOff.Completed, cutOff.Deleted, cutOff.Bytes));
        Assert.Empty(Directory.GetFiles(mirror.Node.Folder.Runs));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_disturbs_neither_the_line_nor_the_history()
    {
        var clock = new FixedTime();
        using var node = CloneNode.Open(mirror.Options with { Time = clock });
        var first = await node.SyncAsync(mirror.Job, SyncMode.Full, false, null, TestContext.Current.CancellationToken);
        clock.Now = clock.Now.AddDays(-400);
        using var ahead = Ahead();
        var run = node.SyncAsync(mirror.Job, SyncMode.Full, false, null, TestContext.Current.CancellationToken);
        await mirror.LiveAsync(live => live.State == LiveState.Waiting);
        clock.Now = clock.Now.AddDays(-1);
        ahead.Dispose();
        var second = await run;
        Assert.Equal((RunResult.Succeeded, true), (second.Result, second.EndTime < second.StartTime));
        Assert.True(second.Duration > TimeSpan.Zero && second.Waited > TimeSpan.Zero);
        Assert.Equal([second.RunId, first.RunId], node.History(mirror.Job.Id, 9).Select(report => report.RunId));
        Assert.Equal(second.RunId, node.LastRun(mirror.Job.Id)!.RunId);
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_stop_no_run()
    {
        File.WriteAllText(Path.Combine(mirror.Home, "settings.json"), "{");
        var report = await mirror.RunAsync();
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Contains("settings.json", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Equal(["settings.loadFailed"], EventsOf("settings"));
        var told = Assert.Single(mirror.Node.ReadLog(new LogQuery { EventId = "settings.loadFailed" }));
        Assert.Equal(Path.Combine(mirror.Home, "settings.json"), told.Path);
    }

    async Task CutOffAsync()
    {
        using var other = OtherProcess.Start("sync", mirror.Home, "job", "Full");
        using (FileLock.Acquire(mirror.Node.Folder.Lock("jobs"), TimeSpan.FromMinutes(1)))
        {
            await mirror.LiveAsync(run => run.State == LiveState.Running && run.Progress is not null);
            other.Kill();
        }
    }

    RunPlace Ahead()
    {
        var place = mirror.Node.Queue.Join(new RunTicket { RunId = Guid.NewGuid(), JobName = "ahead", Source = "/x", Destination = "/y" });
        Assert.True(place.TryBegin(1));
        return place;
    }

    string[] EventsOf(params string[] areas) =>
    [
        .. mirror.Node.ReadLog(new LogQuery()).Select(record => record.EventId)
            .Where(id => areas.Contains(id.Split('.')[0]) && id is not ("job.created" or "job.changed")),
    ];

    sealed class StopsAtRemoval(IDestination inner, CancellationTokenSource stop) : WrappedDestination(inner)
    {
        public override async ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation)
        {
            var outcome = await Inner.RemoveAsync(path, seen, cancellation);
            await stop.CancelAsync();
            return outcome;
        }
    }
}
