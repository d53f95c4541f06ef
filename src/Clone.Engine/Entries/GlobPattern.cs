using System;
using System.Collections.Generic;
using Clone.Engine.Errors;
using Clone.Engine.Texts;

namespace Clone.Engine.Entries;

/// <summary>
/// One filter pattern: a sequence of parts, of which each matches one part of a path, and "**", which matches any
/// number of them. It is run as an automaton whose state is a set of places in the sequence, one bit each.
/// </summary>
sealed class GlobPattern
{
    const int MostParts = 60;

    /// <summary>A null stands for "**".</summary>
    readonly GlobPart?[] parts;
    readonly bool folderOnly;

    /// <summary>The only part of a pattern that counts at every depth; its state never changes.</summary>
    readonly GlobPart? anywhere;

    GlobPattern(GlobPart?[] parts, bool folderOnly)
    {
        this.parts = parts;
        this.folderOnly = folderOnly;
        Start = Closed(1);
        if (parts.Length == 2 && parts[0] is null) anywhere = parts[1];
    }

    /// <summary>The state at the root.</summary>
    public ulong Start { get; }

    public static GlobPattern Parse(string pattern, bool ignoreCase)
    {
        var text = ignoreCase ? pattern.Replace('\\', '/') : pattern;
        if (text.Length == 0) throw Invalid(pattern, "Empty");
        if (text[0] == '!') throw Invalid(pattern, "Negated");
        if (text.AsSpan().IndexOf('\0') >= 0) throw Invalid(pattern, "NulCharacter");
        if (ignoreCase && text.AsSpan().IndexOf(':') >= 0) throw Invalid(pattern, "Colon");

        var folderOnly = text[text.Length - 1] == '/';
        if (folderOnly) text = text.Substring(0, text.Length - 1);
        var anchored = text.AsSpan().IndexOf('/') >= 0;
        if (text.Length > 0 && text[0] == '/') text = text.Substring(1);
        if (text.Length == 0) throw Invalid(pattern, "Empty");

        var parts = new List<GlobPart?>();
        if (!anchored) parts.Add(null);
        foreach (var part in text.Split('/'))
        {
            if (part.Length == 0) throw Invalid(pattern, "EmptyPart");
            if (part is "." or "..") throw Invalid(pattern, "DotPart");
            if (!IsAnyDepth(part) || !anchored) parts.Add(GlobPart.Parse(part, ignoreCase) ?? throw Invalid(pattern, "Form"));
            else if (parts.Count == 0 || parts[parts.Count - 1] is not null) parts.Add(null);
        }
        return parts.Count > MostParts
            ? throw Invalid(pattern, "TooLong")
            : new GlobPattern([.. parts], folderOnly);
    }

    /// <summary>
    /// Goes on by one part of a path. True when the pattern matches the path that ends with this part.
    /// </summary>
    /// <param name="state">The state after the parts before.</param>
    /// <param name="part">The part.</param>
    /// <param name="folder">Whether the path that ends here is a folder's.</param>
    /// <param name="next">The state for what lies below; 0 when nothing below can match.</param>
    public bool Step(ulong state, ReadOnlySpan<char> part, bool folder, out ulong next)
    {
        next = state;
        if (anywhere is not null) return (folder || !folderOnly) && anywhere.Matches(part);
        next = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if ((state & (1UL << i)) == 0) continue;
            if (parts[i] is not { } glob) next |= i == parts.Length - 1 ? 3UL << i : 1UL << i;
            else if (glob.Matches(part)) next |= 2UL << i;
        }
        next = Closed(next);
        var end = 1UL << parts.Length;
        var matched = (next & end) != 0;
        next &= ~end;
        return matched && (folder || !folderOnly);
    }

    /// <summary>Adds what can be reached without a part: "**" may stand for none, but for the last one.</summary>
    ulong Closed(ulong state)
    {
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (parts[i] is null && (state & (1UL << i)) != 0) state |= 2UL << i;
        }
        return state;
    }

    /// <summary>"**" as a whole part; git takes more asterisks for the same.</summary>
    static bool IsAnyDepth(string part)
    {
        foreach (var c in part)
            if (c != '*') return false;
        return part.Length > 1;
    }

    static CloneException Invalid(string pattern, string reason) =>
        new(ErrorId.CloneFilterInvalid, pattern, Text.Get("Reason.Filter" + reason));
}
