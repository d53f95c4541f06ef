using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Tests.ObjectCopies;

/// <summary>A store over a <see cref="MemoryBucket"/>: S3's limits, small pages, and a place to step in before each request.</summary>
sealed class BucketStore(MemoryBucket bucket) : IObjectStore
{
    public ObjectStoreTraits Traits { get; init; } = new()
    {
        LeastPart = 5 << 20,
        GreatestPart = 5L << 30,
        MostParts = 10_000,
        LargestObject = 5L << 40,
        LargestPut = 5L << 30,
        LargestCopy = 5L << 30,
        KeyBytes = 1024,
        KeyCharacters = int.MaxValue,
        MetadataBytes = 2048,
        ListsInKeyOrder = true,
        ListsFromAnyKey = true,
        HasConditionalPuts = true,
        HasMd5ETags = true,
        KeepsVersions = false,
    };

    /// <summary>Objects on a page of a listing.</summary>
    public int PageSize { get; init; } = 7;

    /// <summary>Called before each request with its kind and key; what it throws is the request's failure.</summary>
    public Action<RequestKind, string>? Before { get; set; }

    public RequestCounter Requests { get; } = new();

    public Task CheckAsync(CancellationToken cancellation) => Ask(RequestKind.List, "", () => true, cancellation);

    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(
        KeyRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        while (true)
        {
            var page = await Ask(RequestKind.List, range.Prefix, () => bucket.Page(range, after, PageSize), cancellation);
            yield return page;
            if (page.Count < PageSize) yield break;
            after = page[^1].Key;
        }
    }

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(KeyRange range, CancellationToken cancellation) =>
        ListAsync(range, cancellation);

    public Task<ObjectInfo> LookAsync(string key, string? versionId, CancellationToken cancellation) =>
        Ask(RequestKind.Look, key, () => bucket.Find(key, withMetadata: true)
            ?? throw new EntryException(IoProblem.NotFound, "NoSuchKey", EntryOperation.Look), cancellation);

    public Task<ObjectReading> OpenAsync(string key, ReadOptions options, CancellationToken cancellation) =>
        Ask(RequestKind.Get, key, () => new ObjectReading(
            bucket.Find(key, withMetadata: true) ?? throw new EntryException(IoProblem.NotFound, "NoSuchKey", EntryOperation.Read),
            new MemoryStream(bucket.Range(new ObjectSource(key, options.VersionId, options.IfMatch), options.Range))), cancellation);

    public Task<StoredObject> PutAsync(
        string key, ObjectBody body, ObjectProperties properties, PutCondition condition, CancellationToken cancellation) =>
        Ask(RequestKind.Put, key, () => bucket.Put(key, Read(body), properties.Metadata, condition), cancellation);

    public Task<StoredObject> CopyAsync(
        ObjectSource source, string key, ObjectProperties? properties, PutCondition condition, CancellationToken cancellation) =>
        Ask(RequestKind.Copy, key, () => bucket.Copy(source, key, properties, condition), cancellation);

    public Task<IReadOnlyList<DeleteResult>> DeleteAsync(IReadOnlyList<ObjectVersion> objects, CancellationToken cancellation) =>
        Ask<IReadOnlyList<DeleteResult>>(RequestKind.Delete, objects[0].Key, () =>
        {
            foreach (var item in objects) bucket.Remove(item.Key);
            return [.. objects.Select(item => new DeleteResult(item, null))];
        }, cancellation);

    public Task<ObjectUpload> BeginUploadAsync(string key, ObjectProperties properties, CancellationToken cancellation) =>
        Ask(RequestKind.Upload, key, () => bucket.Begin(key), cancellation);

    public Task<UploadPart> PutPartAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation) =>
        Ask(RequestKind.Part, upload.Key, () => bucket.PutPart(upload, number, Read(body)), cancellation);

    public Task<UploadPart> CopyPartAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation) =>
        Ask(RequestKind.Copy, upload.Key, () => bucket.PutPart(upload, number, bucket.Range(source, range)), cancellation);

    public Task<StoredObject> CompleteUploadAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition,
        CancellationToken cancellation) =>
        Ask(RequestKind.Upload, upload.Key, () => bucket.Complete(upload, parts, properties, condition), cancellation);

    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellation) =>
        Ask(RequestKind.Upload, upload.Key, () =>
        {
            bucket.Abort(upload);
            return true;
        }, cancellation);

    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var upload in await Ask(RequestKind.List, prefix, () => bucket.ListUploads(prefix), cancellation)) yield return upload;
    }

    public async IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var part in await Ask(RequestKind.List, upload.Key, () => bucket.Parts(upload), cancellation)) yield return part;
    }

    public Task RequestArchivedAsync(ObjectVersion item, int days, CancellationToken cancellation) =>
        Ask(RequestKind.Archive, item.Key, () => true, cancellation);

    public ValueTask DisposeAsync() => default;

    async Task<T> Ask<T>(RequestKind kind, string key, Func<T> answer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Requests.Count(kind, isRetry: false);
        await Task.Yield();
        Before?.Invoke(kind, key);
        return answer();
    }

    static byte[] Read(ObjectBody body)
    {
        using var stream = body.Open();
        using var contents = new MemoryStream();
        stream.CopyTo(contents);
        if (contents.Length != body.Length) throw new InvalidOperationException("the body is " + contents.Length + " long");
        return contents.ToArray();
    }
}
