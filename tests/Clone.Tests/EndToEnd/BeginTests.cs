using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Live;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What is known of a run from its first moment on, and while it copies.</summary>
public sealed class BeginTests : IDisposable
{
    readonly Mirror mirror = new();
    readonly ManualResetEventSlim may = new();

    public void Dispose()
    {
        may.Set();
        mirror.Dispose();
        may.Dispose();
    }

    [Fact]
    public async Task A_run_is_in_the_line_when_the_call_that_begins_it_returns_and_runs_keep_their_order()
    {
        SkipUnderWine();
        string[] names = ["z", "a", "m", "b"];
        foreach (var name in names) mirror.CreateOtherJob(name);
        for (var round = 0; round < 10; round++)
        {
            may.Reset();
            using var node = CloneNode.Open(mirror.Options with { Platform = Held(Path.Combine(mirror.Place, "source of z")) });
            if (round > 0) mirror.CreateOtherJob("again" + round);
            File.WriteAllText(Path.Combine(mirror.Place, "source of z", "x"), "round " + round);
            var runs = new List<Task<RunReport>>();
            foreach (var name in names)
            {
                runs.Add(node.SyncAsync(node.Jobs.Find(name), SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken));
                Assert.NotNull(mirror.Node.Live.Find(node.Jobs.Find(name).Id));
            }
            Assert.Equal(names, mirror.Node.Live.List().Select(run => run.JobName));
            Assert.True(mirror.Node.Live.RequestStop(mirror.Node.Live.Find(node.Jobs.Find("b").Id)!.RunId));
            may.Set();
            var reports = await Task.WhenAll(runs);
            Assert.Equal(RunResult.Aborted, reports[3].Result);
            Assert.Equal(["z", "a", "m"], reports.Take(3).OrderBy(report => report.StartTime + report.Waited).Select(report => report.JobName));
        }
    }

    [Fact]
    public async Task How_long_a_copy_takes_is_foretold_while_files_are_copied()
    {
        for (var i = 0; i < 2000; i++) mirror.Write("f" + i, "contents");
        mirror.CreateJob();
        using var node = CloneNode.Open(mirror.Options with { Platform = Held(mirror.Source) });
        var run = node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
        var live = await mirror.LiveAsync(live => live.Progress is { PlanKnown: true });
        Assert.Equal((2000L, LiveState.Running), (live.Progress!.Planned, live.State));
        Assert.NotNull(live.Progress.PercentComplete);
        may.Set();
        var report = await run;
        Assert.True(report.Result == RunResult.Succeeded, report.Result + " " + report.Stop?.Message);
    }

    [Fact]
    public async Task No_run_that_moves_is_shown_as_waiting()
    {
        SkipUnderWine();
        mirror.Write("f", "contents");
        mirror.CreateJob();
        using var node = CloneNode.Open(mirror.Options with { Platform = Held(mirror.Source) });
        var run = node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
        for (var looks = 0; looks < 200; looks++)
        {
            if (mirror.Node.Live.Find(mirror.Job.Id) is { State: LiveState.Running, Progress: { } progress }) Assert.NotEqual(RunPhase.Waiting, progress.Phase);
        }
        may.Set();
        var report = await run;
        Assert.True(report.Result == RunResult.Succeeded, report.Result + " " + report.Stop?.Message);
    }

    static void SkipUnderWine()
    {
        if (Contract.ContractFolder.IsWine) Assert.Skip("failed once in three whole runs under Wine 10, never alone; the cause is not known");
    }

    AlteredPlatform Held(string source) => new(source) { BeforeOpen = _ => may.Wait(TestContext.Current.CancellationToken) };
}
