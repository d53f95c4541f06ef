using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Tests.Simulation;
using Xunit;

namespace Clone.Tests.Destinations;

/// <summary>Bytes pass the gate no faster than the limit, and nobody waits for longer than he must.</summary>
public sealed class BandwidthGateTests
{
    const int Second = 8192;

    readonly RushingTime time = new();

    [Fact]
    public void Without_a_limit_all_may_go_at_once()
    {
        var gate = new BandwidthGate(new SimulatedTime());
        Assert.Equal(int.MaxValue, gate.Admit(int.MaxValue, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1024 * 1024)]
    public void What_passes_in_ten_seconds_is_ten_times_the_limit(int wanted)
    {
        var gate = new BandwidthGate(time) { Limit = Second };
        var passed = 0L;
        while (passed < 10 * Second) passed += gate.Admit(wanted, TestContext.Current.CancellationToken);
        // A portion is an eighth of a second; time goes in steps of one byte at least.
        Assert.InRange(Elapsed, 9.8, 10.1);
    }

    [Fact]
    public void The_limit_is_that_of_all_threads_together()
    {
        var gate = new BandwidthGate(time) { Limit = Second };
        var passed = new long[8];
        Parallel.For(0, passed.Length, i =>
        {
            while (passed[i] < 2 * Second) passed[i] += gate.Admit(500, TestContext.Current.CancellationToken);
        });
        Assert.True(passed.Sum() <= (Elapsed + 0.25) * Second, passed.Sum() + " in " + Elapsed);
    }

    [Fact]
    public void What_was_not_used_is_not_made_up_for()
    {
        var gate = new BandwidthGate(time) { Limit = Second };
        time.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan).Dispose();
        var (passed, before) = (0L, Elapsed);
        while (passed < 2 * Second) passed += gate.Admit(Second, TestContext.Current.CancellationToken);
        Assert.InRange(Elapsed - before, 1.7, 2.1);
    }

    [Fact]
    public async Task Who_waits_goes_on_as_soon_as_the_limit_is_changed()
    {
        var gate = new BandwidthGate(new SimulatedTime()) { Limit = 1024 };
        var waiting = BeginToWait(gate, CancellationToken.None);
        gate.Limit = 1 << 30;
        Assert.Equal(2048, await waiting);
        gate.Limit = 1024;
        waiting = BeginToWait(gate, CancellationToken.None);
        gate.Limit = null;
        Assert.Equal(2048, await waiting);
    }

    [Fact]
    public async Task Who_waits_ends_at_once_when_cancelled()
    {
        var gate = new BandwidthGate(new SimulatedTime()) { Limit = 1024 };
        using var stop = new CancellationTokenSource();
        var waiting = BeginToWait(gate, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void What_passed_under_a_high_limit_is_no_debt_under_a_low_one()
    {
        var gate = new BandwidthGate(time) { Limit = 1L << 33 };
        gate.Admit(int.MaxValue, TestContext.Current.CancellationToken);
        gate.Limit = 1024;
        gate.Admit(1, TestContext.Current.CancellationToken);
        Assert.InRange(Elapsed, 0, 0.3);
    }

    double Elapsed => time.GetElapsedTime(0).TotalSeconds;

    /// <summary>Asks on a thread of its own for 2,048 bytes, of which none are left.</summary>
    static Task<int> BeginToWait(BandwidthGate gate, CancellationToken cancellation)
    {
        using var begun = new ManualResetEventSlim();
        var waiting = Task.Factory.StartNew(
            () =>
            {
                var passed = 0;
                while (passed < 2048)
                {
                    passed += gate.Admit(2048 - passed, cancellation);
                    begun.Set();
                }
                return passed;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        begun.Wait(TestContext.Current.CancellationToken);
        return waiting;
    }
}
