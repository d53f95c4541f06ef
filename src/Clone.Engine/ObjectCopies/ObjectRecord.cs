using System;
using System.Buffers.Binary;
using System.Text;
using Clone.Engine.Entries;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// What is known of one object, or of a folder that is only a prefix of keys: what a listing does not say. It holds as long
/// as the listing shows the same size and ETag.
/// </summary>
/// <remarks>
/// Stored little-endian: format (1 byte, 1), kind (1), length of the ETag (2), attributes (4), size, modified, created
/// (8 each), owner, group (4 each), the ETag in UTF-8.
/// </remarks>
readonly record struct ObjectRecord
{
    const byte Format = 1;
    const int FixedLength = 40;

    /// <summary>The ETag; empty for a folder that has no object of its own.</summary>
    public string ETag { get; init; }

    /// <summary>What the entry is, with the facets that came with the object.</summary>
    public EntryFacts Facts { get; init; }

    /// <summary>Makes one; the entry's id is its ETag's.</summary>
    public static ObjectRecord Of(in EntryFacts facts, string eTag) =>
        new() { ETag = eTag, Facts = facts with { FileId = IdOf(eTag), Changed = 0, Unreadable = false } };

    /// <summary>Writes it.</summary>
    public byte[] ToBytes()
    {
        var tag = Encoding.UTF8.GetBytes(ETag);
        var bytes = new byte[FixedLength + tag.Length];
        bytes[0] = Format;
        bytes[1] = (byte)Facts.Kind;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), checked((ushort)tag.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Facts.Attributes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Facts.Size);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Facts.Modified);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Facts.Created);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(32), Facts.Owner);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), Facts.Group);
        tag.CopyTo(bytes, FixedLength);
        return bytes;
    }

    /// <summary>Reads a stored one; false when it is not one that this version writes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ObjectRecord value)
    {
        value = default;
        if (bytes.Length < FixedLength || bytes[0] != Format || bytes[1] > (byte)EntryKind.Link) return false;
        if (bytes.Length != FixedLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(2))) return false;
        var facts = new EntryFacts
        {
            Kind = (EntryKind)bytes[1],
            Attributes = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4)),
            Size = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(8)),
            Modified = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(16)),
            Created = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(24)),
            Owner = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(32)),
            Group = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(36)),
        };
        if (facts.Size < 0 || facts.Modified < 0 || facts.Modified > DateTime.MaxValue.Ticks) return false;
        value = Of(facts, Encoding.UTF8.GetString(bytes.Slice(FixedLength).ToArray()));
        return true;
    }

    /// <summary>A number for an ETag (FNV-1a, 64 bits), so that entries tell whether they are the same; 0 for none.</summary>
    static ulong IdOf(string eTag)
    {
        if (eTag.Length == 0) return 0;
        var hash = 14695981039346656037UL;
        foreach (var c in eTag) hash = (hash ^ c) * 1099511628211UL;
        return hash == 0 ? 1 : hash;
    }
}
