using System;
using System.Linq;
using Clone.Engine.Entries;
using CsCheck;
using Xunit;

namespace Clone.Tests.Entries;

public sealed class EntryOrderTests
{
    static readonly Gen<string> Part = Gen.String[Gen.Char["ab-/0"[0], 'c'], 1, 4].Select(s => s.Replace('/', 'x'));

    static readonly Gen<(string Path, bool Folder)> Some =
        Gen.Select(Part.Array[1, 4], Gen.Bool, (parts, folder) => (string.Join("/", parts), folder));

    [Fact]
    public void Comparing_by_parent_and_name_equals_comparing_the_joined_keys() => Gen.Select(Some, Some).Sample((a, b) =>
    {
        var left = EntryPath.Parse(a.Path);
        var right = EntryPath.Parse(b.Path);
        var leftKey = EntryOrder.Key(left, a.Folder ? EntryKind.Folder : EntryKind.File);
        var rightKey = EntryOrder.Key(right, b.Folder ? EntryKind.Folder : EntryKind.File);
        var expected = Math.Sign(leftKey.AsSpan().SequenceCompareTo(rightKey));
        Assert.Equal(expected, Math.Sign(EntryOrder.Compare(left.Parent, left.Name, a.Folder, right.Parent, right.Name, b.Folder)));
        Assert.Equal(expected, Math.Sign(EntryOrder.Compare(left.Parent, left.Name, a.Folder, rightKey)));
    });

    [Fact]
    public void A_folder_sorts_as_its_name_plus_slash()
    {
        string[] sorted = ["a", "a-b", "a.txt", "a/", "a/x", "a0"];
        var shuffled = sorted.Reverse().OrderBy(k => System.Text.Encoding.UTF8.GetBytes(k), ByBytes).ToArray();
        Assert.Equal(sorted, shuffled);
        Assert.True(EntryOrder.CompareNames("a"u8, true, "a-b"u8, false) > 0);
        Assert.True(EntryOrder.CompareNames("a"u8, true, "a"u8, false) > 0);
    }

    static System.Collections.Generic.IComparer<byte[]> ByBytes =>
        System.Collections.Generic.Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y));
}
