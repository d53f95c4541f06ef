using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Destinations;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Files of which only the time or the mode changed: the service copies their objects, or they wait for other contents.</summary>
public sealed class MetadataOnlyTests : DestinationScene
{
    const int Whole = 64;
    const int LargestCopy = 900;
    const int SummedFrom = 500;

    int clock;

    MemoryBucketPlace Bucket => (MemoryBucketPlace)Place;

    RequestCounter Requests => Bucket.Store.Requests;

    private protected override DestinationPlace MakePlace() => new MemoryBucketPlace("p/", new MemoryBucket
    {
        Traits = MemoryBucketPlace.S3Traits with { LeastPart = 80, GreatestPart = 304, LargestCopy = LargestCopy },
    })
    {
        Limits = new ObjectSendLimits { WholeBytes = Whole, PartBytes = 80, PartsAtOnce = 2 },
        Blocks = new RememberedBlocks(16, SummedFrom),
        MetadataOnly = MetadataOnlyMode.Copy,
    };

    [Theory]
    // In one request; in parts with and without sums of blocks; larger than what is copied in one request, with sums and without.
    [InlineData(0)]
    [InlineData(Whole)]
    [InlineData(Whole + 1)]
    [InlineData(SummedFrom)]
    [InlineData(2 * LargestCopy)]
    public async Task Another_time_alone_is_a_copy_inside_the_service(int size)
    {
        Write(size);
        await SendAsync();
        Touch();
        var staged = await SendAsync();
        Assert.Equal((0L, 0L, 0L), (staged.Bytes, Requests[RequestKind.Put], Requests[RequestKind.Part]));
        Assert.True(Requests[RequestKind.Copy] >= 1);
        AssertIsThere();
        // And with other contents of the same length it is sent.
        Write(size, seed: 8);
        Assert.Equal(size, (await SendAsync()).Bytes);
        AssertIsThere();
    }

    [Fact]
    public async Task Without_sums_a_large_object_is_copied_in_parts()
    {
        Write(2 * LargestCopy);
        await SendAsync();
        Bucket.Blocks!.Table.Clear();
        Touch();
        Assert.Equal(0, (await SendAsync()).Bytes);
        Assert.Equal((2 * LargestCopy + 303) / 304, Requests[RequestKind.Copy]);
        AssertIsThere();
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(2 * LargestCopy)]
    public async Task Another_mode_alone_is_a_copy_whatever_the_length(int size)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("modes are those of Unix");
        Write(size);
        await SendAsync();
        File.SetUnixFileMode(Folder["file"], UnixFileMode.UserRead);
        Reopen();
        await ListAsync();
        await Destination.SetFacetsAsync(EntryPath.Parse("file"), Look("file"), FacetMask.Attributes, Cancellation);
        Assert.Equal((0L, 0L), (Requests[RequestKind.Put], Requests[RequestKind.Part]));
        Assert.Equal("100400", Bucket.Look("p/file").Metadata!["mode"]);
        AssertIsThere();
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Whole + 1)]
    [InlineData(SummedFrom)]
    [InlineData(2 * LargestCopy)]
    public async Task Where_it_is_put_off_nothing_is_asked_for_until_the_contents_change(int size)
    {
        Bucket.MetadataOnly = MetadataOnlyMode.Defer;
        Write(size);
        await SendAsync();
        var before = Bucket.Look("p/file");
        Touch();
        var staged = await SendAsync();
        Assert.True(staged.Placed.IsDeferred);
        Assert.Equal((0L, 0L, 0L), (staged.Bytes, Requests[RequestKind.Copy], Requests[RequestKind.Part] + Requests[RequestKind.Put] + Requests[RequestKind.Upload]));
        Assert.Equal((before.ETag, before.Modified), (Bucket.Look("p/file").ETag, Bucket.Look("p/file").Modified));
        Assert.Equal((await FindAsync("file"))!.Value, staged.Placed.Facts);
        Write(size, seed: 8);
        staged = await SendAsync();
        Assert.False(staged.Placed.IsDeferred);
        AssertIsThere();
    }

    [Fact]
    public async Task A_run_that_sends_everything_compares_nothing()
    {
        Bucket.MetadataOnly = null;
        Write(Whole);
        await SendAsync();
        Touch();
        Assert.Equal(Whole, (await SendAsync()).Bytes);
    }

    /// <summary>The object has the contents and the time of the file, and proves its contents.</summary>
    void AssertIsThere()
    {
        Assert.Equal(File.ReadAllBytes(Folder["file"]), Bucket.Contents("p/file"));
        using var file = ObjectFile.Open(Bucket.OpenPlace(), "p/file", versionId: null, eTag: null);
        var buffer = new byte[1000];
        for (var offset = 0L; file.Read(buffer, offset) is var read and > 0; offset += read)
        {
        }
        Assert.Equal((Look("file").Size, Look("file").Modified), (file.Look().Size, file.Look().Modified));
    }

    async Task<StagedItem> SendAsync()
    {
        Reopen();
        var staged = await StageThereAsync("file", await FindAsync("file"));
        StagedItem? committed = null;
        await Destination.CommitAsync([staged], (item, failure) => committed = failure is null ? item : throw failure);
        await Destination.FlushAsync();
        return committed!;
    }

    void Write(int size, int seed = 7)
    {
        var contents = new byte[size];
        new Random(seed).NextBytes(contents);
        File.WriteAllBytes(Folder["file"], contents);
        Touch();
    }

    void Touch() => File.SetLastWriteTimeUtc(Folder["file"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++clock));
}
