using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Bounds the memory of contents that wait to be sent. First come, first served, so that a large one gets its turn.
/// </summary>
/// <param name="bytes">Most bytes together; one that is larger is let through alone.</param>
sealed class ByteBudget(long bytes)
{
    readonly object gate = new();
    readonly Queue<(long Bytes, TaskCompletionSource<bool> Turn)> waiting = new();
    long taken;

    /// <summary>Waits until there is room, and takes it.</summary>
    public async ValueTask TakeAsync(long count, CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (waiting.Count == 0 && Fits(count))
            {
                taken += count;
                return;
            }
            waiting.Enqueue((count, turn));
        }
        using var registration = cancellation.Register(() => Leave(turn));
        if (!await turn.Task.ConfigureAwait(false)) throw new OperationCanceledException(cancellation);
    }

    /// <summary>Gives room back.</summary>
    public void Give(long count)
    {
        lock (gate)
        {
            taken -= count;
            Serve();
        }
    }

    bool Fits(long count) => taken == 0 || taken + count <= bytes;

    void Leave(TaskCompletionSource<bool> turn)
    {
        lock (gate)
        {
            turn.TrySetResult(false);
            Serve();
        }
    }

    /// <summary>Lets in who comes first, passing over those that have left.</summary>
    void Serve()
    {
        while (waiting.Count > 0)
        {
            var (count, turn) = waiting.Peek();
            if (!turn.Task.IsCompleted)
            {
                if (!Fits(count)) return;
                taken += count;
                turn.TrySetResult(true);
            }
            waiting.Dequeue();
        }
    }
}
