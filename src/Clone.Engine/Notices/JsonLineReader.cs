using System;
using System.Globalization;
using System.Text;

namespace Clone.Engine.Notices;

/// <summary>
/// Reads one JSON object (https://www.rfc-editor.org/rfc/rfc8259) member by member from a line. Nothing throws: what
/// is no JSON answers false.
/// </summary>
ref struct JsonLineReader(ReadOnlySpan<char> text)
{
    const int MostDepth = 16;

    readonly ReadOnlySpan<char> text = text;
    int at;
    bool first = true;
    bool closed;

    /// <summary>True when the object was closed and nothing follows it.</summary>
    public bool AtEnd
    {
        get
        {
            SkipSpaces();
            return closed && at == text.Length;
        }
    }

    public bool Begin() => Take('{');

    /// <summary>Goes to the value of the next member; false at the end of the object, and when there is no member.</summary>
    public bool NextMember(out string name)
    {
        name = "";
        if (first && Take('}')) closed = true;
        else if (!first && !Take(','))
            closed = Take('}');
        else if (String(out var read) && Take(':'))
        {
            name = read;
            first = false;
            return true;
        }
        return false;
    }

    /// <summary>Reads a value that must be a whole number.</summary>
    public bool Integer(out long value)
    {
        value = 0;
        return Primitive(out var word)
            && long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads any value; <paramref name="value"/> is null unless it is a string.</summary>
    public bool Value(out string? value)
    {
        value = null;
        SkipSpaces();
        if (at == text.Length) return false;
        if (text[at] != '"') return Skip(0);
        if (!String(out var read)) return false;
        value = read;
        return true;
    }

    bool Skip(int depth)
    {
        SkipSpaces();
        if (at == text.Length || depth > MostDepth) return false;
        switch (text[at])
        {
            case '"':
                return String(out _);
            case '{':
            case '[':
                var end = text[at++] == '{' ? '}' : ']';
                if (Take(end)) return true;
                do
                {
                    if (end == '}' && !(String(out _) && Take(':'))) return false;
                    if (!Skip(depth + 1)) return false;
                }
                while (Take(','));
                return Take(end);
            default:
                return Primitive(out var word) && (word is "true" or "false" or "null" || IsNumber(word));
        }
    }

    bool Primitive(out string word)
    {
        SkipSpaces();
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.')) at++;
        word = text.Slice(start, at - start).ToString();
        return word.Length > 0;
    }

    static bool IsNumber(string word) =>
        word[0] is '-' or (>= '0' and <= '9')
        && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    bool String(out string value)
    {
        value = "";
        if (!Take('"')) return false;
        var plain = text.Slice(at).IndexOfAny('"', '\\');
        if (plain < 0) return false;
        if (text[at + plain] == '"')
        {
            value = text.Slice(at, plain).ToString();
            at += plain + 1;
            return true;
        }
        var read = new StringBuilder();
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"')
            {
                at++;
                value = read.ToString();
                return true;
            }
            if (c == '\\' && !Escape(out c)) return false;
            read.Append(c);
        }
        return false;
    }

    /// <summary>Reads an escape and stays on its last character.</summary>
    bool Escape(out char c)
    {
        c = '\0';
        if (++at >= text.Length) return false;
        switch (text[at])
        {
            case '"' or '\\' or '/': c = text[at]; return true;
            case 'b': c = '\b'; return true;
            case 'f': c = '\f'; return true;
            case 'n': c = '\n'; return true;
            case 'r': c = '\r'; return true;
            case 't': c = '\t'; return true;
            case 'u' when at + 4 < text.Length:
                var code = text.Slice(at + 1, 4).ToString();
                at += 4;
                if (!ushort.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) return false;
                c = (char)number;
                return true;
            default: return false;
        }
    }

    bool Take(char expected)
    {
        SkipSpaces();
        if (at >= text.Length || text[at] != expected) return false;
        at++;
        return true;
    }

    void SkipSpaces()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r') at++;
    }
}
