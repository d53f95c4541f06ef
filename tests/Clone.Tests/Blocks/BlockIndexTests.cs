using System;
using System.Linq;
using Clone.Engine.Blocks;
using Clone.Engine.Entries;
using Xunit;

namespace Clone.Tests.Blocks;

public sealed class BlockIndexTests
{
    static readonly EntryFacts file = new() { Kind = EntryKind.File, Size = 1000, Modified = 638_000_000_000_000_001, FileId = 77 };

    static BlockIndex Index => new(new BlockSums(256, 1000, [.. Enumerable.Range(0, 64).Select(i => (byte)i)]), file);

    [Fact]
    public void A_row_comes_back_as_it_was_written()
    {
        var read = BlockIndex.Read(Index.ToBytes())!;
        Assert.True(read.IsOf(file));
        Assert.Equal((256, 1000L), (read.Sums.BlockBytes, read.Sums.Length));
        Assert.True(read.Sums.Bytes.SequenceEqual(Index.Sums.Bytes));
    }

    [Fact]
    public void It_is_of_one_file_alone()
    {
        Assert.False(Index.IsOf(file with { Size = 1001 }));
        Assert.False(Index.IsOf(file with { Modified = file.Modified + 1 }));
        Assert.False(Index.IsOf(file with { FileId = 78 }));
        Assert.False(Index.IsOf(file with { Kind = EntryKind.Link }));
        // Where there are no ids that last, nothing tells one file from another.
        Assert.False(new BlockIndex(Index.Sums, file with { FileId = 0 }).IsOf(file with { FileId = 0 }));
    }

    [Fact]
    public void A_row_that_is_not_whole_or_of_another_version_is_none()
    {
        var row = Index.ToBytes();
        for (var length = 0; length < row.Length; length++) Assert.Null(BlockIndex.Read(row[..length]));
        Assert.Null(BlockIndex.Read([.. row, 0]));
        row[0]++;
        Assert.Null(BlockIndex.Read(row));
    }

    [Fact]
    public void A_block_is_held_when_place_length_and_sum_agree()
    {
        var sums = Index.Sums;
        Assert.True(sums.Holds(3, 232, sums.At(3)));
        Assert.False(sums.Holds(3, 256, sums.At(3)));
        Assert.False(sums.Holds(2, 256, sums.At(3)));
        Assert.False(sums.Holds(4, 256, sums.At(3)));
    }

    [Theory]
    [InlineData(64L << 20, 256 << 10)]
    [InlineData(16L << 30, 256 << 10)]
    [InlineData((16L << 30) + 1, 512 << 10)]
    [InlineData(4L << 40, 4 << 20)]
    [InlineData((4L << 40) + 1, null)]
    public void Blocks_grow_with_the_file(long length, int? blockBytes) => Assert.Equal(blockBytes, BlockSums.BlockBytesOf(length));
}
