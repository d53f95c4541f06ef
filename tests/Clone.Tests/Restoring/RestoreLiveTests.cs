using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Live;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.Restoring;

/// <summary>Restores that wait, are watched, are stopped from elsewhere or are cut off.</summary>
public sealed class RestoreLiveTests : IDisposable
{
    readonly Copied copied = new();

    Mirror Mirror => copied.Mirror;

    public void Dispose() => copied.Dispose();

    [Fact]
    public async Task A_restore_waits_for_a_run_that_writes_its_copy_and_the_other_way_round()
    {
        await PrepareAsync(files: 1);
        copied.Node.Settings.Change(new Clone.Engine.Settings.SettingsChanges { MaxConcurrentRuns = 9 });
        var run = Ahead("run", Mirror.Source, Mirror.Destination);
        var restore = copied.RestoreAsync();
        var waiting = await LiveAsync(live => live.State == LiveState.Waiting);
        Assert.Equal((Mirror.Job.Id, "job", 1), (waiting.RestoredJobId, waiting.JobName, waiting.Position));
        Assert.Equal(["run"], waiting.WaitsFor);
        Assert.Equal((14, ErrorId.CloneRestoreAlreadyActive), ((await copied.RestoreAsync()).ExitCode, (await copied.RestoreAsync()).Stop!.ErrorId));
        run.Dispose();
        Assert.Equal(RunResult.Succeeded, (await restore).Result);
        using (Ahead("restore", Mirror.Destination, copied.Target))
        {
            var sync = Mirror.RunAsync();
            Assert.Equal(["restore"], (await Mirror.LiveAsync(live => live.State == LiveState.Waiting)).WaitsFor);
            Assert.True(copied.Node.Live.RequestStop(copied.Node.Live.Find(Mirror.Job.Id)!.RunId));
            Assert.Equal(RunResult.Aborted, (await sync).Result);
        }
        // One that reads the folder into which is restored waits too.
        using (Ahead("restore", "/elsewhere", Mirror.Source))
        {
            var sync = Mirror.RunAsync();
            var live = await Mirror.LiveAsync(live => live.State == LiveState.Waiting);
            Assert.True(copied.Node.Live.RequestStop(live.RunId));
            Assert.Equal(RunResult.Aborted, (await sync).Result);
        }
    }

    [Fact]
    public async Task A_restore_that_waits_is_stopped()
    {
        await PrepareAsync(files: 1);
        using var ahead = Ahead("ahead", "/x", "/y");
        var restore = copied.RestoreAsync();
        var waiting = await LiveAsync(live => live.State == LiveState.Waiting);
        Assert.True(copied.Node.Live.RequestStop(waiting.RunId));
        var report = await restore;
        Assert.Equal((RunResult.Aborted, 13, 0L), (report.Result, report.ExitCode, report.Total));
        Assert.Equal(["restore.aborted"], copied.Events());
        Assert.Equal(report.RunId, copied.Node.Live.ReportOf(waiting)!.RunId);
        Assert.False(Directory.Exists(copied.Target));
    }

    [Fact]
    public async Task A_restore_that_is_stopped_while_it_copies_goes_on_when_started_again()
    {
        await PrepareAsync(files: 40, size: 2_000_000);
        using var stop = new CancellationTokenSource();
        Directory.CreateDirectory(copied.Target);
        var staged = 0;
        var watched = new AlteredPlatform(Mirror.Place)
        {
            BeforeOpen = _ =>
            {
                if (Interlocked.Increment(ref staged) == 10) stop.Cancel();
            },
        };
        using var node = Clone.Engine.CloneNode.Open(Mirror.Options with { Platform = watched });
        var report = await node.RestoreAsync(copied.Request, progress: null, stop.Token);
        Assert.Equal((RunResult.Aborted, 13, 0L), (report.Result, report.ExitCode, report.Failed));
        Assert.InRange(report.Copied, 1, 39);
        Assert.DoesNotContain(copied.InTarget(), name => name.StartsWith(".clone-", StringComparison.Ordinal));
        var next = await copied.RestoreAsync();
        Assert.Equal((RunResult.Succeeded, report.Copied, 40 - report.Copied), (next.Result, next.Skipped, next.Copied));
        TreePicture.AssertSame(Mirror.Source, copied.Target);
    }

    [Fact]
    public async Task A_restore_that_is_killed_at_any_moment_goes_on_when_started_again()
    {
        await PrepareAsync(files: 60, size: 300_000);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            using var other = OtherProcess.Start("restore", Mirror.Home, "job", copied.Target);
            Assert.Equal("started", await other.ReadLineAsync());
            var moment = random.Next(60);
            // Until so many files lie there, or it has ended.
            var end = other.ReadLineAsync();
            while (!end.IsCompleted && copied.InTarget().Length < moment) await Task.Yield();
            other.Kill();
            foreach (var name in copied.InTarget().Where(name => name.StartsWith('f')))
                Assert.True(File.ReadAllBytes(Path.Combine(copied.Target, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Mirror.Source, name))), $"seed {seed}, {name}");
        }
        var report = await copied.RestoreAsync();
        Assert.Equal(RunResult.Succeeded, report.Result);
        TreePicture.AssertSame(Mirror.Source, copied.Target);
    }

    [Fact]
    public async Task A_restore_that_was_cut_off_is_on_record()
    {
        await PrepareAsync(files: 1);
        using (Ahead("ahead", "/x", "/y"))
        {
            using var other = OtherProcess.Start("restore", Mirror.Home, "job", copied.Target);
            // What it shows of itself comes after its record has begun.
            await LiveAsync(live => live.Progress is not null);
            other.Kill();
        }
        Assert.Empty(copied.Node.Restores(null, 9));
        // A run of the job finds it, and is not taken for cut off itself.
        Assert.Empty((await Mirror.RunAsync()).Warnings);
        var cutOff = Assert.Single(copied.Node.Restores(Mirror.Job.Id, 9));
        Assert.Equal((true, RunResult.Aborted), (cutOff.WasInterrupted, cutOff.Result));
        var record = Assert.Single(copied.Node.ReadLog(new LogQuery { JobId = Mirror.Job.Id, EventId = "run.interrupted" }));
        Assert.Equal(cutOff.RunId, record.RunId);
        var report = await copied.RestoreAsync();
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Single(report.Warnings);
        Assert.Empty((await copied.RestoreAsync()).Warnings);
        Assert.Equal(2, copied.Node.History(Mirror.Job.Id, 9).Count);
    }

    async Task PrepareAsync(int files, int size = 10)
    {
        var random = new Random(files);
        for (var i = 0; i < files; i++)
        {
            var contents = new byte[size];
            random.NextBytes(contents);
            File.WriteAllBytes(Path.Combine(Mirror.Source, "f" + i), contents);
        }
        await copied.CopyAsync();
    }

    async Task<LiveRun> LiveAsync(Func<LiveRun, bool> isSo)
    {
        while (true)
        {
            if (copied.Node.Live.List().FirstOrDefault(run => run.RestoredJobId is not null && isSo(run)) is { } live) return live;
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    RunPlace Ahead(string name, string source, string destination)
    {
        var place = copied.Node.Queue.Join(new RunTicket { RunId = Guid.NewGuid(), JobName = name, Source = source, Destination = destination });
        Assert.True(place.TryBegin(9));
        return place;
    }
}
