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
    const byte DestinationBit = 1;
    const byte FormerBit = 2;
    const byte FromBit = 4;
    const byte ReplacesBit = 8;
    const byte FromStandsBit = 16;

    /// <summary>Of Exclude, and of a Remove for this reason, why the entry takes no part.</summary>
    public Exclusion Exclusion { get; init; }

    /// <summary>The key under which the item is spooled: its entry's.</summary>
    public byte[] Key => EntryOrder.Key(Path, Source.Kind);

    /// <summary>
    /// Of Remove, and of Replace where another file has the path now: what was last seen at the source under the path, which
    /// may stand under another one by now. Null where nothing is known.
    /// </summary>
    public EntryFacts? Former { get; init; }

    /// <summary>Of Move: the path at the destination until then; else null.</summary>
    public EntryPath? From { get; init; }

    /// <summary>Of Move: a file at the destination gives way.</summary>
    public bool Replaces { get; init; }

    /// <summary>Of Move: the source has something under the former path too, for which another item comes.</summary>
    public bool FromStands { get; init; }

    /// <summary>
    /// The item without its path, for the spool: step, reason, flags, exclusion, facts of the source, of the destination, of
    /// what was there before, the former path; of these last three those that there are.
    /// </summary>
    public byte[] ToBytes()
    {
        var from = From is { } path ? path.Bytes : default;
        var sides = 1 + (Destination is null ? 0 : 1) + (Former is null ? 0 : 1);
        var bytes = new byte[4 + sides * SideLength + from.Length];
        bytes[0] = (byte)Step;
        bytes[1] = (byte)Reason;
        bytes[2] = (byte)((Destination is null ? 0 : DestinationBit) | (Former is null ? 0 : FormerBit) | (From is null ? 0 : FromBit)
            | (Replaces ? ReplacesBit : 0) | (FromStands ? FromStandsBit : 0));
        bytes[3] = (byte)((byte)Exclusion | (Source.Unreadable ? UnreadableBit : 0));
        var rest = bytes.AsSpan(4);
        Put(ref rest, Source);
        if (Destination is { } destination) Put(ref rest, destination);
        if (Former is { } former) Put(ref rest, former);
        from.CopyTo(rest);
        return bytes;
    }

    /// <summary>The item from the spool.</summary>
    public static PlanItem FromBytes(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes)
    {
        var flags = bytes[2];
        var rest = bytes.Slice(4);
        var source = Take(ref rest);
        return new PlanItem(
            (PlanStep)bytes[0],
            (PlanReason)bytes[1],
            EntryOrder.PathOf(key),
            source with { Unreadable = (bytes[3] & UnreadableBit) != 0 },
            (flags & DestinationBit) != 0 ? Take(ref rest) : null)
        {
            Exclusion = (Exclusion)(bytes[3] & ~UnreadableBit),
            Former = (flags & FormerBit) != 0 ? Take(ref rest) : null,
            From = (flags & FromBit) != 0 ? new EntryPath(rest.ToArray()) : null,
            Replaces = (flags & ReplacesBit) != 0,
            FromStands = (flags & FromStandsBit) != 0,
        };
    }

    static void Put(ref Span<byte> rest, in EntryFacts facts)
    {
        WriteFacts(rest, facts);
        rest = rest.Slice(SideLength);
    }

    static EntryFacts Take(ref ReadOnlySpan<byte> rest)
    {
        var facts = ReadFacts(rest);
        rest = rest.Slice(SideLength);
        return facts;
    }

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
