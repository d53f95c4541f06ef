using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Texts;

namespace Clone.Engine.Scheduling;

/// <summary>
/// When runs of a job are due, by the clock on the wall: days of the week or month at some times, or again and again. Its text
/// is what jobs.json holds and commands take: <c>Weekly Mon,Wed 23:00</c>, <c>Monthly 1,15,Last 02:00,14:00</c>,
/// <c>Every 00:15</c>, <c>Every 00:15 08:00-18:00</c>.
/// </summary>
/// <remarks>
/// What is due at a time that the clock leaves out is due when it goes on; what is due at a time that it shows twice is due the
/// first time, but what is due again and again, both times.
/// </remarks>
public sealed class Schedule
{
    /// <summary>Stands for the last day of a month.</summary>
    public const int LastDay = 32;

    /// <summary>The shortest step of <see cref="ScheduleKind.Every"/>.</summary>
    public static readonly TimeSpan LeastStep = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    Schedule(ScheduleKind kind) => Kind = kind;

    /// <summary>By what it goes.</summary>
    public ScheduleKind Kind { get; }

    /// <summary>Weekly: the days, Sunday first; at least one.</summary>
    public IReadOnlyList<DayOfWeek> DaysOfWeek { get; private init; } = [];

    /// <summary>Monthly: the days, 1 to 31 or <see cref="LastDay"/>, ascending; at least one.</summary>
    public IReadOnlyList<int> Days { get; private init; } = [];

    /// <summary>Weekly and Monthly: times of the day in whole minutes, ascending; at least one.</summary>
    public IReadOnlyList<TimeSpan> At { get; private init; } = [];

    /// <summary>Every: the step, from a minute to a day; counted anew from <see cref="From"/> each day.</summary>
    public TimeSpan Step { get; private init; }

    /// <summary>Every: the first time of the day; midnight when nothing is said.</summary>
    public TimeSpan From { get; private init; }

    /// <summary>Every: the last time of the day, itself included; before <see cref="From"/> it is one of the next day. Null: all day.</summary>
    public TimeSpan? To { get; private init; }

    /// <summary>On days of the week.</summary>
    /// <exception cref="CloneException">CloneScheduleInvalid.</exception>
    public static Schedule Weekly(IEnumerable<DayOfWeek> days, IEnumerable<TimeSpan> at) => new Schedule(ScheduleKind.Weekly)
    {
        DaysOfWeek = [.. days.Distinct().OrderBy(day => day)],
        At = [.. at.Distinct().OrderBy(time => time)],
    }.Checked();

    /// <summary>On days of the month.</summary>
    /// <exception cref="CloneException">CloneScheduleInvalid.</exception>
    public static Schedule Monthly(IEnumerable<int> days, IEnumerable<TimeSpan> at) => new Schedule(ScheduleKind.Monthly)
    {
        Days = [.. days.Distinct().OrderBy(day => day)],
        At = [.. at.Distinct().OrderBy(time => time)],
    }.Checked();

    /// <summary>Again and again.</summary>
    /// <param name="step">How often.</param>
    /// <param name="between">The first and the last time of the day; null for all day.</param>
    /// <exception cref="CloneException">CloneScheduleInvalid.</exception>
    public static Schedule Every(TimeSpan step, (TimeSpan From, TimeSpan To)? between = null) => new Schedule(ScheduleKind.Every)
    {
        Step = step,
        From = between?.From ?? TimeSpan.Zero,
        To = between?.To,
    }.Checked();

    /// <summary>Reads its text.</summary>
    /// <exception cref="CloneException">CloneScheduleInvalid, with the reason.</exception>
    public static Schedule Parse(string text) => ScheduleText.Read(text);

    /// <summary>A day of the month as people write it: 1 to 31, or Last.</summary>
    /// <exception cref="CloneException">CloneScheduleInvalid.</exception>
    public static int DayOf(string text) => ScheduleText.DayOf(text.Trim());

