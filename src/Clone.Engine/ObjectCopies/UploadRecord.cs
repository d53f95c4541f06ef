using System;
using System.Buffers.Binary;
using System.Text;
using Clone.Engine.Entries;

namespace Clone.Engine.ObjectCopies;

/// <summary>An upload in parts that is under way: what it is of, so that only the very same is gone on with.</summary>
/// <remarks>
/// Stored little-endian: format (8 bytes, 2), source size, modified, changed, file id (8 bytes each), then in UTF-8 the lengths
/// of the parts (<see cref="PartLayout"/>), a line feed, the upload's id.
/// </remarks>
/// <param name="UploadId">The service's name of the upload.</param>
/// <param name="Layout">The lengths of its parts.</param>
/// <param name="Source">Facts of the file.</param>
sealed record UploadRecord(string UploadId, string Layout, EntryFacts Source)
{
    const long Format = 2;
    const int FixedLength = 40;

    /// <summary>Whether it is an upload of this file in parts of these lengths.</summary>
    public bool IsOf(in EntryFacts source, PartLayout layout) => Layout == layout.ToString() && FilePart.IsSame(Source, source);

    /// <summary>Writes it.</summary>
    public byte[] ToBytes()
    {
        var texts = Encoding.UTF8.GetBytes(Layout + "\n" + UploadId);
        var bytes = new byte[FixedLength + texts.Length];
        long[] numbers = [Format, Source.Size, Source.Modified, Source.Changed, (long)Source.FileId];
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), numbers[i]);
        texts.CopyTo(bytes, FixedLength);
        return bytes;
    }

    /// <summary>Reads a stored one; null when it is not one that this version writes.</summary>
    public static UploadRecord? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= FixedLength || BinaryPrimitives.ReadInt64LittleEndian(bytes) != Format) return null;
        var source = new EntryFacts
        {
            Kind = EntryKind.File,
            Size = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(8)),
            Modified = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(16)),
            Changed = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(24)),
            FileId = (ulong)BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(32)),
        };
        var texts = Encoding.UTF8.GetString(bytes.Slice(FixedLength).ToArray());
        var cut = texts.IndexOf('\n');
        return cut < 0 ? null : new UploadRecord(texts.Substring(cut + 1), texts.Substring(0, cut), source);
    }
}
