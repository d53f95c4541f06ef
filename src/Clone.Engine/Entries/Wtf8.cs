using System;

namespace Clone.Engine.Entries;

/// <summary>
/// Names between UTF-16 (Windows, .NET strings) and WTF-8 (https://simonsapin.github.io/wtf-8/): UTF-8 that can also
/// carry the unpaired surrogates that NTFS allows in a name.
/// </summary>
public static class Wtf8
{
    /// <summary>True when the bytes are plain UTF-8: no surrogates, no overlong forms.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
#if NET
        return System.Text.Unicode.Utf8.IsValid(bytes);
#else
        while (!bytes.IsEmpty)
        {
            var length = Sequence(bytes, out var c);
            if (length == 0 || c is >= 0xD800 and <= 0xDFFF) return false;
            bytes = bytes.Slice(length);
        }
        return true;
#endif
    }

    /// <summary>Encodes UTF-16 to WTF-8.</summary>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * 3];
        return bytes.AsSpan(0, Encode(text, bytes)).ToArray();
    }

    /// <summary>Encodes UTF-16 to WTF-8.</summary>
    public static byte[] Encode(string text) => Encode(text.AsSpan());

    /// <summary>Encodes into a buffer of at least three bytes a character; returns the bytes written.</summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var n = 0;
        for (var i = 0; i < text.Length; i++)
        {
            int c = text[i];
            if (char.IsHighSurrogate((char)c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                c = char.ConvertToUtf32((char)c, text[++i]);
            if (c < 0x80)
            {
                bytes[n++] = (byte)c;
                continue;
            }
            if (c < 0x800)
            {
                bytes[n++] = (byte)(0xC0 | (c >> 6));
            }
            else
            {
                if (c < 0x10000)
                {
                    bytes[n++] = (byte)(0xE0 | (c >> 12));
                }
                else
                {
                    bytes[n++] = (byte)(0xF0 | (c >> 18));
                    bytes[n++] = (byte)(0x80 | ((c >> 12) & 0x3F));
                }
                bytes[n++] = (byte)(0x80 | ((c >> 6) & 0x3F));
            }
            bytes[n++] = (byte)(0x80 | (c & 0x3F));
        }
        return n;
    }

    /// <summary>Decodes WTF-8 to UTF-16; what is not WTF-8 becomes U+FFFD, one for each byte.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[bytes.Length];
        return new string(chars, 0, Decode(bytes, chars));
    }

    /// <summary>Decodes into a buffer of at least one character a byte; returns the characters written.</summary>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var n = 0;
        for (var i = 0; i < bytes.Length;)
        {
            var length = Sequence(bytes.Slice(i), out var c);
            if (length == 0)
            {
                chars[n++] = '\uFFFD';
                i++;
                continue;
            }
            i += length;
            if (c < 0x10000)
            {
                chars[n++] = (char)c;
            }
            else
            {
                chars[n++] = (char)(0xD7C0 + (c >> 10));
                chars[n++] = (char)(0xDC00 + (c & 0x3FF));
            }
        }
        return n;
    }

    static int Sequence(ReadOnlySpan<byte> bytes, out int c)
    {
        c = bytes[0];
        if (c < 0x80) return 1;
        var length = c >= 0xF0 && c < 0xF5 ? 4 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xC2 && c < 0xE0 ? 2 : 0;
        if (length == 0 || bytes.Length < length) return 0;
        c &= 0xFF >> (length + 1);
        for (var i = 1; i < length; i++)
        {
            if ((bytes[i] & 0xC0) != 0x80) return 0;
            c = (c << 6) | (bytes[i] & 0x3F);
        }
        var shortest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
        return c < shortest || c > 0x10FFFF ? 0 : length;
    }
}
