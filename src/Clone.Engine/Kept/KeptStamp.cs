using System;
using System.Globalization;

namespace Clone.Engine.Kept;

/// <summary>
/// The time of a run as the name of what it kept: UTC, to the millisecond, without a character that a file system
/// would refuse. In the order of the names the runs came.
/// </summary>
static class KeptStamp
{
    const string Form = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>Length of a stamp in characters.</summary>
    public const int Length = 19;

    /// <summary>The name of a moment.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The moment of a name; null for a name that is no stamp.</summary>
    public static DateTimeOffset? Parse(string name) => DateTimeOffset.TryParseExact(
        name, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;

    /// <summary>The first moment after another that has a name of its own.</summary>
    public static DateTimeOffset After(DateTimeOffset time) => time.AddMilliseconds(1);
}
