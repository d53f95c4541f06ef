using System;
using System.Globalization;
using System.Text;
using System.Threading;

namespace Clone.Engine.Entries;

/// <summary>Gives one run its temporary names, each once. All members may be called from several threads.</summary>
public sealed class TemporaryNames
{
    readonly byte[] start;
    long last;

    /// <summary>Whether something was left under such a name, which a run that lists has to sweep.</summary>
    public bool HaveLeftovers { get; set; }

    /// <summary>Names for a run; the first 16 digits of its id (as <c>Guid.ToString("N")</c>) stand in them.</summary>
    public TemporaryNames(Guid runId)
    {
        var run = runId.ToString("N", CultureInfo.InvariantCulture).Substring(0, TemporaryName.RunDigits);
        start = [.. TemporaryName.Head, .. Encoding.ASCII.GetBytes(run), (byte)'-'];
    }

    /// <summary>A name that this run has not used yet.</summary>
    public byte[] Next()
    {
        var number = (ulong)Interlocked.Increment(ref last);
        var digits = TemporaryName.FewestNumberDigits;
        while (digits < 16 && number >> (digits * 4) != 0) digits++;
        var name = new byte[start.Length + digits + TemporaryName.Tail.Length];
        start.CopyTo(name, 0);
        for (var i = 0; i < digits; i++, number >>= 4)
            name[start.Length + digits - 1 - i] = TemporaryName.Digit((int)(number & 15));
        TemporaryName.Tail.CopyTo(name.AsSpan(start.Length + digits));
        return name;
    }

    /// <summary>True for the temporary names of this run, whether given out by this object or not.</summary>
    public bool IsOfThisRun(ReadOnlySpan<byte> name) => name.StartsWith(start) && TemporaryName.Is(name);
}
