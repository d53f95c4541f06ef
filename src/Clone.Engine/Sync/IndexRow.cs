using System;
using System.Buffers.Binary;
using Clone.Engine.Entries;

namespace Clone.Engine.Sync;

/// <summary>
/// What was last seen of one entry on both sides, when they agreed: what can be set, attributes and owner and creation time,
/// is stored once. The key of its row is the entry's (<see cref="EntryOrder.Key"/>).
/// </summary>
/// <remarks>
/// Stored as 88 bytes, little-endian: format (1 byte, 2), kind (1 byte), 2 bytes free, attributes (4), source size,
/// modified, changed, file id, destination size, modified, changed, file id, source created (8 bytes each), owner, group (4).
/// Format 1 ended before created.
/// </remarks>
public readonly record struct IndexRow
{
    /// <summary>Bytes of a stored row.</summary>
    public const int Length = 88;

    const byte Format = 2;
    const byte FirstFormat = 1;
    const int FirstLength = 72;

    /// <summary>Facts at the source.</summary>
    public EntryFacts Source { get; init; }

    /// <summary>Facts at the destination.</summary>
    public EntryFacts Destination { get; init; }

    /// <summary>
    /// Facts at the destination as its listing would give them: what can be set was as at the source when the row was written.
    /// </summary>
    public EntryFacts Listed => Destination with
    {
        Attributes = Source.Attributes,
        Created = Source.Created,
        Owner = Source.Owner,
        Group = Source.Group,
    };

    /// <summary>Writes the row into <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> row)
    {
        row.Slice(0, 8).Clear();
        row[0] = Format;
        row[1] = (byte)Source.Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(row.Slice(4), Source.Attributes);
        WriteSide(row.Slice(8), Source);
        WriteSide(row.Slice(40), Destination);
        BinaryPrimitives.WriteInt64LittleEndian(row.Slice(72), Source.Created);
        BinaryPrimitives.WriteUInt32LittleEndian(row.Slice(80), Source.Owner);
        BinaryPrimitives.WriteUInt32LittleEndian(row.Slice(84), Source.Group);
    }

    /// <summary>Reads a stored row; false when it is not one that this version knows.</summary>
    public static bool TryRead(ReadOnlySpan<byte> row, out IndexRow value)
    {
        value = default;
        var isFirst = row.Length == FirstLength && row[0] == FirstFormat;
        if (!isFirst && !(row.Length == Length && row[0] == Format)) return false;
        if (row[1] > (byte)EntryKind.Other) return false;
        var kind = (EntryKind)row[1];
        value = new IndexRow
        {
            Source = ReadSide(row.Slice(8), kind) with
            {
                Attributes = BinaryPrimitives.ReadUInt32LittleEndian(row.Slice(4)),
                Created = isFirst ? 0 : BinaryPrimitives.ReadInt64LittleEndian(row.Slice(72)),
                Owner = isFirst ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(row.Slice(80)),
                Group = isFirst ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(row.Slice(84)),
            },
            Destination = ReadSide(row.Slice(40), kind),
        };
        return true;
    }

    static void WriteSide(Span<byte> to, in EntryFacts facts)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, facts.Size);
        BinaryPrimitives.WriteInt64LittleEndian(to.Slice(8), facts.Modified);
        BinaryPrimitives.WriteInt64LittleEndian(to.Slice(16), facts.Changed);
        BinaryPrimitives.WriteUInt64LittleEndian(to.Slice(24), facts.FileId);
    }

    static EntryFacts ReadSide(ReadOnlySpan<byte> from, EntryKind kind) => new()
    {
        Kind = kind,
        Size = BinaryPrimitives.ReadInt64LittleEndian(from),
        Modified = BinaryPrimitives.ReadInt64LittleEndian(from.Slice(8)),
        Changed = BinaryPrimitives.ReadInt64LittleEndian(from.Slice(16)),
        FileId = BinaryPrimitives.ReadUInt64LittleEndian(from.Slice(24)),
    };
}
