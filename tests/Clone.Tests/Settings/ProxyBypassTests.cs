using Clone.Engine.Settings;
using Xunit;

namespace Clone.Tests.Settings;

public sealed class ProxyBypassTests
{
    [Theory]
    [InlineData("s3.example.net", "S3.Example.Net", true)]
    [InlineData("s3.example.net", "xs3.example.net", false)]
    [InlineData("s3.example.net", "s3.example.net.evil.jp", false)]
    [InlineData("s3.example.net", "s3xexample.net", false)]
    [InlineData("*.example.net", "a.b.example.net", true)]
    [InlineData("*.example.net", "example.net", false)]
    [InlineData(".example.net", "s3.example.net", true)]
    [InlineData(".example.net", "badexample.net", false)]
    [InlineData("10.0.*", "10.0.3.4", true)]
    [InlineData("10.0.*", "110.0.3.4", false)]
    [InlineData("<local>", "storage", true)]
    [InlineData("<local>", "storage.example.net", false)]
    [InlineData("<local>", "127.0.0.1", false)]
    [InlineData(" s3.example.net ", "s3.example.net", true)]
    [InlineData("", "s3.example.net", false)]
    [InlineData("*", "anything", true)]
    public void A_host_is_covered_by_what_names_it(string entry, string host, bool covered) =>
        Assert.Equal(covered, new ProxyBypass(["other", entry]).Covers(host));

    [Fact]
    public void Nothing_covers_nothing() => Assert.False(new ProxyBypass([]).Covers("s3.example.net"));
}
