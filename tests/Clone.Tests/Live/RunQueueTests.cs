using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Live;
using Clone.Tests.Folders;
using Clone.Tests.Machine;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.Live;

public sealed class RunQueueTests : IDisposable
{
    const int Many = 64;

    readonly TestMachine machine = new();

    string Runs => Path.Combine(machine.Home, "runs");

    public void Dispose() => machine.Dispose();

    [Theory]
    [InlineData("/a", "/x", "/b", "/y", true)]
    [InlineData("/a", "/x", "/a", "/y", true)] // two jobs read one source
    [InlineData("/a", "/x", "/a/below", "/y", true)]
    [InlineData("/a", "/x", "/x", "/y", false)] // reads what is being written
    [InlineData("/a", "/x", "/x/below", "/y", false)]
    [InlineData("/a", "/x/y", "/x", "/z", false)]
    [InlineData("/a", "/x", "/b", "/x", false)] // both write
    [InlineData("/a", "/x", "/b", "/x/below", false)]
    [InlineData("/a", "/x", "/b", "/a", false)] // writes what is being read
    [InlineData("/a", "/x", "/b", "/", false)]
    [InlineData("/a", "/x", "/ab", "/xy", true)] // the beginning of a name is no folder
    public void Runs_that_would_spoil_each_other_are_kept_apart(
        string source, string destination, string ownSource, string ownDestination, bool begins)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("paths are those of Unix");
        using var node = machine.Open();
        using var first = node.Queue.Join(Run(source, destination));
        Assert.True(first.TryBegin(Many));
        using var next = node.Queue.Join(Run(ownSource, ownDestination));
        Assert.Equal(begins, next.TryBegin(Many));
        first.Dispose();
        Assert.True(begins || next.TryBegin(Many));
        next.Dispose();
        Assert.Empty(node.Queue.List());
        Assert.Empty(Directory.GetFiles(Runs));
    }

    [Fact]
    public void A_folder_of_runs_that_cannot_be_listed_is_named()
    {
        using var node = machine.Open();
        node.Queue.Join(Run("/a", "/x")).Dispose();
        Directory.Delete(Runs, recursive: true);
        File.WriteAllText(Runs, "no folder");
        var error = Assert.Throws<CloneException>(() => node.Queue.Join(Run("/a", "/x")));
        Assert.Equal((ErrorId.CloneStateUnavailable, Runs), (error.Id, error.Arguments[0]));
    }

    [Fact]
    public void First_come_first_served()
    {
        using var node = machine.Open();
        var places = Enumerable.Range(0, 5).Select(i => node.Queue.Join(Run("/s" + i, "/d" + i, "job " + i))).ToArray();
        Assert.Equal([0], Begun(places, limit: 1));
        Assert.Empty(Begun(places, limit: 1));
        Assert.Equal([1], Begun(places, limit: 2));
        Assert.Equal(["job 2", "job 3", "job 4"], Waiting(node).Select(run => run.JobName));
        Assert.Equal([1, 2, 3], Waiting(node).Select(run => run.Position));
        Assert.All(Waiting(node), run => Assert.Equal(["job 0", "job 1"], run.WaitsFor));
        places[0].Dispose();
        places[3].Dispose();
        Assert.Equal([2], Begun(places, limit: 2));
        foreach (var place in places) place.Dispose();
        Assert.Empty(node.Live.List());
    }

    [Fact]
    public void A_run_that_waits_for_a_folder_holds_up_nobody_else()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("paths are those of Unix");
        using var node = machine.Open();
        RunPlace[] places =
        [
            node.Queue.Join(Run("/a", "/copy", "first")),
            node.Queue.Join(Run("/copy", "/second", "chained")),
            node.Queue.Join(Run("/b", "/third", "other")),
            node.Queue.Join(Run("/second", "/fourth", "behind")),
        ];
        Assert.Equal([0, 2], Begun(places, Many));
        Assert.Equal(
            ["chained: first", "behind: chained"],
            Waiting(node).Select(run => run.JobName + ": " + string.Join(",", run.WaitsFor)));
        places[0].Dispose();
        Assert.Equal([1], Begun(places, Many));
        foreach (var place in places) place.Dispose();
    }

    [Fact]
    public async Task A_run_of_another_process_counts_until_it_is_killed()
    {
        using var node = CloneNode.Open(machine.Options with { Machine = null });
        using var other = OtherProcess.Start("run-enter", machine.Home, "/a", "/x");
        Assert.Equal("in", await other.ReadLineAsync());
        using var next = node.Queue.Join(Run("/b", "/y"));
        Assert.False(next.TryBegin(1));
        Assert.True(Assert.Single(node.Queue.List(), run => run.IsRunning).ProcessId > 0);
        other.Kill();
        Assert.True(next.TryBegin(1));
        var dead = new List<string>();
        node.Queue.Sweep((run, progress) => dead.Add(run.JobName + " " + progress?.Copied));
        node.Queue.Sweep((run, _) => dead.Add(run.JobName));
        Assert.Equal(["other 5"], dead);
    }

    [Fact]
    public void Process_ids_that_are_used_again_and_locks_that_were_left_keep_no_run_alive()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("a file that is held exclusively cannot be copied there");
        using var node = machine.Open();
        using (var lost = node.Queue.Join(Run("/a", "/x", "lost") with { ProcessId = Environment.ProcessId }))
        {
            foreach (var file in Directory.GetFiles(Runs)) Tool.Run("cp", file, file + ".kept");
        }
        foreach (var file in Directory.GetFiles(Runs)) File.Move(file, file[..^".kept".Length]);
        Assert.NotEmpty(Directory.GetFiles(Runs, "*.lock"));
        Assert.Empty(node.Queue.List());
        using var next = node.Queue.Join(Run("/a", "/x"));
        Assert.True(next.TryBegin(1));
        node.Queue.Sweep((run, _) => Assert.Equal("lost", run.JobName));
        Assert.Single(Directory.GetFiles(Runs, "*.lock"));
    }

    [Fact]
    public void Many_at_once_never_exceed_the_limit_and_all_get_their_turn()
    {
        using var node = machine.Open();
        var (running, most, done) = (0, 0, 0);
        var gate = new object();
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var place = node.Queue.Join(Run("/source" + i, "/destination" + i));
            place.BeginAsync(() => 3, TestContext.Current.CancellationToken).Wait();
            lock (gate) most = Math.Max(most, ++running);
            lock (gate)
            {
                running--;
                done++;
            }
        });
        Assert.Equal(24, done);
        Assert.InRange(most, 1, 3);
        Assert.Empty(node.Queue.List());
    }

    [Fact]
    public void What_a_run_shows_of_itself_is_seen_by_others()
    {
        using var node = machine.Open();
        using var place = node.Queue.Join(Run("/a", "/x", "Office"));
        Assert.Null(Assert.Single(node.Live.List()).Progress);
        var progress = new RunProgress
        {
            Phase = RunPhase.Copying,
            Copied = 7,
            CurrentPath = "伝票/a\ud800.xlsx",
            TimeLeft = TimeSpan.FromSeconds(90),
        };
        place.Show(progress);
        Assert.Equal(progress with { CurrentPath = "伝票/a\ufffd.xlsx" }, Assert.Single(node.Live.List()).Progress);
        place.Show(progress with { CurrentPath = new string('x', 30_000) });
        Assert.Equal(progress with { CurrentPath = null }, Assert.Single(node.Live.List()).Progress);
    }

    [Fact]
    public void A_run_can_be_asked_to_end()
    {
        using var node = machine.Open();
        var place = node.Queue.Join(Run("/a", "/x"));
        var id = place.Ticket.RunId;
        Assert.False(place.IsStopRequested);
        Assert.Equal(LiveState.Waiting, Assert.Single(node.Live.List()).State);
        Assert.True(node.Live.RequestStop(id));
        Assert.True(place.IsStopRequested);
        Assert.Equal(LiveState.Stopping, Assert.Single(node.Live.List()).State);
        place.Dispose();
        Assert.False(node.Live.RequestStop(id));
        Assert.Empty(Directory.GetFiles(Runs));
    }

    static int[] Begun(RunPlace[] places, int limit) =>
        [.. Enumerable.Range(0, places.Length).Where(i => !places[i].Ticket.IsRunning && places[i].TryBegin(limit))];

    static IReadOnlyList<LiveRun> Waiting(CloneNode node) =>
        [.. node.Live.List().Where(run => run.State == LiveState.Waiting)];

    static RunTicket Run(string source, string destination, string name = "job") =>
        new() { RunId = Guid.NewGuid(), JobId = Guid.NewGuid(), JobName = name, Source = source, Destination = destination };
}
