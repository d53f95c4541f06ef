using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Brings the contents of files to the service without showing them yet. A small file is read into memory, to be put in one
/// request; a large one is sent in parts, several at once, which become the object later. What it returns was read whole
/// from a file that did not change meanwhile.
/// </summary>
sealed class ObjectSender(ObjectPlace place, UploadJournal uploads)
{
    readonly IObjectStore store = place.Store;
    readonly ObjectSendLimits limits = place.Limits;
    readonly ByteBudget budget = new(place.Limits.MemoryBytes);

    /// <summary>Sends a file, or reads it.</summary>
    public async Task<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, string key, Action<int> onBytes, CancellationToken cancellation)
    {
        EntryFacts facts;
        byte[]? contents = null;
        int streams;
        using (var reader = source.OpenFile(path))
        {
            facts = reader.Look();
            if (facts.Kind != EntryKind.File) throw FilePart.Changed("CHANGED");
            if (facts.Size <= limits.WholeBytes)
            {
                await budget.TakeAsync(facts.Size, cancellation).ConfigureAwait(false);
                try
                {
                    contents = Read(reader, facts, onBytes, cancellation);
                }
                catch
                {
                    budget.Give(facts.Size);
                    throw;
                }
            }
            streams = reader.Streams().Count;
        }
        var staged = contents is not null
            ? Whole(key, facts, contents)
            : await SendPartsAsync(source, path, key, facts, onBytes, cancellation).ConfigureAwait(false);
        return new StagedItem
        {
            Path = path,
            Source = facts,
            Placed = new PlacedEntry(Placement.Written, ObjectRecord.Of(facts, staged.ETag ?? "").Facts) { StreamsLeft = streams },
            TemporaryName = [],
            Bytes = facts.Size,
            Object = staged,
        };
    }

    /// <summary>The staged contents become the object.</summary>
    public async Task<StoredObject> CommitAsync(EntryPath path, StagedObject staged, CancellationToken cancellation)
    {
        try
        {
            var stored = staged.Body is { } body
                ? await store.PutAsync(staged.Key, body, staged.Properties, PutCondition.None, cancellation).ConfigureAwait(false)
                : await store.CompleteUploadAsync(staged.Upload!, staged.Parts, staged.Properties, PutCondition.None, cancellation).ConfigureAwait(false);
            if (staged.Upload is not null) uploads.Forget(path);
            if (staged.ETag is { } expected && !string.Equals(stored.ETag, expected, StringComparison.OrdinalIgnoreCase))
                throw new EntryException(IoProblem.WrittenWrong, "ETag", EntryOperation.Write);
            return stored;
        }
        finally
        {
            if (staged.Body is { } whole) budget.Give(whole.Length);
        }
    }

    /// <summary>Lets staged contents go. An upload stays, and is gone on with when the file is tried again.</summary>
    public void Discard(StagedObject staged)
    {
        if (staged.Body is { } whole) budget.Give(whole.Length);
    }

    byte[] Read(FileReader reader, in EntryFacts facts, Action<int> onBytes, CancellationToken cancellation)
    {
        const int Step = 256 * 1024;
        var contents = new byte[(int)facts.Size];
        for (var offset = 0; offset < contents.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = Math.Min(Step, contents.Length - offset);
            if (place.Gate is { } gate) wanted = gate.Admit(wanted, cancellation);
            var read = reader.Read(contents.AsSpan(offset, wanted), offset);
            if (read == 0) throw FilePart.Changed("SHORTER");
            offset += read;
            onBytes(read);
        }
        return FilePart.IsSame(facts, reader.Look()) ? contents : throw FilePart.Changed("CHANGED");
    }

    StagedObject Whole(string key, in EntryFacts facts, byte[] contents)
    {
        using var hash = ContentMd5.Begin();
        hash.AppendData(contents);
        var md5 = hash.GetHashAndReset();
        var properties = ObjectMetadata.Of(facts) with { ContentMd5 = store.Traits.KeepsContentMd5 ? md5 : null };
        return new StagedObject(key, properties, store.Traits.HasMd5ETags ? ContentMd5.ETagOf(md5) : null)
        {
            Body = ObjectBody.Of(contents, md5),
        };
    }

    async Task<StagedObject> SendPartsAsync(
        IEntryHolder source, EntryPath path, string key, EntryFacts facts, Action<int> onBytes, CancellationToken cancellation)
    {
        var partSize = store.Traits.PartSize(facts.Size, limits.PartBytes);
        var properties = ObjectMetadata.Of(facts, partSize);
        var (upload, there) = await uploads.TakeAsync(path, key, facts, partSize, properties, cancellation).ConfigureAwait(false);
        var count = (int)((facts.Size + partSize - 1) / partSize);
        var parts = new UploadPart[count];
        try
        {
            await ForEachAsync(count, async (i, stop) =>
            {
                var range = new ByteRange(i * partSize, Math.Min(partSize, facts.Size - i * partSize));
                var part = new FilePart(source, path, facts, range, place.Gate, onBytes, stop);
                parts[i] = IsThere(there, i + 1, part, range.Length)
                    ?? await store.PutPartAsync(upload, i + 1, part.Body, stop).ConfigureAwait(false);
            }, cancellation).ConfigureAwait(false);
            using var reader = source.OpenFile(path);
            if (!FilePart.IsSame(facts, reader.Look())) throw FilePart.Changed("CHANGED");
        }
        catch (EntryException e) when (e.Problem is IoProblem.ChangedWhileRead or IoProblem.NotFound)
        {
            // Its parts are of a file that is not there any more.
            await uploads.GiveUpAsync(path, upload, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        var eTag = store.Traits.HasMd5ETags ? ContentMd5.ETagOf(parts) : null;
        return new StagedObject(key, properties, eTag) { Upload = upload, Parts = parts };
    }

    /// <summary>A part that an earlier run sent, if it is the same by its MD5; else null.</summary>
    static UploadPart? IsThere(Dictionary<int, UploadPart> there, int number, FilePart part, long length)
    {
        if (!there.TryGetValue(number, out var sent) || sent.Size != length || sent.Md5 is not { } md5) return null;
        return part.Md5().AsSpan().SequenceEqual(md5) ? sent : null;
    }

    /// <summary>Does work for each of some numbers, several at once; the first failure stops the rest.</summary>
    async Task ForEachAsync(int count, Func<int, CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var next = -1;
        async Task WorkAsync()
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < count;) await work(i, stop.Token).ConfigureAwait(false);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
        var workers = Enumerable.Range(0, Math.Min(count, limits.PartsAtOnce)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)).ToList();
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (Exception) when (workers.Find(worker => worker.Exception?.InnerException is { } inner and not OperationCanceledException) is { } failed)
        {
            // What failed first, not what was stopped by it.
            await failed.ConfigureAwait(false);
        }
    }
}
