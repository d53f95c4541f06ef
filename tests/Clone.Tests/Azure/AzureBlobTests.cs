using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Azure.Storage.Blobs.Specialized;
using Clone.Adapters.Azure;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Tests.Objects;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>What blobs have and buckets have not: blocks with names, kinds, tiers; on Azurite.</summary>
public sealed class AzureBlobTests(Azurite azurite) : IAsyncLifetime
{
    const int MiB = 1 << 20;

    readonly byte[] contents = [.. Enumerable.Range(0, 3 * MiB).Select(i => (byte)(i * 31 + i / 997))];
    AzurePlace place = null!;
    AzureBlobStore store = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        place = await azurite.MakeContainerAsync();
        store = Azurite.Open(place);
    }

    public ValueTask DisposeAsync() => store?.DisposeAsync() ?? default;

    [Fact]
    public void Blocks_grow_with_the_file_up_to_what_the_service_takes()
    {
        Assert.Equal(16L * MiB, store.Traits.PartSize(1L << 30, 16 * MiB));
        Assert.Equal(21L * MiB, store.Traits.PartSize(1L << 40, 16 * MiB));
        Assert.Equal(4000L * MiB, store.Traits.PartSize(store.Traits.LargestObject, 16 * MiB));
        Assert.Equal(209_715_200_000_000L, store.Traits.LargestObject);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Traits.PartSize(store.Traits.LargestObject + 1, 16 * MiB));
    }

    [Fact]
    public async Task The_MD5_of_what_is_put_is_kept_listed_and_given_back()
    {
        await store.PutAsync("file", ObjectBody.Of(contents), ObjectProperties.None, PutCondition.None, Cancellation);
        var md5 = MD5.HashData(contents);
        Assert.Equal(md5, (await store.LookAsync("file", null, Cancellation)).ContentMd5);
        using (var reading = await store.OpenAsync("file", ReadOptions.Whole, Cancellation)) Assert.Equal(md5, reading.Info.ContentMd5);
        await foreach (var page in store.ListAsync(KeyRange.All, Cancellation)) Assert.Equal(md5, Assert.Single(page).ContentMd5);
    }

    [Fact]
    public async Task Contents_that_are_not_those_of_their_MD5_are_refused_and_tried_again()
    {
        await using var quick = Azurite.Open(place, options: new ObjectStoreOptions { Time = new JumpingTime(), Pauses = new RetryPauses { MostTries = 3 } });
        var wrong = ObjectBody.Of([1, 2, 3], MD5.HashData([4]));
        var e = await Assert.ThrowsAsync<EntryException>(() => quick.PutAsync("x", wrong, ObjectProperties.None, PutCondition.None, Cancellation));
        Assert.Equal((IoProblem.WrittenWrong, 3), (e.Problem, quick.Requests[RequestKind.Put]));
        var upload = await quick.BeginUploadAsync("x", ObjectProperties.None, Cancellation);
        e = await Assert.ThrowsAsync<EntryException>(() => quick.PutPartAsync(upload, 1, wrong, Cancellation));
        Assert.Equal(IoProblem.WrittenWrong, e.Problem);
    }

    [Fact]
    public async Task Of_blocks_that_are_there_those_that_did_not_change_are_only_named()
    {
        var first = await store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        var old = new List<UploadPart>();
        for (var i = 0; i < 3; i++) old.Add(await store.PutPartAsync(first, i + 1, ObjectBody.Of(contents, i * MiB, MiB), Cancellation));
        var stored = await store.CompleteUploadAsync(first, old, ObjectProperties.None, PutCondition.None, Cancellation);

        var next = await store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        var source = new ObjectSource("large", IfMatch: stored.ETag);
        var changed = RandomNumberGenerator.GetBytes(MiB);
        UploadPart[] parts =
        [
            await store.CopyPartAsync(next, 1, source, new ByteRange(0, MiB), Cancellation),
            await store.PutPartAsync(next, 2, ObjectBody.Of(changed), Cancellation),
            await store.CopyPartAsync(next, 3, source, new ByteRange(2 * MiB, MiB), Cancellation),
        ];
        // Four blocks were sent in all, and one list of blocks was asked for.
        Assert.Equal((4, 0, 1), (store.Requests[RequestKind.Part], store.Requests[RequestKind.Copy], store.Requests[RequestKind.List]));
        Assert.Equal([old[0].Md5, MD5.HashData(changed), old[2].Md5], parts.Select(part => part.Md5));
        await store.CompleteUploadAsync(next, parts, ObjectProperties.None, PutCondition.Match(stored.ETag), Cancellation);
        byte[] wanted = [.. contents[..MiB], .. changed, .. contents[(2 * MiB)..]];
        Assert.Equal(wanted, await ReadAsync("large"));

        var late = await store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        await Assert.ThrowsAsync<EntryException>(() => store.CopyPartAsync(late, 1, source, new ByteRange(0, MiB), Cancellation));
    }

    [Fact]
    public async Task Blocks_that_the_service_has_forgotten_are_no_parts_of_a_blob()
    {
        var upload = await store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        await store.PutAsync("large", ObjectBody.Of([1]), ObjectProperties.None, PutCondition.None, Cancellation);
        var part = new UploadPart(1, MiB, BlockId.Of(upload, 1, MD5.HashData(contents)).ToString());
        var e = await Assert.ThrowsAsync<EntryException>(
            () => store.CompleteUploadAsync(upload, [part], ObjectProperties.None, PutCondition.None, Cancellation));
        Assert.Equal(IoProblem.NotFound, e.Problem);
        Assert.Equal([1], await ReadAsync("large"));
    }

    [Fact]
    public async Task Page_and_append_blobs_are_foreign_and_are_not_overwritten()
    {
        var client = azurite.Client(place);
        await client.GetPageBlobClient("page").CreateAsync(512, cancellationToken: Cancellation);
        await client.GetAppendBlobClient("append").CreateAsync(cancellationToken: Cancellation);
        await store.PutAsync("block", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation);
        var kinds = new SortedDictionary<string, ObjectKind>();
        await foreach (var page in store.ListAsync(KeyRange.All, Cancellation))
            foreach (var info in page) kinds[info.Key] = info.Kind;
        Assert.Equal([("append", ObjectKind.Foreign), ("block", ObjectKind.Object), ("page", ObjectKind.Foreign)], kinds.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task Tiers_are_those_of_the_place_and_what_lies_in_the_archive_must_be_requested()
    {
        await using var cool = Azurite.Open(place with { AccessTier = "Cool" });
        await cool.PutAsync("file", ObjectBody.Of([1]), ObjectProperties.None, PutCondition.None, Cancellation);
        Assert.Equal("Cool", (await store.LookAsync("file", null, Cancellation)).StorageClass);
        var archived = new ObjectProperties { StorageClass = "Archive" };
        await cool.PutAsync("old", ObjectBody.Of([1]), archived, PutCondition.None, Cancellation);
        Assert.Equal(ArchiveState.Archived, (await store.LookAsync("old", null, Cancellation)).Archive);
        var e = await Assert.ThrowsAsync<EntryException>(() => store.OpenAsync("old", ReadOptions.Whole, Cancellation));
        Assert.Equal(IoProblem.Archived, e.Problem);
        await cool.RequestArchivedAsync(new ObjectVersion("old"), 7, Cancellation);
        Assert.NotEqual(ArchiveState.Archived, (await store.LookAsync("old", null, Cancellation)).Archive);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    public async Task A_key_that_an_address_would_make_another_is_never_asked_for(string key)
    {
        foreach (var act in new Func<Task>[]
        {
            () => store.PutAsync(key, ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation),
            () => store.LookAsync(key, null, Cancellation),
            () => store.OpenAsync(key, ReadOptions.Whole, Cancellation),
            () => store.CopyAsync(new ObjectSource(key), "x", null, PutCondition.None, Cancellation),
            () => store.CopyAsync(new ObjectSource("x"), key, null, PutCondition.None, Cancellation),
            () => store.BeginUploadAsync(key, ObjectProperties.None, Cancellation),
        })
            Assert.Equal(IoProblem.NameNotAllowed, (await Assert.ThrowsAsync<EntryException>(act)).Problem);
        Assert.Equal(IoProblem.NameNotAllowed, (await store.DeleteAsync([new ObjectVersion(key)], Cancellation))[0].Failure!.Problem);
        Assert.Equal(0, store.Requests.Total);
    }

    [Theory]
    [InlineData(TcpFaultProxy.Fault.Reset)]
    [InlineData(TcpFaultProxy.Fault.Stall)]
    internal async Task A_put_whose_connection_breaks_or_stalls_is_sent_again_whole(TcpFaultProxy.Fault fault)
    {
        await using var proxy = new TcpFaultProxy(azurite.Endpoint);
        await using var faulty = Faulty(proxy);
        proxy.Spoil(fault, after: MiB);
        await faulty.PutAsync("large", ObjectBody.Of(contents), ObjectProperties.None, PutCondition.None, Cancellation);
        Assert.Equal((1, 1), (proxy.Spoiled, faulty.Requests.Retries));
        Assert.Equal(contents, await ReadAsync("large"));
    }

    /// <summary>The SDK would ask for the rest by itself, and nobody would count it.</summary>
    [Fact]
    public async Task A_reading_that_ends_too_early_is_a_failure_and_goes_on_from_there()
    {
        var stored = await store.PutAsync("large", ObjectBody.Of(contents), ObjectProperties.None, PutCondition.None, Cancellation);
        await using var proxy = new TcpFaultProxy(azurite.Endpoint);
        await using var faulty = Faulty(proxy);
        using var received = new MemoryStream();
        proxy.Spoil(TcpFaultProxy.Fault.Truncate, after: MiB);
        using (var reading = await faulty.OpenAsync("large", ReadOptions.Whole, Cancellation))
        {
            var e = await Assert.ThrowsAsync<EntryException>(() => reading.Content.CopyToAsync(received, Cancellation));
            Assert.Equal((IoProblem.DeviceError, EntryOperation.Read), (e.Problem, e.Operation));
        }
        Assert.InRange(received.Length, 1, contents.Length - 1);
        using var rest = await faulty.OpenAsync(
            "large", new ReadOptions { Range = new ByteRange(received.Length, contents.Length - received.Length), IfMatch = stored.ETag }, Cancellation);
        await rest.Content.CopyToAsync(received, Cancellation);
        Assert.Equal(contents, received.ToArray());
        Assert.Equal(2, faulty.Requests.Total);
    }

    AzureBlobStore Faulty(TcpFaultProxy proxy) => Azurite.Open(
        place with { Endpoint = new Uri(proxy.Address, "/" + Azurite.Account) },
        options: new ObjectStoreOptions { Time = new JumpingTime(), IdleTimeout = TimeSpan.FromSeconds(2) });

    async Task<byte[]> ReadAsync(string key)
    {
        using var reading = await store.OpenAsync(key, ReadOptions.Whole, Cancellation);
        using var read = new MemoryStream();
        await reading.Content.CopyToAsync(read, Cancellation);
        return read.ToArray();
    }
}
