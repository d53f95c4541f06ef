using System;
using System.Buffers.Binary;
using Clone.Engine.Entries;

namespace Clone.Engine.Sync;

/// <summary>One step of the plan.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Reason">Why.</param>
/// <param name="Path">With what.</param>
/// <param name="Source">Facts at the source; of Remove, Sweep and Forget only the kind.</param>
/// <param name="Destination">Facts at the destination; null when nothing is there.</param>
sealed record PlanItem(PlanStep Step, PlanReason Reason, EntryPath Path, EntryFacts Source, EntryFacts? Destination)
{
    const int SideLength = 64;
    const byte UnreadableBit = 0x80;

    /// <summary>Of Exclude, and of a Remove for this reason, why the entry takes no part.</summary>
    public Exclusion Exclusion { get; init; }

    /// <summary>The key under which the item is spooled: its entry's.</summary>
    public byte[] Key => EntryOrder.Key(Path, Source.Kind);

    /// <summary>The item without its path, for the spool: step, reason, flags, exclusion, the source's facts, the destination's.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[4 + (Destination is null ? 1 : 2) * SideLength];
        bytes[0] = (byte)Step;
        bytes[1] = (byte)Reason;
        bytes[2] = Destination is null ? (byte)0 : (byte)1;
        bytes[3] = (byte)((byte)Exclusion | (Source.Unreadable ? UnreadableBit : 0));
        WriteFacts(bytes.AsSpan(4), Source);
        if (Destination is { } destination) WriteFacts(bytes.AsSpan(4 + SideLength), destination);
        return bytes;
    }

    /// <summary>The item from the spool.</summary>
    public static PlanItem FromBytes(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes) => new(
        (PlanStep)bytes[0],
        (PlanReason)bytes[1],
        EntryOrder.PathOf(key),
        ReadFacts(bytes.Slice(4)) with { Unreadable = (bytes[3] & UnreadableBit) != 0 },
        bytes[2] == 0 ? null : ReadFacts(bytes.Slice(4 + SideLength)))
    {
        Exclusion = (Exclusion)(bytes[3] & ~UnreadableBit),
    };

    static void WriteFacts(Span<byte> to, in EntryFacts facts)
    {
        to[0] = (byte)facts.Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(to.Slice(4), facts.Attributes);
        BinaryPrimitives.WriteInt64LittleEndian(to.Slice(8), facts.Size);
        BinaryPrimitives.WriteInt64LittleEndian(to.Slice(16), facts.Modified);
        BinaryPrimitives.WriteInt64LittleEndian(to.Slice(24), facts.Created);
        BinaryPrimitives.WriteInt64LittleEndian(to.Slice(32), facts.Changed);
        BinaryPrimitives.WriteUInt64LittleEndian(to.Slice(40), facts.FileId);
        BinaryPrimitives.WriteUInt32LittleEndian(to.Slice(48), facts.Owner);
        BinaryPrimitives.WriteUInt32LittleEndian(to.Slice(52), facts.Group);
    }

    static EntryFacts ReadFacts(ReadOnlySpan<byte> from) => new()
    {
        Kind = (EntryKind)from[0],
        Attributes = BinaryPrimitives.ReadUInt32LittleEndian(from.Slice(4)),
        Size = BinaryPrimitives.ReadInt64LittleEndian(from.Slice(8)),
        Modified = BinaryPrimitives.ReadInt64LittleEndian(from.Slice(16)),
        Created = BinaryPrimitives.ReadInt64LittleEndian(from.Slice(24)),
        Changed = BinaryPrimitives.ReadInt64LittleEndian(from.Slice(32)),
        FileId = BinaryPrimitives.ReadUInt64LittleEndian(from.Slice(40)),
        Owner = BinaryPrimitives.ReadUInt32LittleEndian(from.Slice(48)),
        Group = BinaryPrimitives.ReadUInt32LittleEndian(from.Slice(52)),
    };
}
