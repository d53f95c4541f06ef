using System;
using System.IO;
using System.Threading;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>A range of a file at the source, read while it is sent, and again from its beginning when it is sent again.</summary>
/// <param name="source">Where the file is.</param>
/// <param name="path">The file.</param>
/// <param name="expected">Its facts: with others it has changed.</param>
/// <param name="range">The range.</param>
/// <param name="gate">What bytes that are sent pass; null where nothing holds them up.</param>
/// <param name="onBytes">Told of bytes as they are read, once of each.</param>
/// <param name="cancellation">Stops a read.</param>
sealed class FilePart(
    IEntryHolder source, EntryPath path, EntryFacts expected, ByteRange range, BandwidthGate? gate, Action<int> onBytes,
    CancellationToken cancellation)
{
    long told;
    byte[]? md5;

    /// <summary>Sums the blocks of the range when it is first read; null for nobody.</summary>
    public RangeSums? Sums { get; set; }

    /// <summary>What is sent.</summary>
    public ObjectBody Body => new(range.Length, () => new Reading(this));

    /// <summary>What is sent, with the MD5 that was read beforehand.</summary>
    public ObjectBody KnownBody => new(range.Length, () => new Reading(this), Md5());

    /// <summary>MD5 of the range, without telling of its bytes; it is read once. Should it change after that, the service refuses what is sent.</summary>
    public byte[] Md5() => md5 ??= ReadMd5();

    byte[] ReadMd5()
    {
        using var reading = new Reading(this) { IsSent = false };
        using var hash = ContentMd5.Begin();
        var buffer = new byte[128 * 1024];
        for (int read; (read = reading.Read(buffer, 0, buffer.Length)) > 0;) hash.AppendData(buffer, 0, read);
        return hash.GetHashAndReset();
    }

    void Tell(long position)
    {
        var fresh = position - told;
        if (fresh <= 0) return;
        told = position;
        onBytes((int)fresh);
    }

    sealed class Reading : Stream
    {
        readonly FilePart part;
        readonly FileReader reader;
        readonly ByteRange range;
        long position;

        public Reading(FilePart part)
        {
            this.part = part;
            range = part.Range;
            reader = part.Open();
        }

        public bool IsSent { get; init; } = true;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => range.Length;

        public override long Position
        {
            get => position;
            set => position = value >= 0 && value <= range.Length ? value : throw new ArgumentOutOfRangeException(nameof(value));
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            part.Stop.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(count, range.Length - position);
            if (wanted == 0) return 0;
            if (IsSent) wanted = part.Admit(wanted);
            var read = reader.Read(buffer.AsSpan(offset, wanted), range.Offset + position);
            if (read == 0) throw Changed("SHORTER");
            part.Sums?.Add(buffer, offset, read, range.Offset + position);
            position += read;
            if (IsSent) part.Tell(position);
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => range.Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) reader.Dispose();
            base.Dispose(disposing);
        }
    }

    ByteRange Range => range;

    CancellationToken Stop => cancellation;

    int Admit(int wanted) => gate?.Admit(wanted, cancellation) ?? wanted;

    FileReader Open()
    {
        var reader = source.OpenFile(path);
        try
        {
            if (!IsSame(expected, reader.Look())) throw Changed("CHANGED");
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is what it was.</summary>
    public static bool IsSame(in EntryFacts before, in EntryFacts after) =>
        after.Kind == EntryKind.File && before.Size == after.Size && before.Modified == after.Modified
        && before.Changed == after.Changed && before.FileId == after.FileId;

    /// <summary>The failure of a file that is not what it was.</summary>
    public static EntryException Changed(string code) => new(IoProblem.ChangedWhileRead, code, EntryOperation.Read);
}
