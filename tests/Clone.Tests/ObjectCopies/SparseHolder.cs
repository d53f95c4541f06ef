using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Tests.ObjectCopies;

/// <summary>Holds one file of any length, which is all zeros.</summary>
sealed class SparseHolder(long size) : IEntryHolder
{
    public EntryFacts Facts { get; } = new() { Kind = EntryKind.File, Size = size, Modified = 630_000_000_000_000_000, FileId = 1 };

    public FileReader OpenFile(EntryPath path) => new Reader(Facts);

    public byte[] ReadLink(EntryPath path) => throw new NotSupportedException();

    public EntryFacts? Look(EntryPath path) => Facts;

    public bool Holds(EntryPath parent, ReadOnlySpan<byte> name) => true;

    sealed class Reader(EntryFacts facts) : FileReader
    {
        public override bool IsSparse => true;

        public override EntryFacts Look() => facts;

        public override int Read(Span<byte> buffer, long offset)
        {
            var count = (int)Math.Min(buffer.Length, facts.Size - offset);
            buffer[..count].Clear();
            return count;
        }

        public override bool NextData(long offset, out long start, out long end)
        {
            (start, end) = (0, 0);
            return false;
        }

        public override IReadOnlyList<NamedStream> Streams() => [];

        public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
