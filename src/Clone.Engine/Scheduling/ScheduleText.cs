using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Clone.Engine.Scheduling;

/// <summary>Reads and writes the text of a schedule.</summary>
static class ScheduleText
{
    const string Last = "Last";

    static readonly DateTimeFormatInfo Format = CultureInfo.InvariantCulture.DateTimeFormat;

    public static Schedule Read(string text)
    {
        var pieces = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length == 0 || !Enum.TryParse<ScheduleKind>(pieces[0], ignoreCase: true, out var kind) || char.IsDigit(pieces[0][0]))
            throw Schedule.Invalid("Kind", text);
        if (kind == ScheduleKind.Every) return ReadEvery(pieces, text);
        if (pieces.Length != 3) throw Schedule.Invalid("Pieces", text);
        var at = pieces[2].Split(',').Select(TimeOf);
        return kind == ScheduleKind.Weekly
            ? Schedule.Weekly(pieces[1].Split(',').Select(DayOfWeekOf), at)
            : Schedule.Monthly(pieces[1].Split(',').Select(DayOf), at);
    }

    public static string Write(Schedule schedule) => schedule.Kind switch
    {
        ScheduleKind.Weekly => "Weekly " + string.Join(",", schedule.DaysOfWeek.Select(Format.GetAbbreviatedDayName)) + " " + Times(schedule.At),
        ScheduleKind.Monthly => "Monthly " + string.Join(",", schedule.Days.Select(Name)) + " " + Times(schedule.At),
        _ => "Every " + Time(schedule.Step) + (schedule.To is { } last ? " " + Time(schedule.From) + "-" + Time(last) : ""),
    };

    /// <summary>A day of the month as people write it: 1 to 31, or Last.</summary>
    public static int DayOf(string text) =>
        string.Equals(text, Last, StringComparison.OrdinalIgnoreCase) ? Schedule.LastDay
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day < Schedule.LastDay ? day
        : throw Schedule.Invalid("Day", text);

    /// <summary>The word for a day of the month.</summary>
    public static string Name(int day) => day == Schedule.LastDay ? Last : day.ToString(CultureInfo.InvariantCulture);

    /// <summary>Hours and minutes; a day has 24:00.</summary>
    public static string Time(TimeSpan time) =>
        ((int)time.TotalHours).ToString("00", CultureInfo.InvariantCulture) + ":" + time.Minutes.ToString("00", CultureInfo.InvariantCulture);

    static Schedule ReadEvery(string[] pieces, string text)
    {
        if (pieces.Length is not (2 or 3)) throw Schedule.Invalid("Pieces", text);
        var step = pieces[1] == "24:00" ? TimeSpan.FromDays(1) : TimeOf(pieces[1]);
        if (pieces.Length == 2) return Schedule.Every(step);
        var ends = pieces[2].Split('-');
        if (ends.Length != 2) throw Schedule.Invalid("Pieces", text);
        return Schedule.Every(step, (TimeOf(ends[0]), TimeOf(ends[1])));
    }

    static string Times(IReadOnlyList<TimeSpan> times) => string.Join(",", times.Select(Time));

    static TimeSpan TimeOf(string text) =>
        TimeSpan.TryParseExact(text, ["hh\\:mm", "h\\:mm"], CultureInfo.InvariantCulture, out var time) ? time : throw Schedule.Invalid("Time", text);

    static DayOfWeek DayOfWeekOf(string text)
    {
        for (var day = 0; day < 7; day++)
        {
            if (string.Equals(text, Format.AbbreviatedDayNames[day], StringComparison.OrdinalIgnoreCase)
                || string.Equals(text, Format.DayNames[day], StringComparison.OrdinalIgnoreCase)) return (DayOfWeek)day;
        }
        throw Schedule.Invalid("DayOfWeek", text);
    }
}
