using System;
using System.IO;

namespace Clone.Engine.Objects;

/// <summary>Contents to be sent, which can be sent again: each try opens a stream of its own.</summary>
public sealed class ObjectBody
{
    readonly Func<Stream> open;

    /// <summary>Makes it.</summary>
    /// <param name="length">Length in bytes; the streams give exactly so many.</param>
    /// <param name="open">Opens the contents from their beginning; an EntryException from it or from the stream's reads passes as it is.</param>
    /// <param name="md5">Their MD5, where it is known before; else it is computed while they are sent.</param>
    public ObjectBody(long length, Func<Stream> open, byte[]? md5 = null)
    {
        Length = length;
        this.open = open;
        Md5 = md5;
    }

    /// <summary>Nothing.</summary>
    public static ObjectBody Empty { get; } = Of([]);

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    /// <summary>MD5 of the contents; null where it is not known before they are sent.</summary>
    public byte[]? Md5 { get; }

    /// <summary>Contents that lie in memory and are not changed meanwhile.</summary>
    public static ObjectBody Of(byte[] contents, byte[]? md5 = null) => Of(contents, 0, contents.Length, md5);

    /// <summary>A part of an array that is not changed meanwhile.</summary>
    public static ObjectBody Of(byte[] array, int offset, int length, byte[]? md5 = null) =>
        new(length, () => new MemoryStream(array, offset, length, writable: false, publiclyVisible: true), md5);

    /// <summary>Opens the contents from their beginning.</summary>
    public Stream Open() => open();
}