    /// <summary>The first time after a moment at which it is due.</summary>
    /// <param name="after">The moment.</param>
    /// <param name="zone">Where the clock hangs.</param>
    /// <returns>In UTC.</returns>
    public DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        // A change of the clocks may bring a day's times to the neighbouring day of UTC, never further.
        for (var day = TimeZoneInfo.ConvertTime(after, zone).Date.AddDays(-1); ; day = day.AddDays(1))
            foreach (var moment in On(day, zone))
                if (moment > after) return moment;
    }

    /// <summary>The last time up to a moment at which it was due; null when there was none after another moment.</summary>
    /// <param name="after">What was due then or earlier does not count.</param>
    /// <param name="until">What was due then counts.</param>
    /// <param name="zone">Where the clock hangs.</param>
    public DateTimeOffset? Latest(DateTimeOffset after, DateTimeOffset until, TimeZoneInfo zone)
    {
        var first = TimeZoneInfo.ConvertTime(after, zone).Date.AddDays(-1);
        for (var day = TimeZoneInfo.ConvertTime(until, zone).Date.AddDays(1); day >= first; day = day.AddDays(-1))
            foreach (var moment in On(day, zone).Reverse())
                if (moment <= until) return moment > after ? moment : null;
        return null;
    }

    /// <summary>Its text.</summary>
    public override string ToString() => ScheduleText.Write(this);

    /// <summary>When it is due on a day, ascending.</summary>
    IEnumerable<DateTimeOffset> On(DateTime day, TimeZoneInfo zone) =>
        IsDueOn(day) ? TimesOf().SelectMany(time => MomentsAt(day + time, zone)).Distinct().OrderBy(moment => moment) : [];

    bool IsDueOn(DateTime day) => Kind switch
    {
        ScheduleKind.Weekly => DaysOfWeek.Contains(day.DayOfWeek),
        ScheduleKind.Monthly => Days.Contains(day.Day)
            || (day.Day == DateTime.DaysInMonth(day.Year, day.Month) && Days[Days.Count - 1] > day.Day),
        _ => true,
    };

    IEnumerable<TimeSpan> TimesOf()
    {
        if (Kind != ScheduleKind.Every) return At;
        if (To is not { } last) return Steps(From, Day - TimeSpan.FromTicks(1));
        return last >= From
            ? Steps(From, last)
            // What began the evening before goes on.
            : Steps(From, Day + last).Select(time => time >= Day ? time - Day : time);
    }

    IEnumerable<TimeSpan> Steps(TimeSpan from, TimeSpan last)
    {
        for (var time = from; time <= last; time += Step) yield return time;
    }

    IEnumerable<DateTimeOffset> MomentsAt(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        if (!zone.IsAmbiguousTime(local)) return [Utc(local, zone.GetUtcOffset(local))];
        var both = zone.GetAmbiguousTimeOffsets(local).OrderByDescending(offset => offset).Select(offset => Utc(local, offset));
        return Kind == ScheduleKind.Every ? both : both.Take(1);
    }

    static DateTimeOffset Utc(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();

    Schedule Checked()
    {
        if (Kind == ScheduleKind.Weekly && DaysOfWeek.Count == 0) throw Invalid("NoDay", "");
        if (Kind == ScheduleKind.Monthly && Days.Count == 0) throw Invalid("NoDay", "");
        if (Kind != ScheduleKind.Every && At.Count == 0) throw Invalid("NoTime", "");
        foreach (var day in Days)
            if (day is < 1 or > LastDay) throw Invalid("Day", day.ToString(CultureInfo.InvariantCulture));
        foreach (var time in At.Append(From).Append(To ?? TimeSpan.Zero))
            if (time < TimeSpan.Zero || time >= Day || !IsWhole(time)) throw Invalid("Time", time.ToString());
        if (Kind == ScheduleKind.Every && (Step < LeastStep || Step > Day || !IsWhole(Step))) throw Invalid("Step", Step.ToString());
        return this;
    }

    static bool IsWhole(TimeSpan time) => time.Ticks % TimeSpan.TicksPerMinute == 0;

    internal static CloneException Invalid(string reason, string piece) =>
        new(ErrorId.CloneScheduleInvalid, piece, Text.Get("Reason.Schedule" + reason));
}
