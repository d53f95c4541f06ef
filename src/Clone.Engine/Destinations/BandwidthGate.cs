using System;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Engine.Destinations;

/// <summary>
/// Lets the bytes of a run pass no faster than a limit, those of all its threads together. Whoever writes contents to a
/// destination, of whatever kind, asks here before each write. The limit may be changed at any time; those who wait go on by
/// the new one at once.
/// </summary>
/// <remarks>
/// A token bucket that holds an eighth of a second's bytes: what was not used longer ago is not made up for, so that in any
/// stretch of time no more passes than the limit allows for it, and two portions.
/// </remarks>
/// <param name="time">The clock by which seconds are counted; not the one that people set.</param>
public sealed class BandwidthGate(TimeProvider time)
{
    const int PortionsASecond = 8;

    readonly object gate = new();
    TaskCompletionSource<bool> changed = New();
    long? limit;
    double level;
    long last;

    /// <summary>Bytes a second; null for no limit.</summary>
    public long? Limit
    {
        get
        {
            lock (gate) return limit;
        }

        set
        {
            lock (gate)
            {
                if (value == limit) return;
                limit = value;
                last = time.GetTimestamp();
                // Whoever was let through under the old limit must not keep the others waiting for it under the new one.
                if (value is { } rate) level = Math.Max(level, -Portion(rate));
                changed.SetResult(true);
                changed = New();
            }
        }
    }

    /// <summary>Waits until some of the bytes that somebody has to write may go.</summary>
    /// <param name="wanted">How many there are; at least 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many may go now; the rest has to ask again.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public int Admit(int wanted, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Task change;
            TimeSpan due;
            lock (gate)
            {
                if (limit is not { } rate) return wanted;
                Refill(rate);
                if (level > 0)
                {
                    var admitted = (int)Math.Min(wanted, Portion(rate));
                    level -= admitted;
                    return admitted;
                }
                change = changed.Task;
                due = TimeSpan.FromTicks((long)((1 - level) / rate * TimeSpan.TicksPerSecond) + 1);
            }
            Wait(due, change, cancellation);
        }
    }

    static double Portion(long rate) => Math.Max(1, rate / PortionsASecond);

    static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    void Refill(long rate)
    {
        var now = time.GetTimestamp();
        level = Math.Min(Portion(rate), level + (time.GetElapsedTime(last, now).TotalSeconds * rate));
        last = now;
    }

    void Wait(TimeSpan due, Task change, CancellationToken cancellation)
    {
        var turn = New();
        using var timer = time.CreateTimer(_ => turn.TrySetResult(true), null, due, Timeout.InfiniteTimeSpan);
        Task.WaitAny([turn.Task, change], cancellation);
    }
}
