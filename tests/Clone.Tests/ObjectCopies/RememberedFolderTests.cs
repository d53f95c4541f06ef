using System;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.ObjectCopies;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>What is remembered of folders that a run which was cut off did not come to put.</summary>
public sealed class RememberedFolderTests
{
    /// <summary>A name that is spelled otherwise as a key is listed in another place, so nothing of it is forgotten while the listing goes on.</summary>
    [Theory]
    [InlineData("plain")]
    [InlineData("new\nline")]
    public async Task An_empty_folder_that_is_remembered_and_not_there_is_made(string name)
    {
        var container = new MemoryBucket(StringComparer.Ordinal) { Traits = MemoryContainerStore.Of(MemoryBucket.DefaultTraits), PageSize = 10_000 };
        using var place = new BucketPlace(() => new MemoryContainerStore(container), "p/");
        var path = EntryPath.Root.Append(Encoding.UTF8.GetBytes(name));
        var facts = new EntryFacts { Kind = EntryKind.Folder, Modified = 1 };
        var known = place.OpenPlace();
        var memory = new ObjectMemory(known.Tables.Objects, known.Tables.Marks);
        new ObjectFolders(known, memory).Make(path, facts);
        memory.Flush();
        await using var destination = place.Open();
        await foreach (var _ in destination.ListAsync(new EntryScope(filters: null) { IsDestination = true }, (_, e) => throw e, TestContext.Current.CancellationToken))
            Assert.Fail("nothing is there");
        await destination.CreateFolderAsync(null!, path, facts, TestContext.Current.CancellationToken);
        await destination.FlushAsync();
        Assert.EndsWith("/", Assert.Single(place.Keys), StringComparison.Ordinal);
    }
}
