using System;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.Simulation;

/// <summary>The marker and power cuts: a job that knows its destination must find the marker there.</summary>
public sealed class MarkerPowerTests
{
    [Fact]
    public async Task A_marker_whose_writer_was_cut_off_is_on_the_disk_before_the_job_relies_on_it()
    {
        Platform.RequireLinux();
        using var world = new World(seed: 1);
        Assert.True(world.MayLosePower);
        world.Work(10);
        world.CreateJob();
        Assert.Equal(RunResult.Failed, await RunAsync(world, call => call is { Operation: EntryOperation.Flush, Path: "source/CloneForWindows" }));
        Assert.Equal(RunResult.Failed, await RunAsync(world, call => call.Operation == EntryOperation.Write && call.Path.EndsWith(".part", StringComparison.Ordinal)));
        using (var node = world.Open(new MemoryWatch())) Assert.NotNull(node.Jobs.Find("job").DestinationId);
        world.CutPower(new Most());
        Assert.Equal(RunResult.Succeeded, await RunAsync(world, _ => false));
    }

    static async Task<RunResult> RunAsync(World world, Func<MemoryCall, bool> fails)
    {
        using var node = world.Open(new MemoryWatch
        {
            OnBefore = call =>
            {
                if (fails(call)) throw new EntryException(IoProblem.DiskFull, "ENOSPC", call.Operation);
            },
        });
        var report = await node.SyncAsync(node.Jobs.Find("job"), SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
        return report.Result;
    }

    /// <summary>Everything that can be lost is lost.</summary>
    sealed class Most : Random
    {
        public override int Next(int maxValue) => maxValue - 1;
    }
}
