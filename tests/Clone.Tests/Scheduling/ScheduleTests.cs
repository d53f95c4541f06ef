using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Scheduling;
using Clone.Tests.EndToEnd;
using Xunit;

namespace Clone.Tests.Scheduling;

/// <summary>When schedules are due, by examples and against a clock that goes minute by minute.</summary>
public sealed class ScheduleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Weekly Mon,Wed 23:00")]
    [InlineData("weekly wednesday,MON 23:00", "Weekly Mon,Wed 23:00")]
    [InlineData("Monthly 1,15,Last 02:00,14:00")]
    [InlineData("Monthly last,15,1,1 14:00,2:00", "Monthly 1,15,Last 02:00,14:00")]
    [InlineData("Every 00:15")]
    [InlineData("Every 24:00")]
    [InlineData("every 0:15 08:00-18:00", "Every 00:15 08:00-18:00")]
    [InlineData("Every 01:30 22:00-05:00")]
    public void A_text_is_read_and_written(string text, string? written = null) => Assert.Equal(written ?? text, Schedule.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("Daily 23:00")]
    [InlineData("0 Mon 23:00")]
    [InlineData("Weekly 23:00")]
    [InlineData("Weekly Mon")]
    [InlineData("Weekly Mo 23:00")]
    [InlineData("Weekly Mon 24:00")]
    [InlineData("Weekly Mon 23:00:01")]
    [InlineData("Monthly 0 23:00")]
    [InlineData("Monthly 32 23:00")]
    [InlineData("Monthly , 23:00")]
    [InlineData("Every 00:00")]
    [InlineData("Every 25:00")]
    [InlineData("Every 00:15 08:00")]
    [InlineData("Every 00:15 08:00-24:00")]
    public void What_is_none_is_refused(string text)
    {
        var e = Assert.Throws<CloneException>(() => Schedule.Parse(text));
        Assert.Equal(ErrorId.CloneScheduleInvalid, e.Id);
    }

    [Theory]
    // A Thursday.
    [InlineData("Weekly Thu 12:00", "2026-11-26T11:59", "2026-11-26T12:00")]
    [InlineData("Weekly Thu 12:00", "2026-11-26T12:00", "2026-12-03T12:00")]
    [InlineData("Weekly Sun,Thu 06:00,12:00", "2026-11-26T12:00", "2026-11-29T06:00")]
    // Days that a month lacks are its last.
    [InlineData("Monthly 31 12:00", "2026-11-26T12:00", "2026-11-30T12:00")]
    [InlineData("Monthly 29,31 12:00", "2027-02-01T12:00", "2027-02-28T12:00")]
    [InlineData("Monthly 29,31 12:00", "2027-02-28T12:00", "2027-03-29T12:00")]
    [InlineData("Monthly Last 12:00", "2028-02-01T12:00", "2028-02-29T12:00")]
    [InlineData("Monthly 1 12:00", "2026-12-31T23:59", "2027-01-01T12:00")]
    [InlineData("Every 00:15", "2026-11-26T12:07", "2026-11-26T12:15")]
    [InlineData("Every 07:00", "2026-11-26T21:00", "2026-11-27T00:00")]
    [InlineData("Every 00:45 08:00-18:00", "2026-11-26T17:00", "2026-11-26T17:45")]
    [InlineData("Every 00:45 08:00-18:00", "2026-11-26T17:45", "2026-11-27T08:00")]
    [InlineData("Every 01:30 22:00-05:00", "2026-11-26T23:30", "2026-11-27T01:00")]
    [InlineData("Every 01:30 22:00-05:00", "2026-11-27T04:00", "2026-11-27T22:00")]
    // The night in which the clocks go from 2 to 3.
    [InlineData("Weekly Sun 02:30", "2027-03-28T00:00", "2027-03-28T03:00")]
    [InlineData("Every 00:20", "2027-03-28T01:40", "2027-03-28T03:00")]
    public void The_next_time(string text, string after, string next)
    {
        var zone = ZoneTime.Berlin();
        Assert.Equal(At(next, zone), Schedule.Parse(text).Next(At(after, zone), zone));
    }

    [Fact]
    public void In_the_night_in_which_an_hour_comes_twice_a_time_is_due_once_and_a_step_goes_on()
    {
        var zone = ZoneTime.Berlin();
        var evening = At("2027-10-31T00:00", zone);
        Assert.Equal(
            ["2027-10-31T00:30:00Z", "2027-11-07T01:30:00Z"],
            Following(Schedule.Parse("Weekly Sun 02:30"), evening, zone).Take(2).Select(Utc));
        Assert.Equal(
            ["2027-10-31T00:00:00Z", "2027-10-31T00:30:00Z", "2027-10-31T01:00:00Z", "2027-10-31T01:30:00Z", "2027-10-31T02:00:00Z"],
            Following(Schedule.Parse("Every 00:30"), At("2027-10-31T01:30", zone), zone).Take(5).Select(Utc));
    }

    [Fact]
    public void The_latest_is_the_last_of_those_that_follow()
    {
        var seed = Environment.TickCount;
        output.WriteLine("seed " + seed.ToString(CultureInfo.InvariantCulture));
        var random = new Random(seed);
        foreach (var zone in Zones())
        {
            for (var i = 0; i < 40; i++)
            {
                var schedule = Any(random);
                var after = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(700_000));
                var until = after.AddMinutes(random.Next(40_000));
                var due = Following(schedule, after, zone).TakeWhile(moment => moment <= until).ToArray();
                Assert.Equal(due.Length == 0 ? null : due[^1], schedule.Latest(after, until, zone));
            }
        }
    }

    [Fact]
    public void A_year_of_any_schedule_is_what_a_clock_on_the_wall_would_ring()
    {
        var seed = Environment.TickCount;
        output.WriteLine("seed " + seed.ToString(CultureInfo.InvariantCulture));
        var random = new Random(seed);
        foreach (var zone in Zones())
        {
            var schedules = Enumerable.Range(0, 4).Select(_ => Any(random)).ToArray();
            var begin = new DateTimeOffset(2026, 1 + random.Next(12), 1, 0, 0, 0, TimeSpan.Zero);
            var end = begin.AddDays(366);
            var rung = Ring(schedules, begin, end, zone);
            for (var i = 0; i < schedules.Length; i++)
                Assert.True(
                    Following(schedules[i], begin, zone).TakeWhile(moment => moment <= end).SequenceEqual(rung[i]), zone.Id + ": " + schedules[i]);
        }
    }

    /// <summary>
    /// Goes through the minutes and looks at the wall: what the hands have passed since the minute before rings; what they show
    /// for the second time rings again only for steps.
    /// </summary>
    static List<DateTimeOffset>[] Ring(Schedule[] schedules, DateTimeOffset begin, DateTimeOffset end, TimeZoneInfo zone)
    {
        var rung = schedules.Select(_ => new List<DateTimeOffset>()).ToArray();
        var wall = TimeZoneInfo.ConvertTime(begin, zone).DateTime;
        var farthest = wall;
        for (var now = begin.AddMinutes(1); now <= end; now = now.AddMinutes(1))
        {
            var shown = TimeZoneInfo.ConvertTime(now, zone).DateTime;
            var from = shown > wall ? wall.AddMinutes(1) : shown;
            for (var passed = from; passed <= shown; passed = passed.AddMinutes(1))
                for (var i = 0; i < schedules.Length; i++)
                    if (Rings(schedules[i].ToString(), passed) && (passed > farthest || schedules[i].Kind == ScheduleKind.Every) && (rung[i].Count == 0 || rung[i][^1] != now))
                        rung[i].Add(now);
            wall = shown;
            if (shown > farthest) farthest = shown;
        }
        return rung;
    }

    /// <summary>By the text alone.</summary>
    static bool Rings(string text, DateTime wall)
    {
        var pieces = text.Split(' ');
        var minute = wall.Hour * 60 + wall.Minute;
        if (pieces[0] == "Every")
        {
            var (first, last) = pieces.Length > 2 ? (Minutes(pieces[2][..5]), Minutes(pieces[2][6..])) : (0, 1439);
            var since = (minute - first + 1440) % 1440;
            return since <= (last - first + 1440) % 1440 && since % Minutes(pieces[1]) == 0;
        }
        if (!pieces[2].Split(',').Any(time => Minutes(time) == minute)) return false;
        if (pieces[0] == "Weekly") return pieces[1].Contains(wall.DayOfWeek.ToString()[..3], StringComparison.Ordinal);
        var isLast = wall.AddDays(1).Day == 1;
        return pieces[1].Split(',').Any(day => day == "Last" ? isLast : int.Parse(day, CultureInfo.InvariantCulture) is var number && (number == wall.Day || (isLast && number > wall.Day)));
    }

    static int Minutes(string time) => int.Parse(time[..2], CultureInfo.InvariantCulture) * 60 + int.Parse(time[3..], CultureInfo.InvariantCulture);

    static Schedule Any(Random random)
    {
        var at = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Time(random)).ToArray();
        return random.Next(3) switch
        {
            0 => Schedule.Weekly(Enumerable.Range(0, 1 + random.Next(4)).Select(_ => (DayOfWeek)random.Next(7)), at),
            1 => Schedule.Monthly(Enumerable.Range(0, 1 + random.Next(4)).Select(_ => 1 + random.Next(Schedule.LastDay)), at),
            _ => Schedule.Every(TimeSpan.FromMinutes(1 + random.Next(600)), random.Next(2) == 0 ? null : (Time(random), Time(random))),
        };
    }

    // Often in the hours in which clocks change.
    static TimeSpan Time(Random random) => TimeSpan.FromMinutes(random.Next(2) == 0 ? random.Next(240) : random.Next(1440));

    static IEnumerable<TimeZoneInfo> Zones()
    {
        yield return TimeZoneInfo.Utc;
        yield return ZoneTime.Berlin();
        foreach (var id in new[] { "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "Asia/Beirut" })
            if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) yield return zone;
    }

    static IEnumerable<DateTimeOffset> Following(Schedule schedule, DateTimeOffset after, TimeZoneInfo zone)
    {
        for (var moment = schedule.Next(after, zone); ; moment = schedule.Next(moment, zone)) yield return moment;
    }

    static DateTimeOffset At(string local, TimeZoneInfo zone)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }

    static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
