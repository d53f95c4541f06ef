using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Objects;
using Xunit;

namespace Clone.Tests.Objects;

public sealed class RequestGateTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_pass_than_the_limit_and_who_waits_passes_in_turn()
    {
        var gate = new RequestGate(most: 2, first: 2);
        var first = await gate.EnterAsync(Cancellation);
        var second = await gate.EnterAsync(Cancellation);
        var third = gate.EnterAsync(Cancellation).AsTask();
        var fourth = gate.EnterAsync(Cancellation).AsTask();
        Assert.False(third.IsCompleted);
        gate.Leave(second);
        await third;
        Assert.False(fourth.IsCompleted);
        Assert.Equal(2, gate.UnderWay);
        gate.Leave(first);
        await fourth;
        Assert.Equal(2, gate.UnderWay);
    }

    [Fact]
    public async Task The_limit_grows_with_success_up_to_the_most()
    {
        var gate = new RequestGate(most: 6, first: 2);
        for (var i = 0; i < 3; i++) gate.Leave(await gate.EnterAsync(Cancellation));
        Assert.Equal(5, gate.Limit);
        for (var i = 0; i < 9; i++) gate.Leave(await gate.EnterAsync(Cancellation));
        Assert.Equal(6, gate.Limit);
    }

    [Fact]
    public async Task Overload_halves_the_limit_once_for_all_that_were_under_way()
    {
        var gate = new RequestGate(most: 16, first: 16);
        var passages = new long[16];
        for (var i = 0; i < 16; i++) passages[i] = await gate.EnterAsync(Cancellation);
        foreach (var passage in passages) gate.LeaveOverloaded(passage);
        Assert.Equal(8, gate.Limit);
        gate.LeaveOverloaded(await gate.EnterAsync(Cancellation));
        Assert.Equal(4, gate.Limit);
        for (var i = 0; i < 10; i++) gate.LeaveOverloaded(await gate.EnterAsync(Cancellation));
        Assert.Equal(1, gate.Limit);
    }

    [Fact]
    public async Task After_overload_the_limit_grows_slowly()
    {
        var gate = new RequestGate(most: 16, first: 16);
        gate.LeaveOverloaded(await gate.EnterAsync(Cancellation));
        Assert.Equal(8, gate.Limit);
        for (var i = 0; i < 7; i++) gate.Leave(await gate.EnterAsync(Cancellation));
        Assert.Equal(8, gate.Limit);
        for (var i = 0; i < 3; i++) gate.Leave(await gate.EnterAsync(Cancellation));
        Assert.Equal(9, gate.Limit);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place()
    {
        var gate = new RequestGate(most: 1, first: 1);
        var first = await gate.EnterAsync(Cancellation);
        using var stop = new CancellationTokenSource();
        var given = gate.EnterAsync(stop.Token).AsTask();
        var next = gate.EnterAsync(Cancellation).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<System.OperationCanceledException>(() => given);
        gate.LeaveUnjudged(first);
        gate.Leave(await next);
        Assert.Equal(0, gate.UnderWay);
    }

    [Fact]
    public async Task Many_at_once_never_exceed_the_limit()
    {
        var gate = new RequestGate(most: 5, first: 1);
        var (under, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
        {
            var passage = await gate.EnterAsync(Cancellation);
            var now = Interlocked.Increment(ref under);
            int seen;
            while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
            {
            }
            await Task.Yield();
            Interlocked.Decrement(ref under);
            if (i % 50 == 0) gate.LeaveOverloaded(passage);
            else gate.Leave(passage);
        }, Cancellation)));
        Assert.InRange(most, 1, 5);
        Assert.Equal(0, gate.UnderWay);
    }
}
