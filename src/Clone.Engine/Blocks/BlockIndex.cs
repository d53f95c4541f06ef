using System;
using System.Buffers.Binary;
using Clone.Engine.Entries;

namespace Clone.Engine.Blocks;

/// <summary>What the blocks of one file at a destination hold, and which file that is.</summary>
/// <remarks>
/// Stored little-endian: format (1 byte, 1), 3 bytes free, size of a block (4), size of the file, its time of modification,
/// its file id (8 bytes each), then the sums. The key of its row is the entry's (<see cref="EntryOrder.Key"/>).
/// </remarks>
public sealed class BlockIndex
{
    const byte Format = 1;
    const int HeadBytes = 32;

    readonly long modified;
    readonly ulong fileId;

    /// <summary>The index of a file.</summary>
    /// <param name="sums">The sums of its contents.</param>
    /// <param name="file">Its facts as the destination stores them.</param>
    public BlockIndex(BlockSums sums, in EntryFacts file)
        : this(sums, file.Modified, file.FileId)
    {
    }

    BlockIndex(BlockSums sums, long modified, ulong fileId)
    {
        Sums = sums;
        this.modified = modified;
        this.fileId = fileId;
    }

    /// <summary>The sums of its contents.</summary>
    public BlockSums Sums { get; }

    /// <summary>
    /// True when it tells of this very file. What cannot be told apart by its id is another file: nothing would show that
    /// somebody has put it there.
    /// </summary>
    public bool IsOf(in EntryFacts file) =>
        file.Kind == EntryKind.File && file.Size == Sums.Length && file.Modified == modified && file.FileId == fileId && fileId != 0;

    /// <summary>The stored form.</summary>
    public byte[] ToBytes()
    {
        var row = new byte[HeadBytes + Sums.Bytes.Length];
        row[0] = Format;
        BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(4), Sums.BlockBytes);
        BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(8), Sums.Length);
        BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(16), modified);
        BinaryPrimitives.WriteUInt64LittleEndian(row.AsSpan(24), fileId);
        Sums.Bytes.CopyTo(row.AsSpan(HeadBytes));
        return row;
    }

    /// <summary>Reads a stored row; null when it is not one that this version writes.</summary>
    public static BlockIndex? Read(byte[] row)
    {
        if (row.Length < HeadBytes || row[0] != Format) return null;
        var blockBytes = BinaryPrimitives.ReadInt32LittleEndian(row.AsSpan(4));
        var length = BinaryPrimitives.ReadInt64LittleEndian(row.AsSpan(8));
        if (blockBytes is <= 0 or > BlockSums.LargestBlock || length < 0) return null;
        if (BlockSums.CountOf(blockBytes, length) * BlockSums.SumBytes != row.Length - HeadBytes) return null;
        var sums = new BlockSums(blockBytes, length, row.AsSpan(HeadBytes).ToArray());
        return new BlockIndex(
            sums, BinaryPrimitives.ReadInt64LittleEndian(row.AsSpan(16)), BinaryPrimitives.ReadUInt64LittleEndian(row.AsSpan(24)));
    }
}
