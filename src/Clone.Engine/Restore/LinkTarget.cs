using System;
using System.Buffers.Binary;
using Clone.Engine.Entries;

namespace Clone.Engine.Restore;

/// <summary>
/// Tells links that stay within the folder they are restored into from those that may lead elsewhere. In doubt a link
/// leads elsewhere.
/// </summary>
static class LinkTarget
{
    const uint SymbolicLink = 0xA000000C;
    const int SymbolicLinkHeader = 20;
    const uint IsRelative = 1;

    /// <summary>
    /// Whether a link leads out of the root, or may. A step back after a name counts as one: the name may be that of
    /// another link, and then it does not lead to where the text says.
    /// </summary>
    /// <param name="link">The path of the link.</param>
    /// <param name="target">Its target as the file system stores it.</param>
    /// <param name="isReparseData">True for a target of Windows.</param>
    public static bool LeadsOutside(EntryPath link, byte[] target, bool isReparseData)
    {
        if (!isReparseData) return LeadsOutside(link, target.AsSpan(), separators: "/"u8);
        return PathOf(target) is not { } path || path.AsSpan().IndexOf(':') >= 0 || LeadsOutside(link, Wtf8.Encode(path), separators: "/\\"u8);
    }

    static bool LeadsOutside(EntryPath link, ReadOnlySpan<byte> target, ReadOnlySpan<byte> separators)
    {
        if (target.IsEmpty || separators.IndexOf(target[0]) >= 0) return true;
        var depth = Depth(link.Parent);
        var isBack = true;
        while (!target.IsEmpty)
        {
            var end = target.IndexOfAny(separators);
            var part = end < 0 ? target : target.Slice(0, end);
            target = end < 0 ? default : target.Slice(end + 1);
            if (part.IsEmpty || part.SequenceEqual("."u8)) continue;
            var stepsBack = part.SequenceEqual(".."u8);
            if (stepsBack && (!isBack || --depth < 0)) return true;
            isBack = stepsBack;
        }
        return false;
    }

    static int Depth(EntryPath folder)
    {
        if (folder.IsRoot) return 0;
        var depth = 1;
        foreach (var b in folder.Bytes)
            if (b == (byte)'/') depth++;
        return depth;
    }

    /// <summary>The path in a relative symbolic link of Windows; null for every other kind of link.</summary>
    static string? PathOf(ReadOnlySpan<byte> target)
    {
        if (target.Length < 1 + SymbolicLinkHeader) return null;
        var data = target.Slice(1);
        if (BinaryPrimitives.ReadUInt32LittleEndian(data) != SymbolicLink) return null;
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(8));
        var length = BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(10));
        if ((BinaryPrimitives.ReadUInt32LittleEndian(data.Slice(16)) & IsRelative) == 0) return null;
        if (length % 2 != 0 || data.Length < SymbolicLinkHeader + offset + length) return null;
        var text = new char[length / 2];
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(SymbolicLinkHeader + offset + (i * 2)));
        return new string(text);
    }
}
