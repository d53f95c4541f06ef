using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Destinations;
using Clone.Tests.ObjectCopies;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>Changed ranges of large files at a real service.</summary>
public sealed class RadosgwRangeTests(Radosgw radosgw) : DestinationScene
{
    const int MiB = 1 << 20;

    BucketPlace Bucket => (BucketPlace)Place;

    /// <summary>A gibibyte in long tests, else a part of that.</summary>
    static int Size => Soak.Times > 1 ? 1024 * MiB : 96 * MiB;

    private protected override DestinationPlace MakePlace()
    {
        var place = Task.Run(() => radosgw.MakeBucketAsync()).GetAwaiter().GetResult();
        return new BucketPlace(() => Radosgw.Open(place), "p/") { Blocks = new RememberedBlocks(256 << 10) };
    }

    [Fact]
    public async Task Ten_changed_mebibytes_are_sent_and_a_quarter_more_at_most()
    {
        var seed = Soak.Seed ?? Environment.TickCount;
        var random = new Random(seed);
        using (var file = File.Create(Folder["large"]))
        {
            var some = new byte[MiB];
            for (var i = 0; i < Size / MiB; i++)
            {
                random.NextBytes(some);
                file.Write(some);
            }
        }
        Assert.Equal(Size, await SendAsync());
        for (var round = 0; round < 3; round++)
        {
            Change(random.Next(Size - 10 * MiB), random);
            var sent = await SendAsync();
            // 2.5 % of a gibibyte are 25.6 MiB.
            Assert.True(sent is >= 10 * MiB and <= 12 * MiB + MiB / 2, $"seed {seed}: {sent}");
            using var copy = ObjectFile.Open(Bucket.OpenPlace(), "p/large", versionId: null, eTag: null);
            using var sums = SHA256.Create();
            var buffer = new byte[MiB];
            for (var offset = 0L; copy.Read(buffer, offset) is var read and > 0; offset += read) sums.TransformBlock(buffer, 0, read, null, 0);
            sums.TransformFinalBlock([], 0, 0);
            Assert.Equal(Size, copy.Look().Size);
            using var source = File.OpenRead(Folder["large"]);
            Assert.True(SHA256.HashData(source).AsSpan().SequenceEqual(sums.Hash), $"seed {seed}");
        }
        await foreach (var upload in Bucket.Reader.ListUploadsAsync("", Cancellation)) Assert.Fail(upload.Key);
    }

    async Task<long> SendAsync()
    {
        Reopen();
        var staged = await StageThereAsync("large", await FindAsync("large"));
        await CommitAsync(staged);
        Assert.Equal(0, Bucket.Store.Requests[RequestKind.Get]);
        return staged.Bytes;
    }

    void Change(int offset, Random random)
    {
        using var file = File.OpenWrite(Folder["large"]);
        file.Position = offset;
        var some = new byte[10 * MiB];
        random.NextBytes(some);
        file.Write(some);
    }
}
