using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.ObjectCopies;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>A listing by several ranges is the listing.</summary>
public sealed class ObjectListerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("p/k10")]
    [InlineData("p/k10|p/k11|p/k20 and no key|p/k49")]
    [InlineData("p/|p/a|p/k00|p/zzz")]
    [InlineData("p/k05|p/k10|p/k15|p/k20|p/k25|p/k30|p/k35|p/k40|p/k45")]
    public async Task Whatever_the_bounds_each_object_is_listed_once_and_in_order(string joined)
    {
        var bounds = joined.Split('|', StringSplitOptions.RemoveEmptyEntries);
        using var place = new MemoryBucketPlace("p/");
        for (var i = 0; i < 50; i++) place.Put($"p/k{i:d2}", []);
        place.Put("q/other", []);
        var listed = new List<string>();
        await foreach (var page in new ObjectLister(place.Reader, "p/", bounds).ReadAsync(TestContext.Current.CancellationToken))
            listed.AddRange(page.Select(info => info.Key));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"p/k{i:d2}"), listed);
    }

    [Fact]
    public async Task A_reader_that_has_enough_ends_the_ranges_that_are_read_ahead()
    {
        using var place = new MemoryBucketPlace("p/");
        for (var i = 0; i < 200; i++) place.Put($"p/k{i:d3}", []);
        string[] bounds = ["p/k100"];
        await foreach (var page in new ObjectLister(place.Reader, "p/", bounds).ReadAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal("p/k000", page[0].Key);
            break;
        }
    }
}
