using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>
/// A container in memory, which does as Azure Blob Storage does: uploads are no things of their own, parts are blocks with names that
/// tell the upload, the place and the MD5, a list of blocks names staged ones and those of the older object, and what was deleted
/// may come back.
/// </summary>
sealed class MemoryContainerStore(MemoryBucket bucket, ObjectStoreOptions? options = null) : MemoryObjectStore(bucket, options), IPartReuser, IUndeleter
{
    /// <summary>What containers can hold and do, but for sizes.</summary>
    public static ObjectStoreTraits Of(ObjectStoreTraits sizes) => sizes with
    {
        KeyBytes = int.MaxValue,
        KeyCharacters = 1024,
        ListsMetadata = true,
        ListsInKeyOrder = false,
        ListsFromAnyKey = false,
        HasMd5ETags = false,
        KeepsContentMd5 = true,
        ForgetsUploads = true,
        NamesPartsByMd5 = true,
        Spelling = NameSpelling.AzureBlob,
    };

    /// <summary>Costs no request.</summary>
    public override Task<ObjectUpload> BeginUploadAsync(string key, ObjectProperties properties, CancellationToken cancellation)
    {
        CheckKey(key);
        lock (Bucket.Gate) return Task.FromResult(new ObjectUpload(key, Bucket.NextName(), Now()));
    }

    public override async Task<UploadPart> PutPartAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation)
    {
        var contents = Read(body);
        return await CallAsync(RequestKind.Part, EntryOperation.Write, upload.Key, () => Stage(upload, number, contents, MD5.HashData(contents)), cancellation);
    }

    /// <summary>A block of the object itself is only named anew; others are copied, and nobody has seen what they hold.</summary>
    public override async Task<UploadPart> CopyPartAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation)
    {
        if (source is { VersionId: null, IfMatch: not null } && source.Key == upload.Key
            && (await PartsOfAsync(source, cancellation)).TryGetValue(range, out var there)) return there with { Number = number };
        return await CallAsync(RequestKind.Copy, EntryOperation.Write, upload.Key, () => Stage(
            upload, number, Source(source).Contents.AsSpan((int)range.Offset, (int)range.Length).ToArray(), md5: null), cancellation);
    }

    public override Task<StoredObject> CompleteUploadAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition, CancellationToken cancellation) =>
        CallAsync(RequestKind.Upload, EntryOperation.Write, upload.Key, tries =>
        {
            var there = Bucket.Find(upload.Key, null);
            // The answer to an earlier try may have been lost.
            if (tries > 1 && there is not null && there.Blocks.Select(block => block.Name).SequenceEqual(parts.Select(part => part.ETag)))
                return new StoredObject(there.Info.ETag, there.Info.VersionId);
            var known = (there?.Blocks ?? []).ToLookup(block => block.Name, block => block.Contents);
            var staged = Bucket.Uncommitted.GetValueOrDefault(upload.Key) ?? [];
            var chosen = new List<MemoryBlock>();
            foreach (var part in parts)
            {
                var contents = staged.GetValueOrDefault(part.ETag) ?? known[part.ETag].FirstOrDefault();
                Require(contents is not null && contents.Length == part.Size, IoProblem.NotFound, EntryOperation.Write);
                chosen.Add(new MemoryBlock(part.ETag, contents!));
            }
            return Store(upload.Key, [.. chosen.SelectMany(block => block.Contents)], ETagOf([]), properties, condition, chosen);
        }, cancellation);

    public override Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellation) => Task.CompletedTask;

    public override async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }

    public override async IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = await CallAsync(RequestKind.List, EntryOperation.Look, upload.Key, () =>
            (Bucket.Uncommitted.GetValueOrDefault(upload.Key) ?? []).Where(block => block.Key.StartsWith(upload.Id + " ", StringComparison.Ordinal))
                .Select(block => PartOf(block.Key, block.Value.Length)).OrderBy(part => part.Number).ToList(), cancellation);
        Require(found.Count > 0, IoProblem.NotFound, EntryOperation.Look);
        foreach (var part in found) yield return part;
    }

    public Task<IReadOnlyDictionary<ByteRange, UploadPart>> PartsOfAsync(ObjectSource source, CancellationToken cancellation) =>
        CallAsync<IReadOnlyDictionary<ByteRange, UploadPart>>(RequestKind.List, EntryOperation.Write, source.Key, () =>
        {
            var parts = new Dictionary<ByteRange, UploadPart>();
            var offset = 0L;
            foreach (var block in Source(source).Blocks)
            {
                if (PartOf(block.Name, block.Contents.Length) is { Md5: not null } part) parts[new ByteRange(offset, part.Size)] = part;
                offset += block.Contents.Length;
            }
            return parts;
        }, cancellation);

    public Task<bool?> KeepsDeletedAsync(CancellationToken cancellation) => Task.FromResult<bool?>(Bucket.KeepsDeleted);

    public async IAsyncEnumerable<IReadOnlyList<DeletedObject>> ListDeletedAsync(KeyRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = await CallAsync(RequestKind.List, EntryOperation.List, range.Prefix, () => Bucket.Deleted
            .Where(pair => pair.Key.StartsWith(range.Prefix, StringComparison.Ordinal) && range.Holds(pair.Key))
            .Select(pair => new DeletedObject(pair.Value.Object.Info, pair.Value.DeletedAt)).ToList(), cancellation);
        foreach (var page in found.Chunk(Bucket.PageSize)) yield return page;
    }

    public Task UndeleteAsync(DeletedObject found, CancellationToken cancellation) =>
        CallAsync(RequestKind.Copy, EntryOperation.Write, found.Info.Key, () =>
        {
            Require(Bucket.Deleted.TryGetValue(found.Info.Key, out var kept), IoProblem.NotFound, EntryOperation.Write);
            Bucket.Add(kept.Object);
            return 0;
        }, cancellation);

    UploadPart Stage(ObjectUpload upload, int number, byte[] contents, byte[]? md5)
    {
        Require(number >= 1 && number <= Traits.MostParts && contents.Length <= Traits.GreatestPart, IoProblem.FileTooLarge, EntryOperation.Write);
        var name = upload.Id + " " + number.ToString("d6") + " " + (md5 is null ? "" : Convert.ToHexStringLower(md5));
        if (!Bucket.Uncommitted.TryGetValue(upload.Key, out var staged)) Bucket.Uncommitted[upload.Key] = staged = new(StringComparer.Ordinal);
        staged[name] = contents;
        return PartOf(name, contents.Length);
    }

    static UploadPart PartOf(string name, long size)
    {
        var parts = name.Split(' ');
        return new UploadPart(int.Parse(parts[1]), size, name) { Md5 = parts[2].Length == 0 ? null : Convert.FromHexString(parts[2]) };
    }
}
