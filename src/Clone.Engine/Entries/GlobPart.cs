using System;
using System.Collections.Generic;

namespace Clone.Engine.Entries;

/// <summary>
/// One part of a filter pattern, matched against one name. Works on code points; needs at most (length of the name) x
/// (length of the part) steps.
/// </summary>
sealed class GlobPart
{
    readonly Element[] elements;
    readonly bool ignoreCase;

    GlobPart(Element[] elements, bool ignoreCase)
    {
        this.elements = elements;
        this.ignoreCase = ignoreCase;
    }

    enum ElementKind : byte
    {
        /// <summary>This code point.</summary>
        One,

        /// <summary>Any code point.</summary>
        Any,

        /// <summary>Any number of code points.</summary>
        Many,

        /// <summary>A code point of a set.</summary>
        Set,
    }

    /// <summary>Null when a bracket is not closed, a range runs backwards, or a '\' stands at the end.</summary>
    public static GlobPart? Parse(string text, bool ignoreCase)
    {
        var elements = new List<Element>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c == '*')
            {
                i++;
                if (elements.Count == 0 || elements[elements.Count - 1].Kind != ElementKind.Many)
                    elements.Add(new Element { Kind = ElementKind.Many });
            }
            else if (c == '?')
            {
                i++;
                elements.Add(new Element { Kind = ElementKind.Any });
            }
            else if (c == '[')
            {
                if (ParseSet(text, ref i) is not { } set) return null;
                elements.Add(set);
            }
            else
            {
                if (c == '\\' && ++i == text.Length) return null;
                elements.Add(new Element { Kind = ElementKind.One, Value = Fold(Next(text.AsSpan(), ref i), ignoreCase) });
            }
        }
        return new GlobPart([.. elements], ignoreCase);
    }

    public bool Matches(ReadOnlySpan<char> name)
    {
        if (CannotEnd(name)) return false;
        var at = 0;
        var element = 0;
        var starElement = -1;
        var starAt = 0;
        while (at < name.Length)
        {
            if (element < elements.Length && elements[element].Kind == ElementKind.Many)
            {
                starElement = element++;
                starAt = at;
                continue;
            }
            var next = at;
            if (element < elements.Length && IsMatch(in elements[element], Next(name, ref next)))
            {
                element++;
                at = next;
                continue;
            }
            if (starElement < 0) return false;
            // The latest star takes one more; earlier stars need not be tried again.
            Next(name, ref starAt);
            at = starAt;
            element = starElement + 1;
        }
        while (element < elements.Length && elements[element].Kind == ElementKind.Many) element++;
        return element == elements.Length;
    }

    /// <summary>Settles most names by their last character.</summary>
    bool CannotEnd(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || elements.Length == 0) return false;
        ref var last = ref elements[elements.Length - 1];
        return last.Kind == ElementKind.One && last.Value <= 0xFFFF && !IsMatch(in last, name[name.Length - 1]);
    }

    static Element? ParseSet(string text, ref int i)
    {
        var ranges = new List<(int First, int Last)>();
        var at = i + 1;
        var negated = at < text.Length && text[at] is '!' or '^';
        if (negated) at++;
        for (var first = at; ; )
        {
            if (at >= text.Length) return null;
            if (text[at] == ']' && at > first) break;
            // [:alpha:] and its like: not known here, and silently another meaning would be worse than an error.
            if (text[at] == '[' && at + 1 < text.Length && text[at + 1] is ':' or '.' or '=') return null;
            if (SetMember(text, ref at) is not { } low) return null;
            var high = low;
            if (at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']')
            {
                at++;
                if (SetMember(text, ref at) is not { } last || last < low) return null;
                high = last;
            }
            ranges.Add((low, high));
        }
        i = at + 1;
        return new Element { Kind = ElementKind.Set, Ranges = [.. ranges], Negated = negated };
    }

    static int? SetMember(string text, ref int at)
    {
        if (text[at] == '\\' && ++at >= text.Length) return null;
        return Next(text.AsSpan(), ref at);
    }

    bool IsMatch(in Element element, int c) => element.Kind switch
    {
        ElementKind.One => element.Value == c || (ignoreCase && element.Value == Fold(c, true)),
        ElementKind.Any => true,
        _ => IsInSet(in element, c) != element.Negated,
    };

    bool IsInSet(in Element element, int c)
    {
        foreach (var (first, last) in element.Ranges!)
        {
            if (c >= first && c <= last) return true;
            if (!ignoreCase || c > 0xFFFF) continue;
            int upper = char.ToUpperInvariant((char)c);
            int lower = char.ToLowerInvariant((char)c);
            if ((upper >= first && upper <= last) || (lower >= first && lower <= last)) return true;
        }
        return false;
    }

    static int Fold(int c, bool ignoreCase) =>
        ignoreCase && c <= 0xFFFF ? char.ToUpperInvariant((char)c) : c;

    static int Next(ReadOnlySpan<char> text, ref int at)
    {
        var c = text[at++];
        return char.IsHighSurrogate(c) && at < text.Length && char.IsLowSurrogate(text[at])
            ? char.ConvertToUtf32(c, text[at++])
            : c;
    }

    struct Element
    {
        public ElementKind Kind;
        public bool Negated;
        public int Value;
        public (int First, int Last)[]? Ranges;
    }
}
