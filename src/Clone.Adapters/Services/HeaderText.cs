using System;
using System.Collections.Generic;
using System.Text;

namespace Clone.Adapters.Services;

/// <summary>
/// Values of metadata as headers. HTTP carries ASCII alone, and the SDKs refuse all else: such values are encoded words
/// (RFC 2047), the form in which S3 itself gives them back to whoever put them as UTF-8.
/// </summary>
static class HeaderText
{
    const string Open = "=?UTF-8?B?";
    const string OpenQuoted = "=?UTF-8?Q?";
    const string Close = "?=";

    /// <summary>The value as a header holds it: itself where that is the same text for every reader.</summary>
    public static string Encode(string value) =>
        IsPlain(value) ? value : Open + Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) + Close;

    public static string Decode(string value)
    {
        if (!value.EndsWith(Close, StringComparison.Ordinal)) return value;
        var inner = value.Length - Open.Length - Close.Length;
        if (inner < 0) return value;
        if (value.StartsWith(Open, StringComparison.OrdinalIgnoreCase)) return DecodeBase64(value, value.Substring(Open.Length, inner));
        return value.StartsWith(OpenQuoted, StringComparison.OrdinalIgnoreCase) ? DecodeQuoted(value.Substring(Open.Length, inner)) : value;
    }

    static bool IsPlain(string value)
    {
        foreach (var c in value)
            if (c is < ' ' or > '~') return false;
        // Spaces at the ends are lost on the way, and what looks encoded would be decoded.
        return value.Trim() == value && !value.StartsWith("=?", StringComparison.Ordinal);
    }

    static string DecodeBase64(string value, string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return value;
        }
    }

    static string DecodeQuoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
                continue;
            }
            bytes.Add((byte)(text[i] == '_' ? ' ' : text[i]));
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
