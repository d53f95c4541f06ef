using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class UnixFacetTests : IDisposable
{
    readonly TempFolder temp = new();
    readonly FolderHandle folder;

    public UnixFacetTests()
    {
        Platform.RequireLinux();
        folder = temp.Open();
    }

    public void Dispose()
    {
        folder.Dispose();
        temp.Dispose();
    }

    [Fact]
    public void Times_come_back_to_the_tick()
    {
        temp.File("file");
        temp.Folder("sub");
        File.CreateSymbolicLink(temp["link"], "nowhere");
        // What ext4 with inodes of 256 bytes can hold.
        var first = new DateTime(1901, 12, 14, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var last = new DateTime(2446, 5, 10, 0, 0, 0, DateTimeKind.Utc).Ticks;
        using var sub = folder.OpenFolder("sub"u8);
        Gen.Long[first, last].Sample(ticks =>
        {
            var facts = new EntryFacts { Modified = ticks };
            folder.SetFacets("file"u8, facts, FacetMask.Modified);
            folder.SetFacets("link"u8, facts with { Kind = EntryKind.Link }, FacetMask.Modified);
            sub.SetOwnFacets(facts, FacetMask.Modified);
            Assert.Equal(ticks, folder.Look("file"u8)!.Value.Modified);
            Assert.Equal(ticks, folder.Look("link"u8)!.Value.Modified);
            Assert.Equal(ticks, sub.LookAtSelf().Modified);
            Assert.Equal(ticks, folder.Look("sub"u8)!.Value.Modified);
        }, iter: 300 * Soak.Times, threads: 1);
    }

    [Fact]
    public void Times_are_those_of_other_programs()
    {
        temp.File("file");
        foreach (var text in new[] { "1969-12-31 23:59:59.999999900", "1970-01-01 00:00:00.000000000", "1950-06-01 12:00:00.123456700" })
        {
            var time = DateTime.Parse(text[..27], System.Globalization.CultureInfo.InvariantCulture);
            folder.SetFacets("file"u8, new EntryFacts { Modified = time.Ticks }, FacetMask.Modified);
            Assert.StartsWith(text, Tool.Run("env", "TZ=UTC", "stat", "-c", "%y", temp["file"]));
        }
    }

    [Fact]
    public void Reading_leaves_the_time_of_access_alone()
    {
        temp.File("file", "x");
        Tool.Run("touch", "-a", "-d", "2001-02-03 04:05:06Z", temp["file"]);
        using (var reader = folder.OpenFile("file"u8)) reader.Read(new byte[1], 0);
        Assert.Equal("981173106", Tool.Run("stat", "-c", "%X", temp["file"]).Trim());
    }

    [Fact]
    public void Modes_come_back_and_a_link_is_not_followed()
    {
        temp.File("file");
        temp.Folder("sub");
        File.CreateSymbolicLink(temp["link"], "file");
        using var sub = folder.OpenFolder("sub"u8);
        foreach (var mode in new uint[] { 0, 0x1A4, 0x1FF, 0xFFF, 0x9ED })
        {
            folder.SetFacets("file"u8, new EntryFacts { Attributes = mode }, FacetMask.Attributes);
            sub.SetOwnFacets(new EntryFacts { Attributes = mode }, FacetMask.Attributes);
            Assert.Equal(mode, folder.Look("file"u8)!.Value.Attributes);
            Assert.Equal(mode, folder.Look("sub"u8)!.Value.Attributes);
        }
        folder.SetFacets("link"u8, new EntryFacts { Kind = EntryKind.Link, Attributes = 0x1FF }, FacetMask.Attributes);
        Failure.Expect(IoProblem.LinkInTheWay, "ELOOP", EntryOperation.SetFacets,
            () => folder.SetFacets("link"u8, new EntryFacts { Attributes = 0x1FF }, FacetMask.Attributes));
        Assert.Equal(0x9EDu, folder.Look("file"u8)!.Value.Attributes);
    }

    [Fact]
    public void Owner_and_setuid_bits_can_be_set_together()
    {
        Platform.RequireRoot();
        temp.Folder("sub");
        File.CreateSymbolicLink(temp["link"], "file");
        var facts = new EntryFacts { Owner = 12345, Group = 54321, Attributes = 0xDED, Modified = 630822816000000001 };
        using (var writer = folder.CreateFile("file"u8))
        {
            writer.SetFacets(facts, FacetMask.All);
            AssertSame(facts, writer.Look());
        }
        AssertSame(facts, folder.Look("file"u8)!.Value);
        folder.SetFacets("sub"u8, facts with { Kind = EntryKind.Folder }, FacetMask.All);
        AssertSame(facts, folder.Look("sub"u8)!.Value);
        folder.SetFacets("link"u8, facts with { Kind = EntryKind.Link, Owner = 77 }, FacetMask.All);
        Assert.Equal(77u, folder.Look("link"u8)!.Value.Owner);
        AssertSame(facts, folder.Look("file"u8)!.Value);
        folder.SetFacets("file"u8, facts with { Owner = 9, Attributes = 0x180 }, FacetMask.Owner);
        Assert.Equal((9u, 0x1EDu), (folder.Look("file"u8)!.Value.Owner, folder.Look("file"u8)!.Value.Attributes));
    }

    [Fact]
    public void Facets_of_what_is_not_there_fail()
    {
        foreach (var mask in new[] { FacetMask.Modified, FacetMask.Attributes, FacetMask.Owner, FacetMask.All })
            Failure.Expect(IoProblem.NotFound, "ENOENT", EntryOperation.SetFacets,
                () => folder.SetFacets("none"u8, new EntryFacts { Modified = 1 }, mask));
        folder.SetFacets("none"u8, default, FacetMask.None);
    }

    static void AssertSame(EntryFacts expected, EntryFacts actual) => Assert.Equal(
        (expected.Owner, expected.Group, expected.Attributes, expected.Modified),
        (actual.Owner, actual.Group, actual.Attributes, actual.Modified));
}
