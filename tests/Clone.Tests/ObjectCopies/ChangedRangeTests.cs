using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Engine.State;
using Clone.Tests.Destinations;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Of a large file that has changed, the changed ranges are sent; what comes of it is the file, whatever was guessed.</summary>
public sealed class ChangedRangeTests : DestinationScene
{
    const int Block = 16;
    const int Part = 80;
    const int Size = 8000;

    readonly byte[] contents = new byte[Size];
    int clock;

    MemoryBucketPlace Bucket => (MemoryBucketPlace)Place;

    RequestCounter Requests => Bucket.Store.Requests;

    private protected override DestinationPlace MakePlace() =>
        new MemoryBucketPlace("p/", new MemoryBucket { Traits = MemoryBucketPlace.S3Traits with { LeastPart = Part, GreatestPart = 1 << 20 } })
        {
            Limits = new ObjectSendLimits { WholeBytes = 64, PartBytes = Part, PartsAtOnce = 1 },
            Blocks = new RememberedBlocks(Block),
        };

    [Fact]
    public async Task The_changed_range_is_sent_the_rest_is_copied_and_nothing_is_read_back()
    {
        await BeginAsync();
        Change(4000, 4100);
        Assert.Equal(112, await SendAsync());
        Assert.Equal((2, 0, 0), (Requests[RequestKind.Copy], Requests[RequestKind.Get], Requests[RequestKind.Look]));
        // And once more: the object of uneven parts is an older one like any other.
        Change(100, 101);
        Assert.Equal(Part, await SendAsync());
        AssertIsProven();
    }

    [Fact]
    public async Task Another_time_alone_sends_nothing()
    {
        await BeginAsync();
        Write();
        Assert.Equal(0, await SendAsync());
        Assert.Equal(Look("file").Modified, (await FindAsync("file"))!.Value.Modified);
    }

    [Fact]
    public async Task A_file_that_grows_or_shrinks_is_sent_in_part()
    {
        await BeginAsync();
        Write([.. contents, .. new byte[40]]);
        Assert.InRange(await SendAsync(), 40, 40 + Block);
        Write(contents[..5000]);
        Assert.InRange(await SendAsync(), 0, Block);
        AssertIsProven();
    }

    [Fact]
    public async Task Sums_of_another_object_are_not_used_and_wrong_ones_are_found_out()
    {
        await BeginAsync();
        Bucket.Put("p/file", new byte[Size]);
        Change(10, 11);
        Assert.Equal(Size, await SendAsync());
        // The sums say of a range that it has not changed, which it has.
        Change(2000, 2100);
        Forge();
        Assert.Equal(Size, await SendAsync());
        AssertIsProven();
    }

    [Fact]
    public async Task What_somebody_replaces_meanwhile_is_not_copied()
    {
        await BeginAsync();
        Change(10, 11);
        await ListAsync();
        Bucket.Before = kind =>
        {
            if (kind != RequestKind.Copy) return;
            Bucket.Before = null;
            var there = Bucket.Bucket.Find("p/file", null)!;
            Bucket.Bucket.Add(new MemoryObject(there.Info with { ETag = "another" }, new byte[Size]));
        };
        Assert.Equal(Size, await SendAsync());
        AssertIsProven();
    }

    [Fact]
    public async Task A_service_that_copies_no_ranges_gets_the_file_and_is_not_asked_again()
    {
        await BeginAsync();
        Bucket.Before = kind =>
        {
            if (kind == RequestKind.Copy) throw new EntryException(IoProblem.NotSupported, "NotImplemented", EntryOperation.Write);
        };
        Change(10, 11);
        Assert.Equal(Size, await SendAsync());
        Change(10, 11);
        Assert.Equal(Size, await SendAsync(reopens: false));
        Assert.Equal(1, Requests[RequestKind.Copy]);
        AssertIsProven();
    }

    [Fact]
    public async Task A_service_that_takes_no_uneven_parts_gets_the_file_at_the_second_try()
    {
        await BeginAsync();
        Change(4000, 4100);
        var staged = await StageThereAsync("file", await FindAsync("file"));
        Bucket.Before = kind =>
        {
            if (kind == RequestKind.Upload) throw new EntryException(IoProblem.Other, "InvalidPart", EntryOperation.Write);
        };
        EntryException? failure = null;
        await Destination.CommitAsync([staged], (_, e) => failure = e);
        Assert.Equal("InvalidPart", failure?.Code);
        Bucket.Before = null;
        Assert.Equal(Size, await SendAsync(reopens: false));
        Assert.Empty(Bucket.Uploads);
        AssertIsProven();
    }

