using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.State;
using Clone.Tests.Machine;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.State;

public sealed class ActiveRunsTests : IDisposable
{
    readonly TestMachine machine = new();

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
        string source, string destination, string ownSource, string ownDestination, bool enters)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("paths are those of Unix");
        using var node = machine.Open();
        var runs = node.ActiveRuns;
        using (runs.Enter(Run(source, destination, "first")))
        {
            if (enters)
            {
                runs.Enter(Run(ownSource, ownDestination)).Dispose();
            }
            else
            {
                var error = Failing.With(
                    ErrorId.CloneSourceInUse, () => runs.Enter(Run(ownSource, ownDestination)));
                Assert.Equal("first", error.Arguments[1]);
            }
            Assert.Equal("first", Assert.Single(runs.List()).JobName);
        }
        Assert.Empty(runs.List());
        runs.Enter(Run(ownSource, ownDestination)).Dispose();
        Assert.Empty(Directory.GetFiles(Path.Combine(machine.Home, "locks"), "run-*"));
    }

    [Fact]
    public async Task A_run_of_another_process_counts_until_it_is_killed()
    {
        var options = machine.Options with { Machine = null };
        using var node = Clone.Engine.CloneNode.Open(options);
        using var other = OtherProcess.Start("run-enter", machine.Home, "/a", "/x");
        Assert.Equal("in", await other.ReadLineAsync());
        Failing.With(ErrorId.CloneSourceInUse, () => node.ActiveRuns.Enter(Run("/x", "/y")));
        other.Kill();
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(machine.Home, "locks"), "run-*"));
        using (node.ActiveRuns.Enter(Run("/x", "/y")))
            Assert.Equal("/x", Assert.Single(node.ActiveRuns.List()).Source);
        Assert.Empty(Directory.GetFiles(Path.Combine(machine.Home, "locks"), "run-*"));
    }

    [Fact]
    public void Many_runs_at_once_let_one_in_for_each_destination()
    {
        using var node = machine.Open();
        var entered = new IDisposable?[40];
        Parallel.For(0, entered.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            try
            {
                entered[i] = node.ActiveRuns.Enter(Run("/source" + i, "/destination" + (i % 5)));
            }
            catch (CloneException e) when (e.Id == ErrorId.CloneSourceInUse)
            {
            }
        });
        Assert.Equal(5, entered.Count(place => place is not null));
        Assert.Equal(5, node.ActiveRuns.List().Select(run => run.Destination).Distinct().Count());
        foreach (var place in entered) place?.Dispose();
        Assert.Empty(node.ActiveRuns.List());
    }

    static ActiveRun Run(string source, string destination, string name = "job") =>
        new() { RunId = Guid.NewGuid(), JobName = name, Source = source, Destination = destination };
}
