using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Clone.Engine.Folders;

/// <summary>
/// The checksum (SHA-256) of a file's contents. Blocks of zeros are left out, each other block counts with its place, so
/// that a hole and the zeros that a reader sees in it are the same, and a large file with little in it takes little time.
/// </summary>
/// <remarks>
/// SHA-256 is in the base library, uses the processor's own instructions, and keeps pace with disks and networks; a
/// faster checksum would need a library of others in the middle of the engine.
/// </remarks>
sealed class ContentHash : IDisposable
{
    const int BlockBytes = 64 * 1024;

    static readonly byte[] zeros = new byte[BlockBytes];

    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly byte[] place = new byte[sizeof(long)];
    readonly byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
    long position;
    bool isWholeBlank = true;

    /// <summary>Takes the bytes at an offset, which is at or after the end of those before; a gap is a hole.</summary>
    public void Add(ReadOnlySpan<byte> bytes, long offset)
    {
        if (offset < position) throw new ArgumentOutOfRangeException(nameof(offset));
        Skip(offset);
        while (bytes.Length > 0)
        {
            var start = (int)(position % BlockBytes);
            var taken = bytes.Slice(0, Math.Min(bytes.Length, BlockBytes - start));
            if (isWholeBlank && !IsBlank(taken))
            {
                block.AsSpan(0, start).Clear();
                isWholeBlank = false;
            }
            if (!isWholeBlank) taken.CopyTo(block.AsSpan(start));
            Advance(taken.Length);
            bytes = bytes.Slice(taken.Length);
        }
    }

    /// <summary>The checksum of a file of this length; nothing can be added after.</summary>
    public byte[] Finish(long length)
    {
        Skip(length);
        CloseBlock();
        BinaryPrimitives.WriteInt64LittleEndian(place, length);
        hash.AppendData(place);
        return hash.GetHashAndReset();
    }

    /// <summary>Frees what it holds.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(block);
        hash.Dispose();
    }

    static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.SequenceEqual(zeros.AsSpan(0, bytes.Length));

    void Skip(long to)
    {
        if (to <= position) return;
        var start = (int)(position % BlockBytes);
        if (start > 0)
        {
            var rest = (int)Math.Min(to - position, BlockBytes - start);
            if (!isWholeBlank) block.AsSpan(start, rest).Clear();
            Advance(rest);
        }
        // Whole blocks of a hole; what begins at the last one's start is blank.
        position = Math.Max(position, to);
    }

    void Advance(int count)
    {
        position += count;
        if (position % BlockBytes == 0) CloseBlock();
    }

    /// <summary>Takes the block that ends at the position, or that the position is in.</summary>
    void CloseBlock()
    {
        if (isWholeBlank) return;
        var length = (int)((position - 1) % BlockBytes) + 1;
        BinaryPrimitives.WriteInt64LittleEndian(place, (position - 1) / BlockBytes);
        hash.AppendData(place);
        hash.AppendData(block, 0, length);
        isWholeBlank = true;
    }
}
