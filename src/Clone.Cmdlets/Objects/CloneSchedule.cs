using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Clone.Engine.Scheduling;

namespace Clone.Cmdlets.Objects;

/// <summary>A schedule as New-CloneSchedule makes it. Its text is what -IncrementalSchedule and -FullSchedule take.</summary>
public sealed record CloneSchedule
{
    /// <summary>The text, such as "Weekly Mon,Wed 23:00".</summary>
    public string Schedule { get; init; } = "";

    /// <summary>Weekly, Monthly or Every.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Weekly: the days.</summary>
    public IReadOnlyList<string> DaysOfWeek { get; init; } = [];

    /// <summary>Monthly: the days, 1 to 31 or Last.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>Weekly and Monthly: the times of the day.</summary>
    public IReadOnlyList<string> At { get; init; } = [];

    /// <summary>Every: the step; null for the other kinds.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Every: the first and the last time of the day; none for all day.</summary>
    public IReadOnlyList<string> Between { get; init; } = [];

    /// <summary>The next time at which it is due here, local.</summary>
    public DateTime NextTime { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Schedule;

    internal static CloneSchedule Of(Schedule schedule, DateTimeOffset now, TimeZoneInfo zone) => new()
    {
        Schedule = schedule.ToString(),
        Kind = schedule.Kind.ToString(),
        DaysOfWeek = schedule.DaysOfWeek.Select(day => day.ToString()).ToArray(),
        Days = schedule.Days.Select(day => day == Clone.Engine.Scheduling.Schedule.LastDay ? "Last" : day.ToString(CultureInfo.InvariantCulture)).ToArray(),
        At = schedule.At.Select(Time).ToArray(),
        Every = schedule.Kind == ScheduleKind.Every ? schedule.Step : null,
        Between = schedule.To is { } last ? [Time(schedule.From), Time(last)] : [],
        NextTime = TimeZoneInfo.ConvertTime(schedule.Next(now, zone), zone).DateTime,
    };

    static string Time(TimeSpan time) => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
