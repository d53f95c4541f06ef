using System;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Folders;

namespace Clone.Engine.Blocks;

/// <summary>
/// Brings a large file's contents into another: all of them into a new file, or into one that holds an older state of them
/// only the blocks that differ. The source is read once, and its sums come with it.
/// </summary>
/// <param name="reader">The open source.</param>
/// <param name="writer">The file that takes them.</param>
/// <param name="old">The sums of what the other file holds; null when it is new.</param>
/// <param name="hash">Takes all of the contents too; null for nobody.</param>
/// <param name="onBytes">Told of the bytes that are written.</param>
sealed class BlockCopier(FileReader reader, FileWriter writer, BlockSums? old, ContentHash? hash, Action<int> onBytes)
{
    /// <summary>A stop is met, and the limit of the bandwidth kept, between writes of this size in bytes.</summary>
    const int MostAtOnce = 1 << 20;

    static readonly byte[] Zeros = new byte[64 << 10];

    readonly bool isSparse = reader.IsSparse;
    CancellationToken stopping;

    /// <summary>What contents pass before they are written; null where nothing holds them up.</summary>
    public BandwidthGate? Gate { get; init; }

    /// <summary>Bytes that were written.</summary>
    public long Written { get; private set; }

    /// <summary>Copies, and gives the sums of the source.</summary>
    public BlockSums Run(long size, int blockBytes, CancellationToken cancellation)
    {
        stopping = cancellation;
        if (isSparse) writer.MakeSparse();
        if (old is not null && old.Length != size) writer.SetLength(size);
        var sums = new BlockHasher(reader, size, blockBytes).Run(Take, cancellation);
        if (isSparse && old is null) writer.SetLength(size);
        return sums;
    }

    void Take(BlockStretch stretch)
    {
        if (hash is not null && !stretch.IsHole) hash.Add(stretch.Buffer.AsSpan(0, stretch.Count), stretch.Offset);
        var (start, end) = (0, 0);
        for (var i = 0; i < stretch.Blocks; i++)
        {
            var (at, count) = stretch.PlaceOf(i);
            if (IsThere(stretch, i, at, count))
            {
                Write(stretch, start, end);
                start = at + count;
            }
            end = at + count;
        }
        Write(stretch, start, end);
    }

    /// <summary>True when the file holds the block already, or could be given its zeros without their being written.</summary>
    bool IsThere(BlockStretch stretch, int block, int at, int count)
    {
        if (old?.Holds(stretch.NumberOf(block), count, stretch.SumAt(block)) == true) return true;
        if (!isSparse || !stretch.IsBlankAt(block)) return false;
        return old is null || stretch.Offset + at >= old.Length || writer.TryClear(stretch.Offset + at, count);
    }

    void Write(BlockStretch stretch, int start, int end)
    {
        if (start >= end) return;
        if (stretch.IsHole) WriteZeros(stretch.Offset + start, end - start);
        else if (isSparse && old is null) WritePages(stretch, start, end);
        else Write(stretch.Buffer.AsSpan(start, end - start), stretch.Offset + start);
    }

    /// <summary>Small holes within a block of a sparse file stay holes.</summary>
    void WritePages(BlockStretch stretch, int start, int end)
    {
        var bytes = stretch.Buffer.AsSpan(0, end);
        for (var at = start; at < end;)
        {
            var from = at;
            while (at < end && !BlockStretch.IsBlank(Page(bytes, at))) at += BlockStretch.PageBytes;
            if (at > from) Write(bytes.Slice(from, Math.Min(at, end) - from), stretch.Offset + from);
            while (at < end && BlockStretch.IsBlank(Page(bytes, at))) at += BlockStretch.PageBytes;
        }
    }

    void WriteZeros(long offset, int count)
    {
        for (var done = 0; done < count;)
        {
            var some = Math.Min(Zeros.Length, count - done);
            Write(Zeros.AsSpan(0, some), offset + done);
            done += some;
        }
    }

    void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            stopping.ThrowIfCancellationRequested();
            var wanted = Math.Min(bytes.Length, MostAtOnce);
            var count = Gate?.Admit(wanted, stopping) ?? wanted;
            writer.Write(bytes.Slice(0, count), offset);
            Written += count;
            onBytes(count);
            offset += count;
            bytes = bytes.Slice(count);
        }
    }

    static ReadOnlySpan<byte> Page(ReadOnlySpan<byte> bytes, int at) => bytes.Slice(at, Math.Min(BlockStretch.PageBytes, bytes.Length - at));
}
