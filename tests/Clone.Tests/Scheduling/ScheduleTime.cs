using System;

namespace Clone.Tests.Scheduling;

/// <summary>A clock that stands where it is set, in a zone.</summary>
sealed class ScheduleTime(DateTimeOffset now, TimeZoneInfo zone) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override TimeZoneInfo LocalTimeZone => zone;

    public override DateTimeOffset GetUtcNow() => Now;
}
