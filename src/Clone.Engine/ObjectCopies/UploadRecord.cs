using System;
using System.Buffers.Binary;
using System.Text;
using Clone.Engine.Entries;

namespace Clone.Engine.ObjectCopies;

/// <summary>An upload in parts that is under way: what it is of, so that only the very same is gone on with.</summary>
/// <remarks>Stored little-endian: format (8 bytes, 1), part size, source size, modified, changed, file id (8 bytes each), the upload's id in UTF-8.</remarks>
/// <param name="UploadId">The service's name of the upload.</param>
/// <param name="PartSize">Bytes of each part but the last.</param>
/// <param name="Source">Facts of the file.</param>
sealed record UploadRecord(string UploadId, long PartSize, EntryFacts Source)
{
    const int FixedLength = 48;

    /// <summary>Whether it is an upload of this file in parts of this size.</summary>
    public bool IsOf(in EntryFacts source, long partSize) => PartSize == partSize && FilePart.IsSame(Source, source);

    /// <summary>Writes it.</summary>
    public byte[] ToBytes()
    {
        var id = Encoding.UTF8.GetBytes(UploadId);
        var bytes = new byte[FixedLength + id.Length];
        long[] numbers = [1, PartSize, Source.Size, Source.Modified, Source.Changed, (long)Source.FileId];
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), numbers[i]);
        id.CopyTo(bytes, FixedLength);
        return bytes;
    }

    /// <summary>Reads a stored one; null when it is not one that this version writes.</summary>
    public static UploadRecord? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= FixedLength || BinaryPrimitives.ReadInt64LittleEndian(bytes) != 1) return null;
        var source = new EntryFacts
        {
            Kind = EntryKind.File,
            Size = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(16)),
            Modified = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(24)),
            Changed = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(32)),
            FileId = (ulong)BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(40)),
        };
        return new UploadRecord(Encoding.UTF8.GetString(bytes.Slice(FixedLength).ToArray()), BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(8)), source);
    }
}
