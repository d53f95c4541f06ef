using System;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Tests.Simulation;

/// <summary>A clock that goes on by a second each time that it is asked, and whose timers never ring.</summary>
sealed class SimulatedTime : TimeProvider
{
    DateTimeOffset now = new(2026, 7, 30, 12, 0, 0, TimeSpan.Zero);
    long stamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now += TimeSpan.FromSeconds(1);

    public override long GetTimestamp() => stamp += TimeSpan.TicksPerMillisecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Silent();

    /// <summary>Somebody sets the clock.</summary>
    public void Jump(TimeSpan by) => now += by;

    sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
