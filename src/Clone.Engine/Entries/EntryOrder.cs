using System;

namespace Clone.Engine.Entries;

/// <summary>
/// The canonical order in which every side is read: the bytes of the key, where the key of a folder is its path plus
/// '/' and the key of anything else is its path. All entries below a folder follow it at once.
/// </summary>
public static class EntryOrder
{
    /// <summary>The key of an entry, as it is stored in tables.</summary>
    public static byte[] Key(EntryPath path, EntryKind kind)
    {
        var folder = kind == EntryKind.Folder ? 1 : 0;
        var key = new byte[path.Bytes.Length + folder];
        path.Bytes.CopyTo(key);
        if (folder == 1) key[key.Length - 1] = (byte)'/';
        return key;
    }

    /// <summary>The path in a key.</summary>
    public static EntryPath PathOf(ReadOnlySpan<byte> key) =>
        new(IsFolder(key) ? key.Slice(0, key.Length - 1).ToArray() : key.ToArray());

    /// <summary>True when the key is a folder's.</summary>
    public static bool IsFolder(ReadOnlySpan<byte> key) => key.Length > 0 && key[key.Length - 1] == (byte)'/';

    /// <summary>Compares two names in the same folder.</summary>
    public static int CompareNames(ReadOnlySpan<byte> a, bool aFolder, ReadOnlySpan<byte> b, bool bFolder)
    {
        var common = Math.Min(a.Length, b.Length);
        var order = a.Slice(0, common).SequenceCompareTo(b.Slice(0, common));
        if (order != 0) return order;
        var nextA = a.Length > common ? a[common] : aFolder ? '/' : -1;
        var nextB = b.Length > common ? b[common] : bFolder ? '/' : -1;
        if (nextA != nextB) return nextA - nextB;
        // Both end here, or one ends and the other goes on with '/', which no name can hold.
        return 0;
    }

    /// <summary>Compares two entries, each given by its folder and name.</summary>
    public static int Compare(
        EntryPath aParent, ReadOnlySpan<byte> aName, bool aFolder,
        EntryPath bParent, ReadOnlySpan<byte> bName, bool bFolder)
    {
        if (aParent.Bytes.SequenceEqual(bParent.Bytes)) return CompareNames(aName, aFolder, bName, bFolder);
        var a = new KeyReader(aParent.Bytes, aName, aFolder);
        var b = new KeyReader(bParent.Bytes, bName, bFolder);
        return Compare(ref a, ref b);
    }

    /// <summary>Compares an entry with a stored key.</summary>
    public static int Compare(EntryPath parent, ReadOnlySpan<byte> name, bool folder, ReadOnlySpan<byte> key)
    {
        var a = new KeyReader(parent.Bytes, name, folder);
        var b = new KeyReader(key, default, false);
        return Compare(ref a, ref b);
    }

    static int Compare(ref KeyReader a, ref KeyReader b)
    {
        while (true)
        {
            var left = a.Piece;
            var right = b.Piece;
            if (left.IsEmpty || right.IsEmpty) return left.IsEmpty ? (right.IsEmpty ? 0 : -1) : 1;
            var common = Math.Min(left.Length, right.Length);
            var order = left.Slice(0, common).SequenceCompareTo(right.Slice(0, common));
            if (order != 0) return order;
            a.Skip(common);
            b.Skip(common);
        }
    }

    /// <summary>Reads a key piece by piece without joining it: parent, '/', name, '/' of a folder.</summary>
    ref struct KeyReader
    {
        readonly ReadOnlySpan<byte> name;
        readonly bool folder;
        int stage;

        public KeyReader(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name, bool folder)
        {
            this.name = name;
            this.folder = folder;
            stage = parent.IsEmpty ? 2 : 0;
            Piece = parent.IsEmpty ? name : parent;
        }

        public ReadOnlySpan<byte> Piece { get; private set; }

        public void Skip(int count)
        {
            Piece = Piece.Slice(count);
            if (!Piece.IsEmpty) return;
            stage++;
            if (stage == 1 && name.IsEmpty) stage = 4;
            Piece = stage switch
            {
                1 => "/"u8,
                2 => name,
                3 when folder => "/"u8,
                _ => default,
            };
        }
    }
}
