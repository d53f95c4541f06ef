using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Clone.Engine.Sync;

/// <summary>
/// Hands items from the march to the threads that transfer them: at once while these have nothing to do, many together
/// while they are busy, since to wake a thread costs more than to send a small file.
/// </summary>
/// <param name="mostAtOnce">How many at once at most.</param>
sealed class TransferQueue(int mostAtOnce = WorkLimits.ItemsAtOnce)
{
    const long MostBytesAtOnce = 1 << 20;

    // Items of about 300 bytes each: the march is over long before most runs are, and the rest of them can be foretold.
    const int MostAhead = 16_384;

    readonly Channel<List<PlanItem>> ready =
        Channel.CreateBounded<List<PlanItem>>(new BoundedChannelOptions(MostAhead / mostAtOnce) { SingleWriter = true });
    readonly object gate = new();
    List<PlanItem> next = [];
    long bytes;

    /// <summary>Adds an item; waits while there are enough of them. For one thread.</summary>
    public ValueTask AddAsync(PlanItem item, CancellationToken cancellation)
    {
        lock (gate)
        {
            next.Add(item);
            bytes += item.Source.Size;
            if (next.Count < mostAtOnce && bytes < MostBytesAtOnce && ready.Reader.Count > 0) return default;
            if (TryHandOver()) return default;
        }
        return HandOverAsync(cancellation);
    }

    /// <summary>The next items, in their order; null when there are no more.</summary>
    public async ValueTask<List<PlanItem>?> TakeAsync(CancellationToken cancellation)
    {
        do
        {
            // Under the gate, or what is handed over meanwhile would be overtaken by what was added after it.
            lock (gate)
            {
                if (ready.Reader.TryRead(out var items) || (items = TakeNext()) is not null) return items;
            }
        }
        while (await ready.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false));
        lock (gate) return TakeNext();
    }

    /// <summary>Nothing more is added, or, with a failure, may be.</summary>
    public void Complete(Exception? failure = null) => ready.Writer.TryComplete(failure);

    async ValueTask HandOverAsync(CancellationToken cancellation)
    {
        while (await ready.Writer.WaitToWriteAsync(cancellation).ConfigureAwait(false))
        {
            lock (gate)
            {
                if (next.Count == 0 || TryHandOver()) return;
            }
        }
    }

    bool TryHandOver()
    {
        if (!ready.Writer.TryWrite(next)) return false;
        Begin();
        return true;
    }

    List<PlanItem>? TakeNext()
    {
        if (next.Count == 0) return null;
        var items = next;
        Begin();
        return items;
    }

    void Begin()
    {
        next = [];
        bytes = 0;
    }
}
