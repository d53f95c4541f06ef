using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.ObjectCopies;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Who gets memory, and in which order.</summary>
public sealed class ByteBudgetTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_come_first_served_and_one_that_is_too_large_goes_alone()
    {
        var budget = new ByteBudget(100);
        await budget.TakeAsync(60, Cancellation);
        var large = budget.TakeAsync(500, Cancellation).AsTask();
        var small = budget.TakeAsync(10, Cancellation).AsTask();
        Assert.False(large.IsCompleted || small.IsCompleted);
        budget.Give(60);
        await large;
        Assert.False(small.IsCompleted);
        budget.Give(500);
        await small;
        await budget.TakeAsync(90, Cancellation);
    }

    [Fact]
    public async Task One_that_is_cancelled_gives_its_place_to_the_next()
    {
        var budget = new ByteBudget(100);
        using var stop = new CancellationTokenSource();
        await budget.TakeAsync(60, Cancellation);
        var large = budget.TakeAsync(80, stop.Token).AsTask();
        var small = budget.TakeAsync(30, Cancellation).AsTask();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        await small;
        budget.Give(60);
        budget.Give(30);
        await budget.TakeAsync(100, Cancellation);
    }
}
