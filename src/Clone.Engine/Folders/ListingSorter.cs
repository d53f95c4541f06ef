using System;
using System.Collections.Generic;
using Clone.Engine.Entries;

namespace Clone.Engine.Folders;

/// <summary>
/// Sorts the entries of one folder by their canonical keys. The eight bytes that follow the prefix common to all
/// names decide almost every comparison, as one number; the rest is compared in full.
/// </summary>
sealed class ListingSorter(byte[] names, int count) : IComparer<int>
{
    FolderListing.Item[] items = [];

    public int[] Sort(FolderListing.Item[] entries)
    {
        items = entries;
        var prefix = CommonPrefix();
        var numbers = new ulong[count];
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = Number(i, prefix);
            order[i] = i;
        }
        Array.Sort(numbers, order);
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && numbers[end] == numbers[start]) end++;
            if (end - start > 1) Array.Sort(order, start, end - start, this);
            start = end;
        }
        return order;
    }

    public int Compare(int x, int y) => EntryOrder.CompareNames(
        Name(x), items[x].Facts.Kind == EntryKind.Folder, Name(y), items[y].Facts.Kind == EntryKind.Folder);

    ReadOnlySpan<byte> Name(int i) => names.AsSpan(items[i].Offset, items[i].Length);

    int CommonPrefix()
    {
        if (count == 0) return 0;
        var first = Name(0);
        var prefix = first.Length;
        for (var i = 1; i < count && prefix > 0; i++)
        {
            var name = Name(i);
            var n = 0;
            var most = Math.Min(prefix, name.Length);
            while (n < most && name[n] == first[n]) n++;
            prefix = n;
        }
        return prefix;
    }

    ulong Number(int i, int prefix)
    {
        var rest = Name(i).Slice(prefix);
        var number = 0UL;
        for (var n = 0; n < 8; n++)
        {
            var next = n < rest.Length ? rest[n]
                : n == rest.Length && items[i].Facts.Kind == EntryKind.Folder ? (byte)'/' : (byte)0;
            number = (number << 8) | next;
        }
        return number;
    }
}
