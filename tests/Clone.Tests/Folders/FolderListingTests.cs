using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class FolderListingTests
{
    /// <summary>Names that share their beginnings, around '/' in the order of bytes, and that tie in eight bytes.</summary>
    static readonly Gen<byte[]> Name = Gen.OneOf(
        Gen.OneOf(1, (int)'-', '.', '0', 'a', 'z', 0x7F, 0xC3, 0xFF).Array[1, 4],
        Gen.OneOf(1, (int)'-', 'a', 0xFF).Array[7, 10],
        Gen.OneOf(1, (int)'.', 'a').Array[0, 20].Select(t => Enumerable.Repeat((int)'p', 12).Concat(t).ToArray()))
        .Select(n => Array.ConvertAll(n, b => (byte)b));

    static readonly Gen<(byte[] Name, bool Folder)[]> Entries = Gen.Select(Name, Gen.Bool).Array[0, 60]
        .Select(all => all.DistinctBy(e => Convert.ToHexString(e.Item1)).ToArray());

    [Fact]
    public void Sorting_equals_sorting_whole_keys() => Entries.Sample(entries =>
    {
        var listing = Fill(entries);
        listing.Sort();
        var expected = entries.Select(e => EntryOrder.Key(new EntryPath(e.Name), e.Folder ? EntryKind.Folder : EntryKind.File)).ToList();
        expected.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        Assert.Equal(expected.Select(Convert.ToHexString), Enumerable.Range(0, listing.Count).Select(i => Convert.ToHexString(KeyAt(listing, i))));
    });

    [Fact]
    public void Facts_and_exclusions_stay_with_their_names() => Entries.Sample(entries =>
    {
        var listing = Fill(entries);
        listing.Sort();
        for (var i = 0; i < listing.Count; i++)
        {
            var name = listing.NameAt(i).ToArray();
            var at = Array.FindIndex(entries, e => e.Name.AsSpan().SequenceEqual(name));
            Assert.Equal(at, listing.FactsAt(i).Size);
            Assert.Equal(at % 3 == 0 ? Exclusion.Filter : Exclusion.None, listing.ExclusionAt(i));
            listing.Exclude(i, Exclusion.Offline);
            Assert.Equal(Exclusion.Offline, listing.ExclusionAt(i));
            Assert.Equal(name, listing.NameAt(i).ToArray());
        }
    });

    [Fact]
    public void Folders_and_files_of_similar_names_mix_in_key_order()
    {
        var listing = new FolderListing();
        foreach (var (name, folder) in new[] { ("a0", false), ("a", true), ("a-", false), ("a.txt", false), ("a-", true) }.Reverse())
            listing.Add(Wtf8.Encode(name), new EntryFacts { Kind = folder ? EntryKind.Folder : EntryKind.File });
        listing.Add("b"u8, new EntryFacts());
        listing.Sort();
        Assert.Equal(
            ["a-", "a-/", "a.txt", "a/", "a0", "b"],
            Enumerable.Range(0, listing.Count).Select(i => Wtf8.Decode(KeyAt(listing, i))));
    }

    [Fact]
    public void A_listing_grows_with_long_names_and_many_entries()
    {
        var listing = new FolderListing();
        var names = new List<string>();
        for (var i = 0; i < 5000; i++) names.Add(new string((char)('a' + (i % 26)), 1 + (i % 255)) + i);
        foreach (var name in names) listing.Add(Wtf8.Encode(name), new EntryFacts());
        listing.Sort();
        names.Sort(StringComparer.Ordinal);
        Assert.Equal(names, Enumerable.Range(0, listing.Count).Select(i => Wtf8.Decode(listing.NameAt(i))));
    }

    static FolderListing Fill((byte[] Name, bool Folder)[] entries)
    {
        var listing = new FolderListing();
        for (var i = 0; i < entries.Length; i++)
        {
            var facts = new EntryFacts { Kind = entries[i].Folder ? EntryKind.Folder : EntryKind.File, Size = i };
            listing.Add(entries[i].Name, in facts, i % 3 == 0 ? Exclusion.Filter : Exclusion.None);
        }
        return listing;
    }

    static byte[] KeyAt(FolderListing listing, int place) =>
        EntryOrder.Key(new EntryPath(listing.NameAt(place).ToArray()), listing.FactsAt(place).Kind);
}
