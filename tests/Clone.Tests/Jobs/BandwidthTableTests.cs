using System;
using System.Globalization;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Tests.EndToEnd;
using Xunit;

namespace Clone.Tests.Jobs;

/// <summary>Limits of the bandwidth as numbers and time tables.</summary>
public sealed class BandwidthTableTests
{
    const long Mega = 1 << 20;

    [Theory]
    [InlineData("1024", 1024L)]
    [InlineData("10M", 10 * Mega)]
    [InlineData("10MB", 10 * Mega)]
    [InlineData("10mib", 10 * Mega)]
    [InlineData(" 512k ", 512 * 1024L)]
    [InlineData("1.5G", 1536 * Mega)]
    [InlineData("2T", 2 * Mega * Mega)]
    [InlineData("off", null)]
    [InlineData("0", null)]
    public void A_number_holds_at_all_times(string text, long? limit)
    {
        var table = BandwidthTable.Parse(text);
        Assert.Equal(limit, table.At(new DateTime(2026, 11, 25, 0, 0, 0)));
        Assert.Equal(limit, table.At(new DateTime(2026, 11, 28, 23, 59, 59)));
        Assert.Equal(limit is null, table.IsUnlimited);
    }

    [Theory]
    [InlineData("2026-11-25T07:59:59", null)] // a Wednesday
    [InlineData("2026-11-25T08:00:00", 10)]
    [InlineData("2026-11-25T17:59:59", 10)]
    [InlineData("2026-11-25T18:00:00", null)]
    [InlineData("2026-11-28T08:00:00", 20)] // a Saturday has a limit of its own then
    [InlineData("2026-11-28T18:00:00", null)]
    [InlineData("2026-11-29T09:30:00", 1)] // a Sunday has another moment beside those of every day
    [InlineData("2026-11-29T17:00:00", 1)]
    public void The_last_moment_that_has_passed_counts(string local, int? megas) => Assert.Equal(
        megas * Mega,
        BandwidthTable.Parse("18:00,off 8:00,10M Sat-08:00,20M sunday-09:30,1M")
            .At(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Fact]
    public void Before_the_first_moment_of_the_week_the_last_one_holds()
    {
        var table = BandwidthTable.Parse("Mon-06:00,off Fri-20:00,1M");
        Assert.Equal(Mega, table.At(new DateTime(2026, 11, 29, 12, 0, 0)));
        Assert.Equal(Mega, table.At(new DateTime(2026, 11, 30, 5, 59, 0)));
        Assert.Null(table.At(new DateTime(2026, 11, 30, 6, 0, 0)));
    }

    /// <summary>In Berlin clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 to 02:00 on 25 October.</summary>
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", null)]
    [InlineData("2026-03-29T01:00:00Z", 1)] // 03:00, and 02:30 never came
    [InlineData("2026-10-25T00:30:00Z", 1)] // 02:30
    [InlineData("2026-10-25T01:00:00Z", null)] // 02:00 once more
    [InlineData("2026-10-25T01:30:00Z", 1)] // and 02:30
    public void The_table_goes_by_the_clock_on_the_wall(string now, int? megas) => Assert.Equal(
        megas * Mega, BandwidthTable.Parse("00:00,off 02:30,1M").At(new ZoneTime(now, ZoneTime.Berlin())));

    [Theory]
    [InlineData("", "")]
    [InlineData("fast", "fast")]
    [InlineData("-5M", "-5M")]
    [InlineData("M", "M")]
    [InlineData("10M,5M", "10M,5M")]
    [InlineData("512", "512")]
    [InlineData("99999999999999999T", "99999999999999999T")]
    [InlineData("08:00,10M 18:00", "18:00")]
    [InlineData("08:00,10M off", "off")]
    [InlineData("08:00,10M 24:00,off", "24:00,off")]
    [InlineData("08:00,10M 8:61,off", "8:61,off")]
    [InlineData("08:00,10M 08:00,off", "08:00,off")]
    [InlineData("Xyz-08:00,10M", "Xyz-08:00,10M")]
    [InlineData("Mon-08:00,10Q", "Mon-08:00,10Q")]
    [InlineData("08:00,", "08:00,")]
    public void The_piece_that_cannot_be_understood_is_named(string text, string piece)
    {
        var error = Assert.Throws<CloneException>(() => BandwidthTable.Parse(text));
        Assert.Equal(ErrorId.CloneBandwidthInvalid, error.Id);
        Assert.Contains('"' + piece + '"', error.Message, StringComparison.Ordinal);
    }
}
