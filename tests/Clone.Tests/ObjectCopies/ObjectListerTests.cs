using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Objects;
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

    [Fact]
    public async Task A_large_copy_is_listed_by_ranges_at_once_from_its_second_listing_on()
    {
        const int Objects = 350;
        using var place = new MemoryBucketPlace("p/", new MemoryBucket { Traits = MemoryBucketPlace.S3Traits, PageSize = 10 })
        {
            Limits = new ObjectSendLimits { RangeObjects = 100 },
        };
        for (var i = 0; i < Objects; i++) place.Put($"p/d{i % 10}/k{i:d3}", []);
        Assert.Equal(Objects + 10, await CountAsync(place));
        // Each page when the one before has come; looks at what is not known aside.
        Assert.Equal(36, place.Store.Requests[RequestKind.List]);

        Assert.Equal(Objects + 10, await CountAsync(place));
        // That a range is over takes a request more than its full pages.
        Assert.InRange(place.Store.Requests[RequestKind.List], 36, 40);
        Assert.Equal(4, await RangesAtOnceAsync(place));

        // Bounds of a copy that has shrunk since cut it all the same.
        place.Remove(Enumerable.Range(0, Objects).Where(i => i % 10 > 1).Select(i => $"p/d{i % 10}/k{i:d3}"));
        Assert.Equal(Objects / 5 + 2, await CountAsync(place));
        Assert.Equal(Objects / 5 + 2, await CountAsync(place));
        Assert.InRange(place.Store.Requests[RequestKind.List], 7, 8);
    }

    /// <summary>How many ranges have asked for their first page when the first page comes; the reader waits there.</summary>
    static async Task<int> RangesAtOnceAsync(MemoryBucketPlace place)
    {
        string[] bounds = ["p/d2/k192", "p/d5/k195", "p/d8/k198"];
        var firsts = new TaskCompletionSource();
        var lists = 0;
        place.Before = kind =>
        {
            if (kind == RequestKind.List && Interlocked.Increment(ref lists) == bounds.Length + 1) firsts.TrySetResult();
        };
        await using var store = place.OpenPlace().Store;
        await foreach (var page in new ObjectLister(store, "p/", bounds).ReadAsync(TestContext.Current.CancellationToken))
        {
            await firsts.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            break;
        }
        place.Before = null;
        return Math.Min(lists, bounds.Length + 1);
    }

    static async Task<long> CountAsync(MemoryBucketPlace place)
    {
        await using var destination = place.Open();
        var count = 0L;
        await foreach (var batch in destination.ListAsync(new EntryScope(filters: null), (_, e) => throw e, TestContext.Current.CancellationToken))
            count += batch.Count;
        return count;
    }
}
