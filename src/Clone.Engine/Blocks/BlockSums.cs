using System;

namespace Clone.Engine.Blocks;

/// <summary>
/// The sums of a file's contents, one for each block of a fixed size; the last block may be shorter. A sum is the first
/// 16 bytes of the block's SHA-256, or zeros for a block that holds nothing but zeros.
/// </summary>
/// <remarks>
/// 16 bytes: that two different blocks agree by chance has a probability of 2^-128; to find two that do takes 2^64 tries by
/// whoever writes both, and would spoil his own file alone. The other 16 would double what is stored.
/// </remarks>
public sealed class BlockSums
{
    /// <summary>Bytes of one sum.</summary>
    public const int SumBytes = 16;

    /// <summary>Blocks of the smallest size serve files of up to 16 GiB; for larger ones they grow with the file.</summary>
    public const int SmallestBlock = 256 << 10;

    /// <summary>Several blocks are held in memory at once.</summary>
    public const int LargestBlock = 4 << 20;

    /// <summary>From this number of blocks on, larger ones are taken: the sums of a file take a mebibyte.</summary>
    const int ManyBlocks = 65_536;

    /// <summary>No sums are kept of files with more blocks (of the largest size: 4 TiB).</summary>
    const int MostBlocks = 1 << 20;

    readonly byte[] sums;

    /// <summary>Takes the sums over, one after the other.</summary>
    public BlockSums(int blockBytes, long length, byte[] sums)
    {
        BlockBytes = blockBytes;
        Length = length;
        this.sums = sums;
    }

    /// <summary>Size of a block in bytes.</summary>
    public int BlockBytes { get; }

    /// <summary>Length of the contents in bytes.</summary>
    public long Length { get; }

    /// <summary>All sums, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => sums;

    /// <summary>The size of blocks for a file of this length; null when it is too long for sums.</summary>
    /// <param name="length">The length in bytes.</param>
    /// <param name="smallest">The smallest size that is taken, a power of two; tests take less than a run does.</param>
    public static int? BlockBytesOf(long length, int smallest = SmallestBlock)
    {
        var size = smallest;
        while (size < LargestBlock && CountOf(size, length) > ManyBlocks) size *= 2;
        return CountOf(size, length) <= MostBlocks ? size : null;
    }

    /// <summary>Number of blocks of a file.</summary>
    public static long CountOf(int blockBytes, long length) => (length + blockBytes - 1) / blockBytes;

    /// <summary>The sum of a block.</summary>
    public ReadOnlySpan<byte> At(long block) => sums.AsSpan((int)block * SumBytes, SumBytes);

    /// <summary>True when the file has a block of the same place, length and sum.</summary>
    public bool Holds(long block, int length, ReadOnlySpan<byte> sum)
    {
        var start = block * BlockBytes;
        return start < Length && Math.Min(BlockBytes, Length - start) == length && At(block).SequenceEqual(sum);
    }
}
