using System;
using System.Buffers;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Blocks;

/// <summary>
/// Reads a file once from its beginning to its end and sums its blocks, while the thread pool sums the stretches that were
/// read before. What becomes of the blocks is their taker's affair.
/// </summary>
/// <param name="reader">The open file.</param>
/// <param name="length">How long it was when it was opened.</param>
/// <param name="blockBytes">Size of a block in bytes.</param>
sealed class BlockHasher(FileReader reader, long length, int blockBytes)
{
    /// <summary>Stretches that are held at least: one that is read, one that is written, two that are summed.</summary>
    const int FewestHeld = 4;

    /// <summary>Bytes that are held at most where stretches are small, so that a flush holds nobody up.</summary>
    const int MostHeldBytes = 16 << 20;

    const int ShortestStretch = 1 << 20;

    readonly byte[] sums = new byte[BlockSums.CountOf(blockBytes, length) * BlockSums.SumBytes];
    readonly int stretchBytes = Math.Max(ShortestStretch, blockBytes);
    readonly bool isSparse = reader.IsSparse;
    long dataStart;
    long dataEnd;

    /// <summary>Reads it all, and gives each stretch to its taker when it has been summed, in order.</summary>
    /// <exception cref="EntryException">The file cannot be read, or became shorter (ChangedWhileRead).</exception>
    public BlockSums Run(Action<BlockStretch> onStretch, CancellationToken cancellation)
    {
        var held = Math.Max(FewestHeld, MostHeldBytes / stretchBytes);
        var waiting = new Queue<(BlockStretch Stretch, Task Summing)>();
        try
        {
            for (var offset = 0L; offset < length; offset += stretchBytes)
            {
                cancellation.ThrowIfCancellationRequested();
                if (waiting.Count == held) HandOver(waiting, onStretch);
                var stretch = Read(offset, (int)Math.Min(stretchBytes, length - offset));
                waiting.Enqueue((stretch, stretch.IsHole ? Task.CompletedTask : Task.Run(() => Sum(stretch), CancellationToken.None)));
            }
            while (waiting.Count > 0) HandOver(waiting, onStretch);
        }
        finally
        {
            // Nobody may sum a buffer that somebody else has been given.
            foreach (var (stretch, summing) in waiting)
            {
                summing.GetAwaiter().GetResult();
                stretch.GiveBack();
            }
        }
        return new BlockSums(blockBytes, length, sums);
    }

    static void HandOver(Queue<(BlockStretch Stretch, Task Summing)> waiting, Action<BlockStretch> onStretch)
    {
        var (stretch, summing) = waiting.Peek();
        summing.GetAwaiter().GetResult();
        onStretch(stretch);
        waiting.Dequeue();
        stretch.GiveBack();
    }

    BlockStretch Read(long offset, int count)
    {
        var stretch = new BlockStretch(offset, count, blockBytes, sums);
        if (isSparse && IsInHole(offset, offset + count)) return stretch;
        stretch.Buffer = ArrayPool<byte>.Shared.Rent(count);
        for (var done = 0; done < count;)
        {
            var read = reader.Read(stretch.Buffer.AsSpan(done, count - done), offset + done);
            if (read == 0)
            {
                stretch.GiveBack();
                throw new EntryException(IoProblem.ChangedWhileRead, "SHORTER", EntryOperation.Read);
            }
            done += read;
        }
        return stretch;
    }

    bool IsInHole(long start, long end)
    {
        if (start >= dataEnd && !reader.NextData(start, out dataStart, out dataEnd)) (dataStart, dataEnd) = (length, long.MaxValue);
        return end <= dataStart;
    }

    static void Sum(BlockStretch stretch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < stretch.Blocks; i++)
        {
            var (start, count) = stretch.PlaceOf(i);
            if (BlockStretch.IsBlank(stretch.Buffer.AsSpan(start, count))) continue;
            hash.AppendData(stretch.Buffer!, start, count);
            hash.GetHashAndReset().AsSpan(0, BlockSums.SumBytes).CopyTo(stretch.SumAt(i));
        }
    }
}
