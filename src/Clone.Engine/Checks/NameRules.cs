using System;
using Clone.Engine.Entries;

namespace Clone.Engine.Checks;

/// <summary>Which names a destination holds as they are.</summary>
sealed record NameRules
{
    /// <summary>Characters that Windows forbids in names, and FAT everywhere.</summary>
    public const string OfWindows = "\u0001\"*:<>?\\|";

    /// <summary>Characters that no name may hold; the first control character stands for all of them.</summary>
    public string Forbidden { get; init; } = "";

    /// <summary>Whether a name may end with a dot or a space.</summary>
    public bool EndsFreely { get; init; } = true;

    /// <summary>Longest name: UTF-16 units where <see cref="CountsUnits"/>, else bytes.</summary>
    public int MaxLength { get; init; } = 255;

    /// <summary>Whether lengths are counted in UTF-16 units.</summary>
    public bool CountsUnits { get; init; }

    /// <summary>Whether letters beyond ASCII that differ in case alone are one letter.</summary>
    public bool FoldsBeyondAscii { get; init; } = true;

    /// <summary>The rules of FAT and NTFS, where nothing can be tried.</summary>
    public static NameRules Windows { get; } = new() { Forbidden = OfWindows, EndsFreely = false, CountsUnits = true };

    /// <summary>True when a name is held as it is.</summary>
    public bool Allows(ReadOnlySpan<char> name)
    {
        if ((CountsUnits ? name.Length : Wtf8.Encode(name.ToString()).Length) > MaxLength) return false;
        if (!EndsFreely && name[name.Length - 1] is '.' or ' ') return false;
        if (Forbidden.Length == 0) return true;
        var noControls = Forbidden[0] < ' ';
        foreach (var c in name)
            if ((noControls && c < ' ') || Forbidden.AsSpan().IndexOf(c) >= 0) return false;
        return true;
    }

    /// <summary>The name as the destination compares it where case is folded.</summary>
    public string Fold(string name)
    {
        if (FoldsBeyondAscii) return name.ToUpperInvariant();
        var folded = name.ToCharArray();
        for (var i = 0; i < folded.Length; i++)
            if (folded[i] < 0x80) folded[i] = char.ToUpperInvariant(folded[i]);
        return new string(folded);
    }
}
