using System;

namespace Clone.Engine.Entries;

/// <summary>
/// The shape of the names of Clone's temporary files: <c>.clone-RUN-NUMBER.part</c>, where RUN is 16 digits of the
/// run's id and NUMBER at least 8 digits, all in lower case hexadecimal. Whatever bears such a name is Clone's own:
/// it is never copied, counted or restored, and a leftover is swept.
/// </summary>
public static class TemporaryName
{
    internal const int RunDigits = 16;
    internal const int FewestNumberDigits = 8;
    const int MostNumberDigits = 16;

    internal static ReadOnlySpan<byte> Head => ".clone-"u8;

    internal static ReadOnlySpan<byte> Tail => ".part"u8;

    /// <summary>True when a name has exactly this shape, whichever run made it.</summary>
    public static bool Is(ReadOnlySpan<byte> name)
    {
        var fewest = Head.Length + RunDigits + 1 + FewestNumberDigits + Tail.Length;
        if (name.Length < fewest || name.Length > fewest + MostNumberDigits - FewestNumberDigits) return false;
        if (!name.StartsWith(Head) || !name.EndsWith(Tail)) return false;
        var run = name.Slice(Head.Length, RunDigits);
        var number = name.Slice(Head.Length + RunDigits + 1);
        number = number.Slice(0, number.Length - Tail.Length);
        return name[Head.Length + RunDigits] == (byte)'-'
            && IsHex(run)
            && IsHex(number)
            && (number.Length == FewestNumberDigits || number[0] != (byte)'0');
    }

    internal static byte Digit(int value) => "0123456789abcdef"u8[value];

    static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (var d in digits)
        {
            if (d is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f'))) return false;
        }
        return true;
    }
}
