using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Clone.Tests.EndToEnd;

/// <summary>A clock in a time zone, whose timers of a given length go off when a test says so; all others are real.</summary>
sealed class ZoneTime(string now, TimeZoneInfo zone) : TimeProvider
{
    readonly ConcurrentBag<(TimeSpan Due, TimerCallback Callback, object? State)> timers = [];

    /// <summary>The rule of the European Union, for machines that have no table of zones.</summary>
    public static TimeZoneInfo Berlin()
    {
        var march = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday);
        var october = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), march, october);
        return TimeZoneInfo.CreateCustomTimeZone("Berlin", TimeSpan.FromHours(1), "Berlin", "Berlin", "Berlin summer", [rule]);
    }

    public override TimeZoneInfo LocalTimeZone => zone;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        timers.Add((dueTime, callback, state));
        return base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Lets the timers of that length go off, as if the time were over.</summary>
    public void Fire(TimeSpan due)
    {
        foreach (var timer in timers.Where(timer => timer.Due == due)) timer.Callback(timer.State);
    }
}
