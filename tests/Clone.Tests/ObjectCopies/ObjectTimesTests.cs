using System;
using Clone.Engine.ObjectCopies;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Times in metadata, as rclone has them.</summary>
public sealed class ObjectTimesTests
{
    [Theory]
    [InlineData("2001-02-03T04:05:06.1234567Z", "981173106.123456700")]
    [InlineData("1970-01-01T00:00:00Z", "0.000000000")]
    [InlineData("1969-12-31T23:59:58.5Z", "-1.500000000")]
    [InlineData("0001-01-01T00:00:00Z", "-62135596800.000000000")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "253402300799.999999900")]
    public void A_time_comes_back(string time, string text)
    {
        var ticks = DateTimeOffset.Parse(time).UtcTicks;
        Assert.Equal(text, ObjectTimes.Write(ticks));
        Assert.Equal(ticks, ObjectTimes.Read(text));
    }

    [Theory]
    [InlineData("981173106", 0)]
    [InlineData("981173106.5", 5_000_000)]
    [InlineData("981173106.123456789", 1_234_567)]
    public void Other_writers_leave_decimals_out_or_have_finer_ones(string text, long fraction) =>
        Assert.Equal(DateTimeOffset.Parse("2001-02-03T04:05:06Z").UtcTicks + fraction, ObjectTimes.Read(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("-99999999999999")]
    [InlineData("999999999999999999999999999999")]
    [InlineData("253402300800")]
    public void What_is_no_time_is_none(string? text) => Assert.Null(ObjectTimes.Read(text));
}
