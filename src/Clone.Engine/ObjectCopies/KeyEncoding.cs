using System;
using System.Collections.Generic;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// How the parts of paths are spelled in the keys of a service: as rclone spells those of a local disk, so that its users see
/// the same names. What the service cannot hold has a stand-in, and a stand-in that is really in a name is quoted.
/// </summary>
/// <remarks>
/// https://rclone.org/overview/#encoding; the rules of each service are on its page there. rclone takes the wide '/' and '.' in a
/// local name for stand-ins already, so that they come as they are to keys (tried with 1.60); no name holds what they stand for.
/// </remarks>
sealed class KeyEncoding
{
    const char Quote = '\u201B';
    const char Symbols = '\u2400';
    const char Dot = '\uFF0E';

    readonly string replaced;
    readonly string standIns;
    readonly bool hidesLastDot;

    KeyEncoding(string replaced, bool hidesLastDot)
    {
        this.replaced = replaced;
        this.hidesLastDot = hidesLastDot;
        var chars = new StringBuilder();
        foreach (var c in replaced) chars.Append(StandInOf(c));
        standIns = chars.ToString();
    }

    /// <summary>S3 (https://rclone.org/s3/#restricted-filename-characters): what is no UTF-8.</summary>
    public static KeyEncoding S3 { get; } = new("", hidesLastDot: false);

    /// <summary>Azure Blob (https://rclone.org/azureblob/#restricted-filename-characters): also '\', controls and a dot at the end.</summary>
    public static KeyEncoding AzureBlob { get; } = new("\\\u007F" + Controls(), hidesLastDot: true);

    /// <summary>The encoding of a service.</summary>
    public static KeyEncoding Of(NameSpelling spelling) => spelling == NameSpelling.AzureBlob ? AzureBlob : S3;

    /// <summary>The part of a key for a name.</summary>
    public string Encode(ReadOnlySpan<byte> name)
    {
        var text = Wtf8.Decode(name);
        if (IsPlain(text)) return text;
        var key = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (hidesLastDot && i == text.Length - 1 && c is '.' or Dot) key.Append(c == '.' ? "\uFF0E" : "\u201B\uFF0E");
            else if (IsPaired(text, i)) key.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c)) AppendBytes(key, c);
            else if (replaced.AsSpan().IndexOf(c) is >= 0 and var place) key.Append(standIns[place]);
            else if (c == Quote || standIns.AsSpan().IndexOf(c) >= 0) key.Append(Quote).Append(c);
            else key.Append(c);
        }
        return key.ToString();
    }

    /// <summary>
    /// The name of a part of a key; null when it is not how a name that can be a part of a path would be spelled: then
    /// the key is not one of ours.
    /// </summary>
    public byte[]? Decode(string part)
    {
        if (IsPlain(part))
        {
            var plain = Wtf8.Encode(part);
            return EntryPath.IsSafeName(plain) ? plain : null;
        }
        var name = new List<byte>(part.Length * 3);
        for (var i = 0; i < part.Length; i++)
        {
            var c = part[i];
            if (c == Quote && i + 1 < part.Length && IsQuotable(part[i + 1])) Append(name, part, ref i, skip: 1);
            else if (c == Quote && ByteAt(part, i + 1) is { } value) AppendByte(name, value, ref i);
            else if (standIns.AsSpan().IndexOf(c) is >= 0 and var place) name.Add((byte)replaced[place]);
            else if (hidesLastDot && c == Dot && i == part.Length - 1) name.Add((byte)'.');
            else Append(name, part, ref i, skip: 0);
        }
        var bytes = name.ToArray();
        return EntryPath.IsSafeName(bytes) && string.Equals(Encode(bytes), part, StringComparison.Ordinal) ? bytes : null;
    }

    /// <summary>True for what is the same in a name and in a key, as almost all is.</summary>
    bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c == Quote || char.IsSurrogate(c) || replaced.AsSpan().IndexOf(c) >= 0 || standIns.AsSpan().IndexOf(c) >= 0) return false;
        return !(hidesLastDot && text.Length > 0 && text[text.Length - 1] is '.' or Dot);
    }

    bool IsQuotable(char c) => c == Quote || standIns.AsSpan().IndexOf(c) >= 0 || (c == Dot && hidesLastDot);

    static bool IsPaired(string text, int place) =>
        char.IsHighSurrogate(text[place]) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]);

    /// <summary>An unpaired surrogate, which no UTF-8 can hold, as the three bytes that it has in WTF-8.</summary>
    static void AppendBytes(StringBuilder key, char unpaired)
    {
        foreach (var b in Wtf8.Encode(unpaired.ToString())) key.Append(Quote).Append(HexOf(b >> 4)).Append(HexOf(b & 15));
    }

    static void Append(List<byte> name, string part, ref int place, int skip)
    {
        place += skip;
        var length = IsPaired(part, place) ? 2 : 1;
        name.AddRange(Wtf8.Encode(part.AsSpan(place, length)));
        place += length - 1;
    }

    static void AppendByte(List<byte> name, byte value, ref int place)
    {
        name.Add(value);
        place += 2;
    }

    static byte? ByteAt(string part, int place) =>
        place + 1 < part.Length && ValueOf(part[place]) is { } high && ValueOf(part[place + 1]) is { } low ? (byte)(high << 4 | low) : null;

    static char HexOf(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    static int? ValueOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => null,
    };

    /// <summary>The symbol of a control, the wide form of what can be printed.</summary>
    static char StandInOf(char c) => c switch
    {
        '\u007F' => '\u2421',
        < ' ' => (char)(Symbols + c),
        _ => (char)(c + 0xFEE0),
    };

    static string Controls()
    {
        var controls = new StringBuilder();
        for (var c = '\u0001'; c < ' '; c++) controls.Append(c);
        return controls.ToString();
    }
}