    [Fact]
    public async Task A_killed_upload_of_changes_is_gone_on_with()
    {
        await BeginAsync();
        Change(1000, 1300);
        Change(4000, 4300);
        var left = 5;
        Bucket.Before = kind =>
        {
            if (kind is RequestKind.Part or RequestKind.Copy && --left == 0) throw new OperationCanceledException();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync());
        Bucket.Before = null;
        var (parts, copies) = (Requests[RequestKind.Part], Requests[RequestKind.Copy]);
        await SendAsync();
        // Three ranges are copied, and the changed ones sent in four and three parts; the one that was cut off comes again.
        Assert.Equal(3 + 4 + 3 + 1, parts + copies + Requests[RequestKind.Part] + Requests[RequestKind.Copy]);
        Assert.Empty(Bucket.Uploads);
        AssertIsProven();
    }

    [Fact]
    public async Task Whatever_happens_the_object_is_the_file()
    {
        for (var round = 0; round < 60 * Soak.Times; round++)
        {
            var seed = Soak.Seed ?? Environment.TickCount * 100 + round;
            var random = new Random(seed);
            Write(RandomBytes(random, random.Next(65, 4000)));
            await SendAsync();
            for (var change = 0; change < 4; change++)
            {
                Alter(random);
                if (random.Next(6) == 0) Forge();
                var left = random.Next(12);
                if (random.Next(2) == 0) Bucket.Before = _ =>
                {
                    if (Interlocked.Decrement(ref left) < 0) throw new EntryException((IoProblem)random.Next((int)IoProblem.Other), "RANDOM", EntryOperation.Write);
                };
                try
                {
                    await SendAsync();
                }
                catch (EntryException)
                {
                    Bucket.Before = null;
                    if (random.Next(2) == 0) Alter(random);
                    await SendAsync();
                }
                Bucket.Before = null;
                AssertIsProven($"seed {seed}, change {change}");
            }
        }
    }

    /// <summary>The object is what the source holds, and its ETag tells so to whoever reads it.</summary>
    void AssertIsProven(string about = "")
    {
        Assert.True(File.ReadAllBytes(Folder["file"]).AsSpan().SequenceEqual(Bucket.Contents("p/file")), about);
        using var file = ObjectFile.Open(Bucket.OpenPlace(), "p/file", versionId: null, eTag: null);
        var buffer = new byte[1000];
        for (var offset = 0L; file.Read(buffer, offset) is var read and > 0; offset += read)
        {
        }
        var info = Bucket.Look("p/file");
        Assert.True(!ObjectProof.IsOfParts(info.ETag) || PartLayout.Parse(info.Metadata![ObjectProof.Layout]) is not null, about);
        Assert.Equal(Look("file").Size, file.Look().Size);
    }

    async Task BeginAsync()
    {
        new Random(7).NextBytes(contents);
        Write();
        Assert.Equal(Size, await SendAsync());
    }

    /// <summary>As a run does it; gives the bytes that were sent.</summary>
    async Task<long> SendAsync(bool reopens = true)
    {
        if (reopens) Reopen();
        var there = await FindAsync("file");
        var told = 0L;
        var staged = await Destination.StageAsync(Source, EntryPath.Parse("file"), Look("file"), there, bytes => told += bytes, Cancellation);
        EntryException? failure = null;
        await Destination.CommitAsync([staged], (_, e) => failure = e);
        if (failure is not null) throw failure;
        await Destination.FlushAsync();
        Assert.True(staged.Bytes >= told);
        return staged.Bytes;
    }

    void Change(int start, int end)
    {
        for (var i = start; i < end; i++) contents[i] ^= 0x55;
        Write();
    }

    void Alter(Random random)
    {
        var now = File.ReadAllBytes(Folder["file"]);
        var start = random.Next(now.Length);
        for (var i = start; i < Math.Min(now.Length, start + random.Next(300)); i++) now[i] ^= 0x55;
        Write(random.Next(5) switch
        {
            0 => now[..random.Next(now.Length)],
            1 => [.. now, .. RandomBytes(random, random.Next(300))],
            _ => now,
        });
    }

    void Write() => Write(contents);

    void Write(byte[] now)
    {
        File.WriteAllBytes(Folder["file"], now);
        File.SetLastWriteTimeUtc(Folder["file"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++clock));
    }

    /// <summary>The sums that are kept become those of what the source holds now, as a damaged index may have them.</summary>
    void Forge()
    {
        var key = EntryOrder.Key(EntryPath.Parse("file"), EntryKind.File);
        if (Bucket.Blocks!.Table.Get(key) is not { } row || BlockIndex.Read(row) is not { } index) return;
        if (index.Sums.Length != Look("file").Size) return;
        using var reader = Source.OpenFile(EntryPath.Parse("file"));
        var sums = new BlockHasher(reader, index.Sums.Length, index.Sums.BlockBytes).Run(_ => { }, Cancellation);
        sums.Bytes.CopyTo(row.AsSpan(row.Length - sums.Bytes.Length));
        var changes = new TableChanges();
        changes.Put(key, row);
        Bucket.Blocks.Table.Apply(changes);
    }

    static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
