using System;
using System.Buffers;

namespace Clone.Engine.Blocks;

/// <summary>Consecutive blocks of a file in memory, with their sums.</summary>
/// <param name="offset">Where they begin in the file.</param>
/// <param name="count">Their bytes.</param>
/// <param name="blockBytes">Size of a block; the file's last may be shorter.</param>
/// <param name="sums">The sums of the whole file.</param>
sealed class BlockStretch(long offset, int count, int blockBytes, byte[] sums)
{
    /// <summary>What file systems keep at least of a file.</summary>
    public const int PageBytes = 4096;

    static readonly byte[] zeros = new byte[64 << 10];

    /// <summary>Where they begin in the file.</summary>
    public long Offset => offset;

    /// <summary>Their bytes.</summary>
    public int Count => count;

    /// <summary>Number of blocks.</summary>
    public int Blocks => (count + blockBytes - 1) / blockBytes;

    /// <summary>The buffer that holds them; null within a hole, which is not read.</summary>
    public byte[]? Buffer { get; set; }

    /// <summary>True when all of it lies in a hole of the source.</summary>
    public bool IsHole => Buffer is null;

    /// <summary>The number of a block in the file.</summary>
    public long NumberOf(int block) => offset / blockBytes + block;

    /// <summary>Start and length of a block in the buffer.</summary>
    public (int Start, int Count) PlaceOf(int block) => (block * blockBytes, Math.Min(blockBytes, count - block * blockBytes));

    /// <summary>The sum of a block.</summary>
    public Span<byte> SumAt(int block) => sums.AsSpan((int)NumberOf(block) * BlockSums.SumBytes, BlockSums.SumBytes);

    /// <summary>True when the block holds nothing but zeros.</summary>
    public bool IsBlankAt(int block) => IsBlank(SumAt(block));

    /// <summary>Lets the buffer go.</summary>
    public void GiveBack()
    {
        if (Buffer is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
        Buffer = null;
    }

    /// <summary>True for nothing but zeros.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length > zeros.Length; bytes = bytes.Slice(zeros.Length))
            if (!bytes.Slice(0, zeros.Length).SequenceEqual(zeros)) return false;
        return bytes.SequenceEqual(zeros.AsSpan(0, bytes.Length));
    }
}
