using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Destinations;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Files at the limits of the services, as streams of zeros.</summary>
public sealed class LargeObjectTests
{
    const long MiB = 1L << 20;
    const long GiB = 1L << 30;
    const long TiB = 1L << 40;

    public static TheoryData<long, long, int> Sizes => new()
    {
        // Parts of 16 MiB as long as there are enough of them.
        { 5 * GiB, 16 * MiB, 320 },
        { 5 * GiB + 1, 16 * MiB, 321 },
        { 160_000 * MiB, 16 * MiB, 10_000 },
        // Then they grow by whole MiB, and with sums of blocks to whole blocks of 4 MiB.
        { 160_000 * MiB + 1, 20 * MiB, 8_001 },
        { 200_000 * MiB, 20 * MiB, 10_000 },
        { 200_000 * MiB + 1, 24 * MiB, 8_334 },
        { 4 * TiB, 420 * MiB, 9_987 },
        // Of so large files no sums are kept.
        { 4 * TiB + 1, 420 * MiB, 9_987 },
        { 5 * TiB, 525 * MiB, 9_987 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Parts_grow_with_the_file(long size, long part, int count)
    {
        var store = new CountingStore(MemoryBucketPlace.S3Traits, reads: false);
        var staged = await StageAsync(store, size);
        Assert.Equal((size, count), (staged.Bytes, store.Parts.Count));
        Assert.Equal(Enumerable.Range(1, count), store.Parts.Keys.Order());
        Assert.All(store.Parts, sent => Assert.Equal(sent.Key < count ? part : size - part * (count - 1), sent.Value));
        Assert.Equal(PartLayout.Even(part).ToString(), store.Properties!.Metadata[ObjectProof.Layout]);
        EntryException? failure = null;
        await using var destination = Open(store);
        await destination.CommitAsync([staged], (_, e) => failure = e);
        Assert.Null(failure);
    }

    [Fact]
    public async Task A_file_larger_than_any_object_is_a_failure_at_once()
    {
        var e = await Assert.ThrowsAsync<EntryException>(() => StageAsync(new CountingStore(MemoryBucketPlace.S3Traits, reads: false), 5 * TiB + 1));
        Assert.Equal(IoProblem.FileTooLarge, e.Problem);
    }

    [Theory]
    [InlineData(5 * GiB, 1)]
    [InlineData(5 * GiB + 1, 6)]
    [InlineData(5 * TiB, 5120)]
    public async Task Objects_larger_than_one_copy_are_copied_in_parts(long size, int requests)
    {
        var store = new CountingStore(MemoryBucketPlace.S3Traits, reads: false);
        await new ObjectCopier(store).CopyAsync(
            new ObjectSource("from", IfMatch: "etag"), size, "to", properties: null, TestContext.Current.CancellationToken);
        Assert.Equal(requests, store.Requests[RequestKind.Copy]);
        if (requests > 1) Assert.Equal((size, requests), (store.Parts.Values.Sum(), store.Parts.Count));
    }

    [Fact]
    public async Task Five_gibibytes_and_one_byte_are_hashed_as_they_are_sent()
    {
        // In every run a twentieth of it: hashing all takes many seconds.
        var size = Soak.Times > 1 ? 5 * GiB + 1 : 256 * MiB + 1;
        var store = new CountingStore(MemoryBucketPlace.S3Traits, reads: true);
        var staged = await StageAsync(store, size);
        await using var destination = Open(store);
        var failures = new List<EntryException?>();
        await destination.CommitAsync([staged], (_, e) => failures.Add(e));
        Assert.Equal([null], failures);
        Assert.Equal(size, staged.Blocks!.Length);
        Assert.All(staged.Blocks.Bytes.ToArray(), sum => Assert.Equal(0, sum));
    }

    static ObjectDestination Open(CountingStore store)
    {
        var file = new MemoryStateFile(new MemoryStateStore(_ => { }), "index");
        return new ObjectDestination(ObjectPlace.Of(store, "p/", ObjectTables.Of(file)) with { Blocks = new RememberedBlocks(256 << 10, 64 << 20).Shelf });
    }

    static async Task<StagedItem> StageAsync(CountingStore store, long size)
    {
        await using var destination = Open(store);
        var source = new SparseHolder(size);
        return await destination.StageAsync(source, EntryPath.Parse("file"), source.Facts, replaces: null, _ => { }, TestContext.Current.CancellationToken);
    }
}
