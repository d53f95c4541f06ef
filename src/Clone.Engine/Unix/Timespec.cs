using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Unix;

/// <summary>struct timespec; https://man7.org/linux/man-pages/man3/timespec.3type.html.</summary>
[StructLayout(LayoutKind.Sequential)]
struct Timespec
{
    const long TicksAtEpoch = 621355968000000000;

    public long Seconds;
    public long Nanoseconds;

    /// <summary>The time of ticks of 100 ns since 0001-01-01.</summary>
    public static Timespec Of(long ticks)
    {
        var since = ticks - TicksAtEpoch;
        var seconds = since / TimeSpan.TicksPerSecond;
        var rest = since % TimeSpan.TicksPerSecond;
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }
        return new Timespec { Seconds = seconds, Nanoseconds = rest * 100 };
    }

    /// <summary>
    /// Ticks of 100 ns since 0001-01-01, rounded down. A time that ticks cannot hold (a damaged inode) becomes the
    /// nearest that DateTime can.
    /// </summary>
    public static long Ticks(long seconds, uint nanoseconds)
    {
        const long first = -TicksAtEpoch / TimeSpan.TicksPerSecond;
        const long last = 253402300799;
        if (seconds < first) return 0;
        if (seconds > last) return DateTime.MaxValue.Ticks;
        return TicksAtEpoch + seconds * TimeSpan.TicksPerSecond + nanoseconds / 100;
    }
}
