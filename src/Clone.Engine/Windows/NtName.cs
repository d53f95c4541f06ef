using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Windows;

/// <summary>A single name, from WTF-8 to the UTF-16 of the kernel.</summary>
static class NtName
{
    /// <summary>What a UNICODE_STRING can count: its length in bytes has 16 bits.</summary>
    public const int MostCharacters = 32766;

    /// <summary>
    /// The name as the kernel takes it. A name that it would read as a path or as a stream (with '\', '/' or ':'),
    /// and one that is not WTF-8, is refused: it must never reach another entry than the one of that name.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> name, EntryOperation operation)
    {
        if (!EntryPath.IsSafeName(name) || name.IndexOf((byte)'\\') >= 0 || name.IndexOf((byte)':') >= 0)
            throw WindowsErrors.OfStatus(NtStatus.ObjectNameInvalid, operation);
        var text = Wtf8.Decode(name);
        if (text.Length > MostCharacters) throw new EntryException(IoProblem.NameTooLong, "ERROR_FILENAME_EXCED_RANGE", operation);
        if (text.AsSpan().IndexOf('\uFFFD') >= 0 && !Wtf8.Encode(text).AsSpan().SequenceEqual(name))
            throw WindowsErrors.OfStatus(NtStatus.ObjectNameInvalid, operation);
        return text;
    }

    /// <summary>True when a directory query would take the name as a pattern; no entry can have such a name.</summary>
    public static bool HasWildcard(string name) => name.IndexOfAny(['*', '?', '<', '>', '"']) >= 0;

    /// <summary>The name of a stream as the kernel takes it relative to its file: ':', the name, ':$DATA'.</summary>
    public static string OfStream(string name, EntryOperation operation)
    {
        const string type = ":$DATA";
        var inner = name.Length > type.Length + 1 && name[0] == ':' && name.EndsWith(type, StringComparison.OrdinalIgnoreCase)
            ? name.Substring(1, name.Length - type.Length - 1)
            : "";
        if (inner.Length == 0 || inner.IndexOfAny(['\\', '/', ':', '\0']) >= 0)
            throw WindowsErrors.OfStatus(NtStatus.ObjectNameInvalid, operation);
        return name;
    }
}
