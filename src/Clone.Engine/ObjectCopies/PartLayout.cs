using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// The lengths of the parts of an object, by which its ETag can be told from its contents. All but the last are the same; or
/// they are as they came about when the object was made in part of another.
/// </summary>
/// <remarks>
/// As text a length in bytes; or UNIT:COUNT,COUNT*TIMES,…, each part COUNT times UNIT bytes long. The last part may be shorter.
/// </remarks>
sealed class PartLayout
{
    /// <summary>Services bound all metadata of an object together, S3 to 2 KB; the rest of it takes a quarter.</summary>
    const int MostText = 1400;

    readonly string text;
    readonly IReadOnlyList<(long Length, long Times)> stretches;

    PartLayout(string text, IReadOnlyList<(long Length, long Times)> stretches)
    {
        this.text = text;
        this.stretches = stretches;
    }

    /// <summary>Parts of one length.</summary>
    public static PartLayout Even(long length) => new(length.ToString(CultureInfo.InvariantCulture), [(length, long.MaxValue)]);

    /// <summary>Parts of these lengths; null when it takes too much to say.</summary>
    /// <param name="lengths">The lengths in bytes, all but the last multiples of the unit.</param>
    /// <param name="unit">The unit in bytes.</param>
    public static PartLayout? Of(IReadOnlyList<long> lengths, int unit)
    {
        var stretches = new List<(long Length, long Times)>();
        foreach (var length in lengths.Select(exact => (exact + unit - 1) / unit * unit))
        {
            var last = stretches.Count - 1;
            if (last >= 0 && stretches[last].Length == length) stretches[last] = (length, stretches[last].Times + 1);
            else stretches.Add((length, 1));
        }
        var text = new StringBuilder().Append(unit).Append(':');
        foreach (var (length, times) in stretches)
        {
            text.Append(length / unit);
            if (times > 1) text.Append('*').Append(times);
            text.Append(',');
        }
        return text.Length - 1 <= MostText ? new PartLayout(text.ToString(0, text.Length - 1), stretches) : null;
    }

    /// <summary>Reads what metadata say; null when they say nothing, or nothing that is understood.</summary>
    public static PartLayout? Parse(string? text)
    {
        if (text is null || text.Length > MostText) return null;
        var cut = text.IndexOf(':');
        if (NumberOf(cut < 0 ? text : text.Substring(0, cut)) is not { } unit) return null;
        if (cut < 0) return Even(unit);
        var stretches = new List<(long Length, long Times)>();
        foreach (var stretch in text.Substring(cut + 1).Split(','))
        {
            var star = stretch.IndexOf('*');
            if (NumberOf(star < 0 ? stretch : stretch.Substring(0, star)) is not { } count || count > long.MaxValue / unit) return null;
            if ((star < 0 ? 1 : NumberOf(stretch.Substring(star + 1))) is not { } times) return null;
            stretches.Add((count * unit, times));
        }
        return new PartLayout(text, stretches);
    }

    /// <summary>The lengths, one after the other; without an end where all are the same.</summary>
    public IEnumerable<long> Lengths()
    {
        foreach (var (length, times) in stretches)
            for (var i = 0L; i < times; i++) yield return length;
    }

    /// <summary>The text for metadata; two that are the same say the same.</summary>
    public override string ToString() => text;

    static long? NumberOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
