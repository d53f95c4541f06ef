using System.Collections.Generic;
using System.Linq;
using Clone.Adapters.Azure;
using Xunit;

namespace Clone.Tests.Azure;

public sealed class AzureMetadataTests
{
    /// <summary>The dates are what rclone 1.60 writes.</summary>
    [Theory]
    [InlineData("1700000000.1234567", "2023-11-14T22:13:20.123456700Z")]
    [InlineData("1700000000.123456789", "2023-11-14T22:13:20.123456789Z")]
    [InlineData("-23558400.2345679", "1969-04-03T07:59:59.765432100Z")]
    [InlineData("0", "1970-01-01T00:00:00.000000000Z")]
    public void Times_are_dates_with_nanoseconds(string seconds, string date)
    {
        Assert.Equal(date, AzureMetadata.Set(new Dictionary<string, string> { ["mtime"] = seconds })["mtime"]);
        Assert.Equal(seconds, AzureMetadata.Get(new Dictionary<string, string> { ["mtime"] = date })["mtime"]);
    }

    [Theory]
    [InlineData("2023-11-15T07:13:20+09:00", "1700000000")]
    [InlineData("2023-11-14T22:13:20.5Z", "1700000000.5")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("9999-99-99T99:99:99Z", "9999-99-99T99:99:99Z")]
    [InlineData("1e400", "1e400")]
    public void Times_of_others_are_read(string date, string seconds) =>
        Assert.Equal(seconds, AzureMetadata.Get(new Dictionary<string, string> { ["Mtime"] = date })["mtime"]);

    [Fact]
    public void Names_become_those_that_the_service_takes_and_come_back()
    {
        var metadata = new Dictionary<string, string> { ["clone-attributes"] = "1", ["a_b"] = "2", ["x"] = "\u65e5", ["-"] = "3" };
        var headers = AzureMetadata.Set(metadata);
        Assert.All(headers.Keys, name => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", name));
        Assert.All(headers.Values, value => Assert.All(value, c => Assert.InRange(c, ' ', '~')));
        Assert.Equal(metadata.OrderBy(pair => pair.Key), AzureMetadata.Get(headers).OrderBy(pair => pair.Key));
    }

    [Fact]
    public void The_mark_of_a_folder_is_the_services_own_matter() =>
        Assert.Equal(["x"], AzureMetadata.Get(new Dictionary<string, string> { ["hdi_isfolder"] = "true", ["x"] = "1" }).Keys);
}
