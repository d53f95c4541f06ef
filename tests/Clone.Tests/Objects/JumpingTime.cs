using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Tests.Objects;

/// <summary>A clock that does not wait: each timer is noted and goes off at once, and its time counts as passed.</summary>
sealed class JumpingTime : TimeProvider
{
    long passed;

    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan) Fire(callback, state, dueTime);
        return new Timer(this, callback, state);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    void Fire(TimerCallback callback, object? state, TimeSpan dueTime)
    {
        Interlocked.Add(ref passed, dueTime.Ticks);
        Pauses.Enqueue(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
    }

    sealed class Timer(JumpingTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan) time.Fire(callback, state, dueTime);
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
