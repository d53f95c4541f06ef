using System;
using System.Globalization;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Times in the metadata of objects, as rclone writes and reads them: seconds since 1970 with nine decimals
/// (https://rclone.org/s3/#modification-times-and-hashes).
/// </summary>
static class ObjectTimes
{
    const long EpochTicks = 621355968000000000; // 1970-01-01 as DateTime.Ticks

    /// <summary>The text of a time in ticks.</summary>
    public static string Write(long ticks)
    {
        var since = ticks - EpochTicks;
        var sign = since < 0 ? "-" : "";
        var distance = Math.Abs(since);
        return sign + (distance / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture) + "."
            + (distance % TimeSpan.TicksPerSecond).ToString("D7", CultureInfo.InvariantCulture) + "00";
    }

    /// <summary>The time in ticks; null when the text is none, or one that cannot be held.</summary>
    public static long? Read(string? text)
    {
        if (text is null || text.Length > 40 || text.IndexOfAny(['e', 'E', ',', ' ']) >= 0) return null;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var seconds)) return null;
        // Like a source's times, which lose what is finer than a tick.
        const decimal Most = 1e12m;
        if (seconds is > Most or < -Most) return null;
        var ticks = (long)Math.Floor(seconds * TimeSpan.TicksPerSecond) + EpochTicks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? ticks : null;
    }
}
