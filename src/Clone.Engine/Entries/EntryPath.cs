using System;

namespace Clone.Engine.Entries;

/// <summary>
/// The path of an entry relative to the root of its side: WTF-8 bytes (UTF-8, with unpaired UTF-16 surrogates as
/// three bytes), '/' between the parts, no leading and no trailing '/'. The root itself is the empty path.
/// </summary>
/// <remarks>
/// A path may only be made from parts that passed <see cref="IsSafeName"/>, or from our own stores, so that no path
/// ever leads outside its root.
/// </remarks>
public readonly struct EntryPath : IEquatable<EntryPath>
{
    readonly byte[]? bytes;

    /// <summary>Wraps bytes that already have the shape described above; the array is not copied.</summary>
    public EntryPath(byte[] bytes) => this.bytes = bytes;

    /// <summary>The root of a side.</summary>
    public static EntryPath Root => default;

    /// <summary>The bytes, without '/' at either end.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>True for the root.</summary>
    public bool IsRoot => bytes is null || bytes.Length == 0;

    /// <summary>The last part; empty for the root.</summary>
    public ReadOnlySpan<byte> Name => Bytes.Slice(Bytes.LastIndexOf((byte)'/') + 1);

    /// <summary>The folder that holds the entry; the root for entries at the top and for the root itself.</summary>
    public EntryPath Parent
    {
        get
        {
            var cut = Bytes.LastIndexOf((byte)'/');
            return cut <= 0 ? Root : new EntryPath(Bytes.Slice(0, cut).ToArray());
        }
    }

    /// <summary>The path from text with '/' between the parts (for tests, parameters and stores in text form).</summary>
    public static EntryPath Parse(string text) => new(Wtf8.Encode(text));

    /// <summary>The path of a child.</summary>
    public EntryPath Append(ReadOnlySpan<byte> name)
    {
        if (IsRoot) return new EntryPath(name.ToArray());
        var joined = new byte[bytes!.Length + 1 + name.Length];
        bytes.CopyTo(joined, 0);
        joined[bytes.Length] = (byte)'/';
        name.CopyTo(joined.AsSpan(bytes.Length + 1));
        return new EntryPath(joined);
    }

    /// <summary>True when this path is <paramref name="folder"/> or lies below it.</summary>
    public bool IsWithin(EntryPath folder) =>
        folder.IsRoot
        || (Bytes.StartsWith(folder.Bytes)
            && (Bytes.Length == folder.Bytes.Length || Bytes[folder.Bytes.Length] == (byte)'/'));

    /// <summary>
    /// True when a name from outside (a listing, a marker, an index copy) can stand as one part of a path: not empty,
    /// not "." or "..", without '/' and NUL.
    /// </summary>
    public static bool IsSafeName(ReadOnlySpan<byte> name) =>
        !name.IsEmpty
        && name.IndexOf((byte)'/') < 0
        && name.IndexOf((byte)0) < 0
        && !name.SequenceEqual("."u8)
        && !name.SequenceEqual(".."u8);

    /// <inheritdoc/>
    public bool Equals(EntryPath other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EntryPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 2166136261u;
        foreach (var b in Bytes) hash = (hash ^ b) * 16777619u;
        return (int)hash;
    }

    /// <summary>The path as text with '/' between the parts. Bytes that are not WTF-8 become U+FFFD.</summary>
    public override string ToString() => Wtf8.Decode(Bytes);

    /// <summary>Same bytes.</summary>
    public static bool operator ==(EntryPath left, EntryPath right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(EntryPath left, EntryPath right) => !left.Equals(right);
}
