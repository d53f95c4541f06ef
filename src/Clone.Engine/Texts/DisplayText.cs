using System.Globalization;
using System.Text;

namespace Clone.Engine.Texts;

/// <summary>
/// Names from outside as people may safely see them: what could break a line, drive a terminal or turn the reading
/// direction stands as <c>\uXXXX</c>.
/// </summary>
public static class DisplayText
{
    /// <summary>The text with dangerous characters escaped; the same object when there are none.</summary>
    public static string Escape(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsDangerous(text, i)) return EscapeFrom(text, i);
            if (char.IsHighSurrogate(text[i])) i++;
        }
        return text;
    }

    /// <summary>
    /// True for control characters, line separators, marks that change the reading direction
    /// (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters) and surrogates without their other
    /// half. The second half of a pair must not be asked about.
    /// </summary>
    internal static bool IsDangerous(string text, int at)
    {
        var c = text[at];
        if (c < ' ') return true;
        if (c < '\u007F') return false;
        return c switch
        {
            <= '\u009F' => true,
            '\u061C' or '\u200E' or '\u200F' => true,
            >= '\u2028' and <= '\u202E' => true,
            >= '\u2066' and <= '\u2069' => true,
            >= '\uD800' and <= '\uDBFF' => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
            >= '\uDC00' and <= '\uDFFF' => true,
            _ => false,
        };
    }

    internal static void AppendCode(StringBuilder to, char c) =>
        to.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));

    static string EscapeFrom(string text, int start)
    {
        var escaped = new StringBuilder(text, 0, start, text.Length + 20);
        for (var i = start; i < text.Length; i++)
        {
            if (IsDangerous(text, i))
            {
                AppendCode(escaped, text[i]);
                continue;
            }
            escaped.Append(text[i]);
            if (char.IsHighSurrogate(text[i])) escaped.Append(text[++i]);
        }
        return escaped.ToString();
    }
}
