using System.Collections.Generic;
using System.Linq;
using Clone.Engine.ObjectCopies;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>The lengths of parts as text, and what of a text is understood.</summary>
public sealed class PartLayoutTests
{
    [Theory]
    [InlineData("16:1,2*2,1", 16, 32, 32, 16)]
    [InlineData("16:3,1", 48, 5)]
    [InlineData("16:1*3", 16, 16, 1)]
    [InlineData("256:1", 7)]
    public void Lengths_are_said_in_units(string text, params int[] lengths)
    {
        var unit = int.Parse(text[..text.IndexOf(':')]);
        var layout = PartLayout.Of([.. lengths.Select(length => (long)length)], unit)!;
        Assert.Equal(text, layout.ToString());
        var read = PartLayout.Parse(text)!.Lengths().ToList();
        Assert.Equal(lengths.SkipLast(1).Select(length => (long)length), read.SkipLast(1));
        Assert.InRange(read[^1], lengths[^1], lengths[^1] + unit - 1);
    }

    [Fact]
    public void Parts_of_one_length_are_said_by_it()
    {
        Assert.Equal("5242880", PartLayout.Even(5 << 20).ToString());
        Assert.Equal([5L << 20, 5 << 20, 5 << 20], PartLayout.Parse("5242880")!.Lengths().Take(3));
    }

    [Fact]
    public void What_takes_too_much_to_say_is_not_said()
    {
        static IEnumerable<long> Of(int count) => Enumerable.Range(0, count).Select(i => 16L * (1 + i % 2));
        Assert.NotNull(PartLayout.Of([.. Of(600)], 16));
        Assert.Null(PartLayout.Of([.. Of(800)], 16));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("5 ")]
    [InlineData("abc")]
    [InlineData("16:")]
    [InlineData("16:1,,2")]
    [InlineData("16:1*")]
    [InlineData("16:1*0")]
    [InlineData(":1")]
    [InlineData("16:9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void What_anybody_may_write_there_is_understood_or_not(string? text) => Assert.Null(PartLayout.Parse(text));
}
