using System.Collections.Generic;

namespace Clone.Engine.Objects;

/// <summary>
/// The order of keys by their bytes in UTF-8, which is that of their code points: that of UTF-16, but surrogates come
/// after all else.
/// </summary>
public sealed class KeyOrder : IComparer<string>
{
    KeyOrder()
    {
    }

    /// <summary>The order.</summary>
    public static KeyOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return x is null ? y is null ? 0 : -1 : 1;
        var common = x.Length < y.Length ? x.Length : y.Length;
        for (var i = 0; i < common; i++)
            if (x[i] != y[i]) return Rank(x[i]) - Rank(y[i]);
        return x.Length - y.Length;
    }

    /// <summary>Moves U+E000 to U+FFFF before the surrogates.</summary>
    static int Rank(char unit) => unit < 0xD800 ? unit : unit >= 0xE000 ? unit - 0x800 : unit + 0x2000;
}
