using System;
using System.Linq;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Entries;

public sealed class FileLimitsTests
{
    [Theory]
    [InlineData(9, 50, "a", 0x20, Exclusion.TooSmall)]
    [InlineData(10, 50, "a", 0x20, Exclusion.None)]
    [InlineData(20, 50, "a", 0x20, Exclusion.None)]
    [InlineData(21, 50, "a", 0x20, Exclusion.TooLarge)]
    [InlineData(15, 39, "a", 0x20, Exclusion.TooOld)]
    [InlineData(15, 40, "a", 0x20, Exclusion.None)]
    [InlineData(15, 60, "a", 0x20, Exclusion.None)]
    [InlineData(15, 61, "a", 0x20, Exclusion.TooYoung)]
    [InlineData(15, 50, ".a", 0x20, Exclusion.Attribute)]
    [InlineData(15, 50, "a.b", 0x22, Exclusion.Attribute)]
    [InlineData(15, 50, "a", 0x120, Exclusion.Attribute)]
    public void A_file_has_its_limits(long size, long modified, string name, uint attributes, Exclusion expected)
    {
        var limits = new FileLimits { MinSize = 10, MaxSize = 20, Earliest = 40, Latest = 60, Attributes = 0x102, LeavesDotNames = true };
        var facts = new EntryFacts { Size = size, Modified = modified, Attributes = attributes };
        Assert.Equal(expected, limits.Judge(Encoding.UTF8.GetBytes(name), facts, isCopy: false));
    }

    [Fact]
    public void Attributes_that_the_place_gives_do_not_count_at_a_destination()
    {
        var limits = new FileLimits { Attributes = 0xFFFFFFFF };
        Exclusion Judge(uint attributes, bool isCopy) => limits.Judge("a"u8, new EntryFacts { Attributes = attributes }, isCopy);
        foreach (var flag in Enumerable.Range(0, 32).Select(bit => 1u << bit))
        {
            Assert.Equal(Exclusion.Attribute, Judge(flag, isCopy: false));
            Assert.Equal(flag is 1 or 2 or 4 or 0x2000 ? Exclusion.Attribute : Exclusion.None, Judge(flag, isCopy: true));
        }
    }

    [Theory]
    [InlineData(EntryKind.File, Exclusion.TooLarge)]
    [InlineData(EntryKind.Folder, Exclusion.None)]
    [InlineData(EntryKind.Link, Exclusion.None)]
    public void Limits_concern_files_alone(EntryKind kind, Exclusion expected)
    {
        var scope = new EntryScope(null) { Limits = new FileLimits { MaxSize = 1 } };
        var facts = new EntryFacts { Kind = kind, Size = 2 };
        Assert.Equal(expected, scope.Judge(EntryPath.Root, "a"u8, facts, Exclusion.None, inVolumeRoot: false));
    }

    [Fact]
    public void A_name_that_is_left_out_counts_before_size_and_age()
    {
        var scope = new EntryScope(FilterSet.Parse([], ["a"], false)) { Limits = new FileLimits { MaxSize = 1 } };
        var facts = new EntryFacts { Size = 2 };
        Assert.Equal(Exclusion.Filter, scope.Judge(EntryPath.Root, "a"u8, facts, Exclusion.None, inVolumeRoot: false));
        Assert.Equal(Exclusion.TooLarge, scope.Judge(EntryPath.Root, "b"u8, facts, Exclusion.None, inVolumeRoot: false));
    }

    [Fact]
    public void Attributes_are_named_as_people_write_them()
    {
        Assert.Equal((0x2u | 0x20u | 0x1000u, false), FileAttributeNames.Parse(["hidden", "Archive", " OFFLINE "], onThisWindows: true));
        Assert.Equal((0u, true), FileAttributeNames.Parse(["HIDDEN"], onThisWindows: false));
        Assert.Equal((0u, false), FileAttributeNames.Parse([], onThisWindows: false));
    }

    [Theory]
    [InlineData("Archive", false)]
    [InlineData("System", false)]
    [InlineData("", true)]
    [InlineData("Directory", true)]
    [InlineData("2", true)]
    public void An_attribute_that_files_do_not_have_here_is_an_error(string name, bool onWindows)
    {
        var error = Assert.Throws<CloneException>(() => FileAttributeNames.Parse(["Hidden", name], onWindows));
        Assert.Equal(ErrorId.CloneAttributeNotSupported, error.Id);
        Assert.Equal(name, error.Arguments[0]);
        Assert.Contains("Hidden", error.Advice, StringComparison.Ordinal);
    }
}
