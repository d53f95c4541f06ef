using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Clone.Engine.Entries;
using Clone.Engine.Objects;
using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;
using Clone.Tests.ObjectCopies;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>Of a large file that has changed the blocks that differ are sent; what comes of it is the file, proven by its sums.</summary>
public sealed class AzureChangedBlockTests(Azurite azurite) : DestinationScene
{
    const int MiB = 1 << 20;
    const int Size = 64 * MiB;

    AzurePlace? made;

    BucketPlace Container => (BucketPlace)Place;

    private protected override DestinationPlace MakePlace()
    {
        made = Task.Run(azurite.MakeContainerAsync).GetAwaiter().GetResult();
        return new BucketPlace(() => Azurite.Open(made), "p/");
    }

    [Fact]
    public async Task Ten_changed_mebibytes_are_sent_in_the_blocks_that_they_lie_in()
    {
        var seed = Soak.Seed ?? Environment.TickCount;
        var random = new Random(seed);
        Write(RandomBytes(random, Size));
        Assert.Equal(Size, await SendAsync());
        for (var round = 0; round < 3; round++)
        {
            Change(random.Next(Size - 10 * MiB), RandomBytes(random, 10 * MiB));
            var sent = await SendAsync();
            // Four blocks of 4 MiB at most; 2.5 % of a gibibyte are 25.6 MiB.
            Assert.True(sent is >= 12 * MiB and <= 16 * MiB, $"seed {seed}: {sent}");
            Assert.Equal(0, Container.Store.Requests[RequestKind.Get]);
            AssertIsProven();
        }
    }

    [Fact]
    public async Task What_grows_and_shrinks_and_a_machine_that_knows_nothing_send_what_differs()
    {
        var random = new Random(7);
        var contents = RandomBytes(random, 20 * MiB + 5);
        Write(contents);
        await SendAsync();
        Write([.. contents, .. RandomBytes(random, MiB)]);
        Assert.Equal(MiB + 5, await SendAsync());
        Write(contents[..(13 * MiB)]);
        Assert.Equal(MiB, await SendAsync());
        AssertIsProven();
        Change(9 * MiB, [1, 2, 3]);
        using var other = new BucketPlace(() => Azurite.Open(made!), "p/") { Forgets = true };
        await using var stranger = other.Open();
        EntryFacts? there = null;
        await foreach (var batch in stranger.ListAsync(new EntryScope(filters: null), Unreadable, Cancellation))
            for (var i = 0; i < batch.Count; i++) there = batch.FactsAt(i);
        var staged = await stranger.StageAsync(Source, EntryPath.Parse("large"), Look("large"), there, _ => { }, Cancellation);
        Assert.Equal(4 * MiB, staged.Bytes);
        await stranger.CommitAsync([staged], (_, failure) => Assert.Null(failure));
        AssertIsProven();
    }

    [Fact]
    public async Task Blocks_of_others_and_of_a_blob_that_was_replaced_are_not_taken()
    {
        var random = new Random(8);
        var contents = RandomBytes(random, 12 * MiB);
        Write(contents);
        await SendAsync();
        // The same bytes, in blocks that say nothing of their contents.
        var blob = azurite.Client(made!).GetBlockBlobClient("p/large");
        await blob.UploadAsync(new MemoryStream(contents), new BlobUploadOptions(), Cancellation);
        Change(MiB, [9, 9]);
        Assert.Equal(12 * MiB, await SendAsync());
        Assert.Equal(3, (await blob.GetBlockListAsync(BlockListTypes.Committed, cancellationToken: Cancellation)).Value.CommittedBlocks.Count());
        AssertIsProven();
    }

    [Fact]
    public async Task Whatever_happens_the_blob_is_the_file()
    {
        Container.Limits = new ObjectSendLimits { WholeBytes = MiB, PartBytes = MiB, PartsAtOnce = 2 };
        for (var round = 0; round < 3 * Soak.Times; round++)
        {
            var seed = Soak.Seed ?? Environment.TickCount * 100 + round;
            var random = new Random(seed);
            Write(RandomBytes(random, random.Next(MiB / 2, 6 * MiB)));
            await SendAsync();
            for (var change = 0; change < 8; change++)
            {
                Alter(random);
                if (random.Next(3) == 0)
                {
                    // A run that is cut off, after which the file may be another one again.
                    Reopen();
                    using var stop = new CancellationTokenSource();
                    var left = random.Next(3 * MiB);
                    var there = await FindAsync("large");
                    await Record.ExceptionAsync(async () => await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), there, bytes =>
                    {
                        if (Interlocked.Add(ref left, -bytes) < 0) stop.Cancel();
                    }, stop.Token));
                    if (random.Next(2) == 0) Alter(random);
                }
                await SendAsync();
                Assert.True(File.ReadAllBytes(Folder["large"]).AsSpan().SequenceEqual(Container.Contents("p/large")), $"seed {seed}, change {change}");
                AssertIsProven();
            }
        }
    }

    void Alter(Random random)
    {
        var now = File.ReadAllBytes(Folder["large"]);
        var start = random.Next(now.Length);
        for (var i = start; i < Math.Min(now.Length, start + random.Next(2 * MiB)); i++) now[i] ^= 0x55;
        Write(random.Next(5) switch
        {
            0 => now[..random.Next(1, now.Length)],
            1 => [.. now, .. RandomBytes(random, random.Next(2 * MiB))],
            _ => now,
        });
    }

    async Task<long> SendAsync()
    {
        Reopen();
        var staged = await StageThereAsync("large", await FindAsync("large"));
        await CommitAsync(staged);
        return staged.Bytes;
    }

    void AssertIsProven()
    {
        using var copy = ObjectFile.Open(Container.OpenPlace(), "p/large", versionId: null, eTag: null);
        using var sums = SHA256.Create();
        var buffer = new byte[MiB];
        for (var offset = 0L; copy.Read(buffer, offset) is var read and > 0; offset += read) sums.TransformBlock(buffer, 0, read, null, 0);
        sums.TransformFinalBlock([], 0, 0);
        // Only what agrees with its sums tells of its size.
        Assert.Equal(Look("large").Size, copy.Look().Size);
        Assert.Equal(SHA256.HashData(File.ReadAllBytes(Folder["large"])), sums.Hash);
    }

    void Write(byte[] contents) => File.WriteAllBytes(Folder["large"], contents);

    void Change(int offset, byte[] bytes)
    {
        using var file = File.OpenWrite(Folder["large"]);
        file.Position = offset;
        file.Write(bytes);
    }

    static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
