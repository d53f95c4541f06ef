using System;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Tests.Destinations;

/// <summary>A clock that goes on only when somebody waits, and then at once by as long as he waits. Timers that repeat are real ones.</summary>
sealed class RushingTime : TimeProvider
{
    readonly object gate = new();
    long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate) return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) return base.CreateTimer(callback, state, dueTime, period);
        lock (gate) now += dueTime.Ticks;
        callback(state);
        return new Rung();
    }

    sealed class Rung : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
