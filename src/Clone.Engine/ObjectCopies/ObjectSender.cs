using System;
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
    readonly PartSender parts = new(place, uploads);

    /// <summary>Sends a file, or reads it.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="path">Its path.</param>
    /// <param name="key">The key of its object.</param>
    /// <param name="former">What is known of the object that it replaces; null for none.</param>
    /// <param name="onBytes">Told of bytes as they are sent.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, string key, ObjectRecord? former, Action<int> onBytes, CancellationToken cancellation)
    {
        // What may turn out to be there already is told of when it is known to be sent.
        var tells = place.MetadataOnly is null || former is null;
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
                    contents = Read(reader, facts, tells ? onBytes : null, cancellation);
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
            ? await WholeAsync(key, facts, contents, former, cancellation).ConfigureAwait(false)
            : await parts.SendAsync(new SentFile(source, path, key, facts, onBytes), former, cancellation).ConfigureAwait(false);
        if (staged.Body is not null && !tells) onBytes((int)staged.Sent);
        return new StagedItem
        {
            Path = path,
            Source = facts,
            Placed = new PlacedEntry(Placement.Written, ObjectRecord.Of(facts, staged.ETag ?? "").Facts) { StreamsLeft = streams },
            TemporaryName = [],
            Bytes = staged.Sent,
            Blocks = staged.Blocks,
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
        catch (EntryException e) when (staged.HasCopiedParts && !PartSender.IsOutage(e))
        {
            // Some services take only parts of one length, or none that were copied.
            parts.SendWholeFromNowOn();
            throw;
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

    byte[] Read(FileReader reader, in EntryFacts facts, Action<int>? onBytes, CancellationToken cancellation)
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
            onBytes?.Invoke(read);
        }
        return FilePart.IsSame(facts, reader.Look()) ? contents : throw FilePart.Changed("CHANGED");
    }

    async Task<StagedObject> WholeAsync(string key, EntryFacts facts, byte[] contents, ObjectRecord? former, CancellationToken cancellation)
    {
        using var hash = ContentMd5.Begin();
        hash.AppendData(contents);
        var md5 = hash.GetHashAndReset();
        var properties = ObjectMetadata.Of(facts) with { ContentMd5 = store.Traits.KeepsContentMd5 ? md5 : null };
        var eTag = store.Traits.HasMd5ETags ? ContentMd5.ETagOf(md5) : null;
        if (place.MetadataOnly is not null && former is { } there && await HoldsAsync(key, there, contents, md5, cancellation).ConfigureAwait(false))
        {
            budget.Give(contents.Length);
            return new StagedObject(key, properties, eTag) { IsSame = true };
        }
        return new StagedObject(key, properties, eTag)
        {
            Body = ObjectBody.Of(contents, md5),
            Sent = contents.Length,
        };
    }

    /// <summary>Whether an object has these contents, by its ETag, or by the MD5 that the service keeps with it, which takes one look.</summary>
    async Task<bool> HoldsAsync(string key, ObjectRecord former, byte[] contents, byte[] md5, CancellationToken cancellation)
    {
        if (former.Facts.Size != contents.Length) return false;
        if (store.Traits.HasMd5ETags) return former.ETag == ContentMd5.ETagOf(md5);
        if (!store.Traits.KeepsContentMd5) return false;
        try
        {
            var info = await store.LookAsync(key, versionId: null, cancellation).ConfigureAwait(false);
            return info.ETag == former.ETag && info.ContentMd5 is { } kept && kept.AsSpan().SequenceEqual(md5);
        }
        catch (EntryException)
        {
            // Then it is sent.
            return false;
        }
        catch
        {
            budget.Give(contents.Length);
            throw;
        }
    }
}
