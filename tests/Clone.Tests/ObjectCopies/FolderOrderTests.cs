using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Objects;
using Clone.Tests.Destinations;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>
/// A copy where folders are things of their own: they are listed with all that they hold, before names that go on after theirs.
/// </summary>
public sealed class FolderOrderTests : DestinationScene
{
    static readonly string[] files = ["a/x", "a/b/y", "a!", "a.txt", "a-b/z", "b"];

    MemoryBucketPlace Bucket => (MemoryBucketPlace)Place;

    private protected override DestinationPlace MakePlace() => new MemoryBucketPlace(
        "p/", new MemoryBucket(new ByParts()) { Traits = MemoryBucketPlace.S3Traits with { HasFolders = true, ListsInKeyOrder = false }, PageSize = 1000 });

    [Fact]
    public async Task Everything_is_found_once_and_nothing_is_asked_for()
    {
        await SendAllAsync();
        Reopen();
        var found = await ListAsync(entry => entry.Path.ToString());
        Assert.Equal(files.Concat(["a", "a/b", "a-b"]).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), (Bucket.Store.Requests[RequestKind.List], Bucket.Store.Requests.Total));
    }

    [Fact]
    public async Task What_is_gone_is_forgotten_and_the_rest_stays_known()
    {
        await SendAllAsync();
        Bucket.Remove(["p/a/x", "p/a!", "p/a-b/z"]);
        Reopen();
        Assert.Equal(["a", "a.txt", "a/b", "a/b/y", "b"], (await ListAsync(entry => entry.Path.ToString())).Order(StringComparer.Ordinal));
        Reopen();
        await ListAsync();
        Assert.Equal(0, Bucket.Store.Requests[RequestKind.Look]);
        // What is not there is not removed, and its folder is made anew.
        Assert.Equal(Engine.Destinations.RemovalOutcome.WasGone, await RemoveAsync("a!", new EntryFacts { Kind = EntryKind.File }));
        await MakeFolderAsync("a-b");
        await SendAsync("a-b/z", "anew");
        Assert.Contains("p/a-b/z", Bucket.Keys);
    }

    async Task SendAllAsync()
    {
        foreach (var folder in new[] { "a", "a/b", "a-b" }) await MakeFolderAsync(folder);
        foreach (var path in files)
        {
            Folder.File(path, path);
            await CommitAsync(await StageThereAsync(path, null));
        }
        await Destination.FlushAsync();
    }

    /// <summary>Part by part, as the folders of an account with a hierarchical namespace.</summary>
    sealed class ByParts : IComparer<string>
    {
        public int Compare(string? x, string? y) => string.CompareOrdinal(x!.Replace('/', '\u0001'), y!.Replace('/', '\u0001'));
    }
}
