using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Machine;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// A file of a copy in an object store, read in one request from its beginning to its end; where the connection breaks, the rest
/// is asked for. Facts that are asked for after the last byte are given only if all bytes were what was put.
/// </summary>
sealed class ObjectFile : FileReader
{
    /// <summary>For so many days what was asked for can be read.</summary>
    public const int DaysAtHand = 7;

    /// <summary>How often the rest of one object is asked for before it is given up; the store has tried each request several times.</summary>
    const int MostResumed = 5;

    readonly IObjectStore store;
    readonly string key;
    readonly string? versionId;
    readonly ObjectProof proof;
    readonly EntryFacts facts;
    ObjectReading reading;
    byte[] buffer = [];
    long position;
    int resumed;
    bool isProven;

    ObjectFile(IObjectStore store, string key, string? versionId, ObjectReading reading)
    {
        this.store = store;
        this.key = key;
        this.versionId = versionId;
        this.reading = reading;
        facts = ObjectRecord.Of(ObjectMetadata.Read(reading.Info, EntryKind.File), reading.Info.ETag).Facts;
        proof = new ObjectProof(reading.Info, store.Traits);
    }

    /// <summary>Asks for an object.</summary>
    /// <exception cref="EntryException">
    /// It cannot be read, or is not the one of the ETag; Archived, or ArchiveRequested where the place asks for what lies in an archive.
    /// </exception>
    public static ObjectFile Open(ObjectPlace place, string key, string? versionId, string? eTag)
    {
        try
        {
            var options = new ReadOptions { VersionId = versionId, IfMatch = eTag };
            return new ObjectFile(place.Store, key, versionId, Wait(place.Store.OpenAsync(key, options, CancellationToken.None)));
        }
        catch (EntryException e) when (e.Problem == IoProblem.Archived && place.RequestsArchived)
        {
            var asking = place.Store.RequestArchivedAsync(new ObjectVersion(key, versionId), DaysAtHand, CancellationToken.None);
            Task.Run(() => asking).GetAwaiter().GetResult();
            throw new EntryException(IoProblem.ArchiveRequested, e.Code, e.Operation, e);
        }
    }

    /// <inheritdoc/>
    public override bool IsSparse => false;

    /// <inheritdoc/>
    public override EntryFacts Look()
    {
        if (position == facts.Size && !isProven)
        {
            proof.Check();
            isProven = true;
        }
        return facts;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> into, long offset)
    {
        if (offset != position) throw new EntryException(IoProblem.NotSupported, "SEEK", EntryOperation.Read);
        if (position == facts.Size || into.IsEmpty) return 0;
        if (buffer.Length < into.Length) buffer = new byte[into.Length];
        var read = Read(into.Length);
        proof.Add(buffer, 0, read);
        buffer.AsSpan(0, read).CopyTo(into);
        position += read;
        return read;
    }

    /// <inheritdoc/>
    public override bool NextData(long offset, out long start, out long end)
    {
        (start, end) = (offset, facts.Size);
        return offset < facts.Size;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedStream> Streams() => [];

    /// <inheritdoc/>
    public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset) =>
        throw new EntryException(IoProblem.NotSupported, "STREAM", EntryOperation.Read);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        reading.Dispose();
        proof.Dispose();
    }

    int Read(int count)
    {
        while (true)
        {
            try
            {
                var read = reading.Content.Read(buffer, 0, (int)Math.Min(count, facts.Size - position));
                if (read > 0) return read;
                throw new EntryException(IoProblem.DeviceError, "ENDED", EntryOperation.Read);
            }
            catch (EntryException e) when (RetryPolicy.MayHelp(e.Problem) && ++resumed <= MostResumed)
            {
                Resume();
            }
        }
    }

    void Resume()
    {
        reading.Dispose();
        var rest = new ReadOptions
        {
            Range = new ByteRange(position, facts.Size - position),
            VersionId = versionId,
            IfMatch = reading.Info.ETag,
        };
        reading = Wait(store.OpenAsync(key, rest, CancellationToken.None));
    }

    /// <summary>Files are read by threads of their own (see <see cref="FileReader"/>), which may wait; stores never come back to the caller's.</summary>
    static ObjectReading Wait(Task<ObjectReading> opening) => QuietWait.For(opening);
}
