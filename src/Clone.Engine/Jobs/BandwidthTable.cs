using System;
using System.Collections.Generic;
using System.Globalization;
using Clone.Engine.Errors;
using Clone.Engine.Texts;

namespace Clone.Engine.Jobs;

/// <summary>
/// How many bytes a second a run may write: one number, or a table of moments of the week from which on a number holds
/// (<c>08:00,10M 18:00,off Sat-08:00,off</c>). A moment without a day is one of every day; where a day has the same moment
/// of its own, that counts. Before the first moment of the week the last one still holds.
/// </summary>
/// <remarks>
/// The table goes by what the clock on the wall shows: an hour that it shows twice goes by the table twice, and what begins in
/// one that it leaves out holds after it.
/// </remarks>
public sealed class BandwidthTable
{
    /// <summary>The least limit in bytes a second. Whoever writes less means another unit.</summary>
    public const long Least = 1024;

    const string None = "off";
    const string Units = "KMGT";

    readonly SortedList<TimeSpan, long?> moments;

    BandwidthTable(SortedList<TimeSpan, long?> moments) => this.moments = moments;

    /// <summary>Whether there is no limit at any time.</summary>
    public bool IsUnlimited
    {
        get
        {
            foreach (var limit in moments.Values)
                if (limit is not null) return false;
            return true;
        }
    }

    /// <summary>Reads a number or a table.</summary>
    /// <exception cref="CloneException">CloneBandwidthInvalid, with the piece that cannot be understood.</exception>
    public static BandwidthTable Parse(string text)
    {
        var pieces = text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length == 0) throw Invalid(text, "Empty");
        if (pieces.Length == 1 && pieces[0].IndexOf(',') < 0)
            return new BandwidthTable(new() { [TimeSpan.Zero] = LimitOf(pieces[0], pieces[0]) });
        var ofEveryDay = new SortedList<TimeSpan, long?>();
        var ofOneDay = new SortedList<TimeSpan, long?>();
        foreach (var piece in pieces)
        {
            var comma = piece.IndexOf(',');
            if (comma < 0) throw Invalid(piece, "NoTime");
            var limit = LimitOf(piece.Substring(comma + 1), piece);
            var dash = piece.IndexOf('-', 0, comma);
            var moment = TimeOf(piece.Substring(dash + 1, comma - dash - 1), piece);
            if (dash >= 0) moment += TimeSpan.FromDays(DayOf(piece.Substring(0, dash), piece));
            var those = dash < 0 ? ofEveryDay : ofOneDay;
            if (those.ContainsKey(moment)) throw Invalid(piece, "Twice");
            those.Add(moment, limit);
        }
        foreach (var moment in ofEveryDay)
        {
            for (var day = 0; day < 7; day++)
            {
                var ofDay = moment.Key + TimeSpan.FromDays(day);
                if (!ofOneDay.ContainsKey(ofDay)) ofOneDay.Add(ofDay, moment.Value);
            }
        }
        return new BandwidthTable(ofOneDay);
    }

    /// <summary>The limit in bytes a second at a local time; null for none.</summary>
    public long? At(DateTime local)
    {
        var ofWeek = TimeSpan.FromDays((int)local.DayOfWeek) + local.TimeOfDay;
        var limit = moments.Values[moments.Count - 1];
        foreach (var moment in moments)
        {
            if (moment.Key > ofWeek) break;
            limit = moment.Value;
        }
        return limit;
    }

    /// <summary>The limit in bytes a second now; null for none.</summary>
    public long? At(TimeProvider time) => At(TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone).DateTime);

    static TimeSpan TimeOf(string text, string piece) =>
        TimeSpan.TryParseExact(text, ["hh\\:mm", "h\\:mm"], CultureInfo.InvariantCulture, out var time) && time < TimeSpan.FromDays(1)
            ? time
            : throw Invalid(piece, "Time");

    static int DayOf(string text, string piece)
    {
        var format = CultureInfo.InvariantCulture.DateTimeFormat;
        for (var day = 0; day < 7; day++)
        {
            if (string.Equals(text, format.AbbreviatedDayNames[day], StringComparison.OrdinalIgnoreCase)
                || string.Equals(text, format.DayNames[day], StringComparison.OrdinalIgnoreCase)) return day;
        }
        throw Invalid(piece, "Day");
    }

    /// <summary>A number of bytes, with the units of PowerShell (10KB, 10MB: powers of 1024), the B of which may be left out.</summary>
    static long? LimitOf(string text, string piece)
    {
        if (string.Equals(text, None, StringComparison.OrdinalIgnoreCase)) return null;
        var digits = text;
        if (digits.EndsWith("B", StringComparison.OrdinalIgnoreCase)) digits = digits.Substring(0, digits.Length - 1);
        if (digits.EndsWith("i", StringComparison.OrdinalIgnoreCase)) digits = digits.Substring(0, digits.Length - 1);
        var power = digits.Length == 0 ? -1 : Units.IndexOf(char.ToUpperInvariant(digits[digits.Length - 1]));
        if (power >= 0) digits = digits.Substring(0, digits.Length - 1);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw Invalid(piece, "Number");
        if (number == 0) return null;
        // No disk or line comes near the most, but the sum must fit.
        if (number > 1_000_000_000) throw Invalid(piece, "Number");
        var bytes = number;
        for (; power >= 0; power--) bytes *= 1024;
        return bytes >= Least ? (long)bytes : throw Invalid(piece, "TooLow");
    }

    static CloneException Invalid(string piece, string reason) =>
        new(ErrorId.CloneBandwidthInvalid, piece, Text.Get("Reason.Bandwidth" + reason));
}
