using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;
using Clone.Tests.ObjectCopies;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>What is particular to a copy in a container: uploads without a list, proof without ETags; on Azurite.</summary>
public sealed class AzureDestinationTests(Azurite azurite) : DestinationScene
{
    const int MiB = 1 << 20;
    AzurePlace? made;

    BucketPlace Container => (BucketPlace)Place;

    RequestCounter Requests => Container.Store.Requests;

    private protected override DestinationPlace MakePlace()
    {
        made = Task.Run(azurite.MakeContainerAsync).GetAwaiter().GetResult();
        return new BucketPlace(() => Azurite.Open(made), "p/") { Limits = new ObjectSendLimits { WholeBytes = MiB, PartBytes = MiB, PartsAtOnce = 1 } };
    }

    [Fact]
    public async Task A_large_file_that_was_cut_off_goes_on_at_the_next_block()
    {
        Folder.File("large", Text());
        using var stop = new CancellationTokenSource();
        var told = 0L;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), null, bytes =>
        {
            told += bytes;
            if (told > 2.5 * MiB) stop.Cancel();
        }, stop.Token));
        Reopen();
        var staged = await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), null, _ => { }, Cancellation);
        // Two blocks were there, and were asked for with one request.
        Assert.Equal((2, 1, 3), (Requests[RequestKind.Part], Requests[RequestKind.List], Requests.Total));
        await CommitAsync(staged);
        Assert.Equal(Text(), System.Text.Encoding.UTF8.GetString(Container.Contents("p/large")));
    }

    [Fact]
    public async Task An_upload_of_this_run_stays_known_and_one_of_an_earlier_run_is_forgotten()
    {
        Folder.File("large", Text());
        await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), null, _ => { }, Cancellation);
        await ((ObjectDestination)Destination).SweepUploadsAsync(DateTimeOffset.UtcNow, Cancellation);
        Reopen();
        await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), null, _ => { }, Cancellation);
        Assert.Equal(0, Requests[RequestKind.Part]);
        Reopen();
        Assert.Equal(0, await ((ObjectDestination)Destination).SweepUploadsAsync(DateTimeOffset.UtcNow, Cancellation));
        await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), null, _ => { }, Cancellation);
        Assert.Equal(4, Requests[RequestKind.Part]);
    }

    [Fact]
    public async Task A_file_in_blocks_is_proven_when_it_is_read()
    {
        await SendLargeAsync();
        var store = Container.OpenPlace();
        using (var good = ObjectFile.Open(store, "p/large", null, null)) Assert.Equal(Text().Length, ReadAll(good));
        var facts = Container.Look("p/large");
        // The same blocks in another order: length and metadata are the same.
        var blob = azurite.Client(made!).GetBlockBlobClient("p/large");
        var blocks = (await blob.GetBlockListAsync(BlockListTypes.Committed, cancellationToken: Cancellation)).Value.CommittedBlocks.Select(block => block.Name).ToList();
        var metadata = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value.Metadata;
        (blocks[0], blocks[1]) = (blocks[1], blocks[0]);
        await blob.CommitBlockListAsync(blocks, new CommitBlockListOptions { Metadata = metadata }, Cancellation);
        Assert.Equal(facts.Size, Container.Look("p/large").Size);
        using var bad = ObjectFile.Open(store, "p/large", null, null);
        Assert.Equal(IoProblem.DeviceError, Assert.Throws<EntryException>(() => ReadAll(bad)).Problem);
    }

    [Fact]
    public async Task A_changed_time_alone_keeps_the_proof()
    {
        await SendLargeAsync();
        File.SetLastWriteTimeUtc(Folder["large"], new DateTime(2003, 4, 5, 6, 7, 8, DateTimeKind.Utc));
        await Destination.SetFacetsAsync(EntryPath.Parse("large"), Look("large"), Destination.Capabilities.Keeps, Cancellation);
        var metadata = Container.Look("p/large").Metadata!;
        Assert.Equal(["clone-part", "clone-sums"], metadata.Keys.Where(name => name is "clone-part" or "clone-sums").Order(StringComparer.Ordinal));
        Assert.StartsWith("1049522828", metadata["mtime"], StringComparison.Ordinal);
        using var read = ObjectFile.Open(Container.OpenPlace(), "p/large", null, null);
        Assert.Equal(Text().Length, ReadAll(read));
    }

    [Fact]
    public async Task Page_and_append_blobs_are_left_alone_and_told_apart()
    {
        await azurite.Client(made!).GetPageBlobClient("p/page").CreateAsync(512, cancellationToken: Cancellation);
        await SendAsync("file", "x");
        var found = await ListAsync(entry => entry.Path + " " + entry.Facts.Kind);
        Assert.Equal(["file File", "page Other"], found);
    }

    async Task SendLargeAsync()
    {
        Folder.File("large", Text());
        await CommitAsync(await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), null, _ => { }, Cancellation));
    }

    static string Text() => string.Concat(Enumerable.Range(0, 4).Select(i => new string((char)('a' + i), MiB - (i == 3 ? 7 : 0))));

    static long ReadAll(ObjectFile file)
    {
        var buffer = new byte[100_000];
        var offset = 0L;
        while (file.Read(buffer, offset) is var read and > 0) offset += read;
        file.Look();
        return offset;
    }
}
