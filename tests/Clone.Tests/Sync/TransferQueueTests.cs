using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.Sync;

public sealed class TransferQueueTests
{
    static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task An_item_is_handed_over_at_once_to_threads_that_have_nothing_to_do()
    {
        var queue = new TransferQueue();
        var waiting = queue.TakeAsync(Never).AsTask();
        await queue.AddAsync(Item(0), Never);
        Assert.Equal("0", Numbers(await waiting.WaitAsync(TimeSpan.FromSeconds(10), Never)));
    }

    [Fact]
    public async Task No_item_waits_for_others_when_the_threads_are_done_with_what_came_before()
    {
        var queue = new TransferQueue();
        for (var i = 0; i < 3; i++) await queue.AddAsync(Item(i), Never);
        Assert.Equal("0", Numbers(await queue.TakeAsync(Never)));
        Assert.Equal("1 2", Numbers(await queue.TakeAsync(Never)));
    }

    [Fact]
    public async Task Where_few_are_taken_at_once_the_others_are_there_for_other_threads()
    {
        var queue = new TransferQueue(mostAtOnce: 2);
        for (var i = 0; i < 6; i++) await queue.AddAsync(Item(i), Never);
        foreach (var taken in new[] { "0", "1 2", "3 4", "5" }) Assert.Equal(taken, Numbers(await queue.TakeAsync(Never)));
    }

    [Fact]
    public async Task Large_items_are_not_brought_together()
    {
        var queue = new TransferQueue();
        for (var i = 0; i < 3; i++) await queue.AddAsync(Item(i, size: 1 << 30), Never);
        for (var i = 0; i < 3; i++) Assert.Equal(i.ToString(), Numbers(await queue.TakeAsync(Never)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_item_comes_once_and_the_end_is_told_to_every_thread(int threads)
    {
        const int count = 20_000;
        var queue = new TransferQueue();
        var taken = Enumerable.Range(0, threads).Select(_ => Task.Run(() => TakeAll(queue), Never)).ToArray();
        for (var i = 0; i < count; i++) await queue.AddAsync(Item(i), Never);
        queue.Complete();
        var all = (await Task.WhenAll(taken).WaitAsync(TimeSpan.FromSeconds(60), Never)).SelectMany(numbers => numbers).ToList();
        if (threads > 1) all.Sort();
        Assert.Equal(Enumerable.Range(0, count), all);
    }

    static async Task<List<int>> TakeAll(TransferQueue queue)
    {
        var numbers = new List<int>();
        while (await queue.TakeAsync(Never) is { } items) numbers.AddRange(items.Select(Number));
        return numbers;
    }

    static PlanItem Item(int number, long size = 1) => new(
        PlanStep.Create, PlanReason.Missing, EntryPath.Parse(number.ToString()),
        new EntryFacts { Kind = EntryKind.File, Size = size }, null);

    static int Number(PlanItem item) => int.Parse(item.Path.ToString());

    static string Numbers(List<PlanItem>? items) => string.Join(' ', items!.Select(Number));
}
