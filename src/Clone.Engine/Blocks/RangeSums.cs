using System;
using System.Security.Cryptography;

namespace Clone.Engine.Blocks;

/// <summary>Sums the blocks of one range of a file while somebody else reads it; what is read again is passed over.</summary>
/// <param name="sums">Takes the sums of the whole file.</param>
/// <param name="blockBytes">Size of a block in bytes.</param>
/// <param name="start">Where the range begins, at that of a block.</param>
/// <param name="length">Its length in bytes.</param>
sealed class RangeSums(byte[] sums, int blockBytes, long start, long length) : IDisposable
{
    readonly long end = start + length;
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long next = start;
    bool isBlank = true;

    /// <summary>Whether all of the range was read.</summary>
    public bool IsComplete => next == end;

    /// <summary>Takes bytes that were read at an offset of the file.</summary>
    public void Add(byte[] buffer, int at, int count, long offset)
    {
        var known = next - offset;
        if (known < 0 || known >= count) return;
        at += (int)known;
        count -= (int)known;
        while (count > 0)
        {
            var taken = (int)Math.Min(count, blockBytes - next % blockBytes);
            isBlank = isBlank && BlockStretch.IsBlank(buffer.AsSpan(at, taken));
            hash.AppendData(buffer, at, taken);
            next += taken;
            at += taken;
            count -= taken;
            if (next % blockBytes == 0 || IsComplete) Close();
        }
    }

    /// <summary>Frees what it holds.</summary>
    public void Dispose() => hash.Dispose();

    void Close()
    {
        var sum = hash.GetHashAndReset();
        var block = (int)((next - 1) / blockBytes);
        if (!isBlank) sum.AsSpan(0, BlockSums.SumBytes).CopyTo(sums.AsSpan(block * BlockSums.SumBytes));
        isBlank = true;
    }
}
