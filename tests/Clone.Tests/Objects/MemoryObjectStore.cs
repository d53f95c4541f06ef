using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>
/// An object store in memory: deterministic, with versions and conditions, and with whatever failures a test wants. Tries
/// again, counts and waits as the real ones do.
/// </summary>
class MemoryObjectStore(MemoryBucket bucket, ObjectStoreOptions? options = null) : IObjectStore
{
    readonly ServiceCaller caller = new(options ?? ObjectStoreOptions.Default, (e, _) => (e as MemoryFault)?.Failure);

    /// <summary>Asked before each request: a failure in its place, or null.</summary>
    public Func<RequestKind, string, MemoryFault?> OnRequest { get; set; } = (_, _) => null;

    /// <summary>Told of each request that was carried out, before its answer: what it throws the asker gets in its place.</summary>
    public Action<RequestKind, string> OnDone { get; set; } = (_, _) => { };

    /// <summary>Asked before each object of a request is deleted: why it stays, or null.</summary>
    public Func<string, EntryException?> OnDelete { get; set; } = _ => null;

    public ObjectStoreTraits Traits { get; private set; } = bucket.Traits;

    /// <summary>What lies there.</summary>
    protected MemoryBucket Bucket => bucket;

    public RequestCounter Requests => caller.Counter;

    public async Task CheckAsync(CancellationToken cancellation)
    {
        await CallAsync(RequestKind.List, EntryOperation.List, "", () => 0, cancellation);
        Traits = Traits with { KeepsVersions = bucket.KeepsVersions };
    }

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(KeyRange range, CancellationToken cancellation) =>
        PagesAsync(range, versions => [versions[^1].Info], info => !info.IsDeleteMarker, cancellation);

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(KeyRange range, CancellationToken cancellation) =>
        PagesAsync(
            range, versions => [.. Enumerable.Reverse(versions).Select((version, i) => version.Info with { IsLatest = i == 0 })], _ => true,
            cancellation);

    public Task<ObjectInfo> LookAsync(string key, string? versionId, CancellationToken cancellation) =>
        CallAsync(RequestKind.Look, EntryOperation.Look, key, () => Get(key, versionId, EntryOperation.Look).Info, cancellation);

    public Task<ObjectReading> OpenAsync(string key, ReadOptions reading, CancellationToken cancellation) =>
        CallAsync(RequestKind.Get, EntryOperation.Read, key, () =>
        {
            var found = Get(key, reading.VersionId, EntryOperation.Read);
            Require(reading.IfMatch is null || reading.IfMatch == found.Info.ETag, IoProblem.ChangedMeanwhile, EntryOperation.Read);
            Require(found.Info.Archive is ArchiveState.None or ArchiveState.Available, IoProblem.Archived, EntryOperation.Read);
            var (offset, length) = reading.Range is { } range ? (range.Offset, range.Length) : (0, found.Contents.Length);
            Require(offset <= found.Contents.Length, IoProblem.Other, EntryOperation.Read);
            var count = (int)Math.Min(length, found.Contents.Length - offset);
            return new ObjectReading(found.Info, new MemoryStream(found.Contents, (int)offset, count, writable: false));
        }, cancellation);

    public async Task<StoredObject> PutAsync(
        string key, ObjectBody body, ObjectProperties properties, PutCondition condition, CancellationToken cancellation)
    {
        var contents = Read(body);
        return await CallAsync(RequestKind.Put, EntryOperation.Write, key, () =>
        {
            Require(contents.Length <= Traits.LargestPut, IoProblem.FileTooLarge, EntryOperation.Write);
            var md5 = MD5.HashData(contents);
            return Store(key, contents, ETagOf(md5), properties, condition) with { Md5 = md5 };
        }, cancellation);
    }

    public Task<StoredObject> CopyAsync(
        ObjectSource source, string key, ObjectProperties? properties, PutCondition condition, CancellationToken cancellation) =>
        CallAsync(RequestKind.Copy, EntryOperation.Write, key, () =>
        {
            var found = Source(source);
            Require(found.Contents.Length <= Traits.LargestCopy, IoProblem.FileTooLarge, EntryOperation.Write);
            var kept = properties ?? new ObjectProperties { Metadata = found.Info.Metadata!, ContentType = found.Info.ContentType };
            if (Traits.KeepsContentMd5) kept = kept with { ContentMd5 = kept.ContentMd5 ?? found.Info.ContentMd5 };
            return Store(key, found.Contents, ETagOf(MD5.HashData(found.Contents)), kept, condition, found.Blocks);
        }, cancellation);

    public async Task<IReadOnlyList<DeleteResult>> DeleteAsync(IReadOnlyList<ObjectVersion> objects, CancellationToken cancellation)
    {
        var results = new List<DeleteResult>();
        foreach (var chunk in objects.Chunk(1000))
            results.AddRange(await CallAsync(
                RequestKind.Delete, EntryOperation.Remove, chunk[0].Key, () => chunk.Select(Delete).ToList(), cancellation));
        return results;
    }

    public virtual Task<ObjectUpload> BeginUploadAsync(string key, ObjectProperties properties, CancellationToken cancellation) =>
        CallAsync(RequestKind.Upload, EntryOperation.Write, key, () =>
        {
            CheckKey(key);
            var upload = new ObjectUpload(key, bucket.NextName(), Now());
            bucket.Uploads[upload.Id] = new MemoryUpload(upload, properties);
            return upload;
        }, cancellation);

    public virtual async Task<UploadPart> PutPartAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation)
    {
        var contents = Read(body);
        return await CallAsync(RequestKind.Part, EntryOperation.Write, upload.Key, () => AddPart(upload, number, contents), cancellation);
    }

    public virtual Task<UploadPart> CopyPartAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation) =>
        CallAsync(RequestKind.Copy, EntryOperation.Write, upload.Key, () => AddPart(
            upload, number, Source(source).Contents.AsSpan((int)range.Offset, (int)range.Length).ToArray()), cancellation);

    public virtual Task<StoredObject> CompleteUploadAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition,
        CancellationToken cancellation) =>
        CallAsync(RequestKind.Upload, EntryOperation.Write, upload.Key, tries =>
        {
            // The answer to an earlier try may have been lost.
            if (tries > 1 && !bucket.Uploads.ContainsKey(upload.Id) && bucket.Completed.GetValueOrDefault(upload.Id) is { } done) return done;
            var there = Upload(upload);
            var chosen = parts.Select(part => there.Parts.GetValueOrDefault(part.Number)).ToList();
            Require(parts.Count > 0 && chosen.All(part => part is not null), IoProblem.Other, EntryOperation.Write);
            Require(parts.Zip(parts.Skip(1)).All(pair => pair.First.Number < pair.Second.Number), IoProblem.Other, EntryOperation.Write);
            Require(parts.Zip(chosen).All(pair => PartOf(pair.First.Number, pair.Second!).ETag == pair.First.ETag), IoProblem.Other, EntryOperation.Write);
            Require(chosen.SkipLast(1).All(part => part!.Length >= Traits.LeastPart), IoProblem.Other, EntryOperation.Write);
            var eTag = ETagOf(MD5.HashData([.. chosen.SelectMany(part => MD5.HashData(part!))])) + "-" + parts.Count;
            var stored = Store(upload.Key, [.. chosen.SelectMany(part => part!)], eTag, there.Properties, condition);
            bucket.Uploads.Remove(upload.Id);
            bucket.Completed[upload.Id] = stored;
            return stored;
        }, cancellation);

    public virtual Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellation) => CallAsync(
        RequestKind.Upload, EntryOperation.Write, upload.Key, () => bucket.Uploads.Remove(upload.Id), cancellation);

    public virtual async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = await CallAsync(
            RequestKind.List, EntryOperation.List, prefix, () => bucket.Uploads.Values.Select(upload => upload.Upload)
                .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(upload => upload.Key, KeyOrder.Instance).ToList(), cancellation);
        foreach (var upload in found) yield return upload;
    }

    public virtual async IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = await CallAsync(
            RequestKind.List, EntryOperation.Look, upload.Key,
            () => Upload(upload, EntryOperation.Look).Parts.Select(part => PartOf(part.Key, part.Value)).ToList(), cancellation);
        foreach (var part in found) yield return part;
    }

    public Task RequestArchivedAsync(ObjectVersion item, int days, CancellationToken cancellation) =>
        CallAsync(RequestKind.Archive, EntryOperation.Read, item.Key, () =>
        {
            var found = Get(item.Key, item.VersionId, EntryOperation.Read);
            if (found.Info.Archive != ArchiveState.Archived) return 0;
            var versions = bucket.Keys[item.Key];
            versions[versions.IndexOf(found)] = found with { Info = found.Info with { Archive = ArchiveState.Requested } };
            return 0;
        }, cancellation);

    public ValueTask DisposeAsync()
    {
        caller.Dispose();
        return default;
    }

    protected Task<T> CallAsync<T>(RequestKind kind, EntryOperation operation, string key, Func<T> act, CancellationToken cancellation) =>
        CallAsync(kind, operation, key, _ => act(), cancellation);

    protected Task<T> CallAsync<T>(RequestKind kind, EntryOperation operation, string key, Func<int, T> act, CancellationToken cancellation) =>
        caller.CallAsync(kind, operation, (tries, cancel) =>
        {
            cancel.ThrowIfCancellationRequested();
            lock (bucket.Gate)
            {
                var fault = OnRequest(kind, key);
                if (fault is { IsDone: false }) throw fault;
                var result = act(tries);
                OnDone(kind, key);
                return fault is null ? Task.FromResult(result) : throw fault;
            }
        }, cancellation);

    async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> PagesAsync(
        KeyRange range, Func<List<MemoryObject>, List<ObjectInfo>> pick, Func<ObjectInfo, bool> take,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = range.After; ;)
        {
            var rest = range with { After = after };
            var (keys, page) = await CallAsync(RequestKind.List, EntryOperation.List, range.Prefix, () =>
            {
                var next = bucket.Keys
                    .Where(pair => pair.Key.StartsWith(range.Prefix, StringComparison.Ordinal) && rest.Holds(pair.Key) && pick(pair.Value).Exists(info => take(info)))
                    .Take(bucket.PageSize).ToList();
                return (next, next.SelectMany(pair => pick(pair.Value)).Where(take).Select(Shown).ToList());
            }, cancellation);
            if (page.Count > 0) yield return page;
            if (keys.Count < bucket.PageSize) yield break;
            after = keys[^1].Key;
        }
    }

    ObjectInfo Shown(ObjectInfo info) => Traits.ListsMetadata ? info : info with { Metadata = null, ContentType = null };

    protected MemoryObject Get(string key, string? versionId, EntryOperation operation)
    {
        var found = bucket.Find(key, versionId);
        Require(found is not null, IoProblem.NotFound, operation);
        return found!;
    }

    protected MemoryObject Source(ObjectSource source)
    {
        var found = Get(source.Key, source.VersionId, EntryOperation.Write);
        Require(source.IfMatch is null || source.IfMatch == found.Info.ETag, IoProblem.ChangedMeanwhile, EntryOperation.Write);
        return found;
    }

    MemoryUpload Upload(ObjectUpload upload, EntryOperation operation = EntryOperation.Write)
    {
        var found = bucket.Uploads.GetValueOrDefault(upload.Id);
        Require(found is not null, IoProblem.NotFound, operation);
        return found!;
    }

    UploadPart AddPart(ObjectUpload upload, int number, byte[] contents)
    {
        Require(number >= 1 && number <= Traits.MostParts && contents.Length <= Traits.GreatestPart, IoProblem.FileTooLarge, EntryOperation.Write);
        Upload(upload).Parts[number] = contents;
        return PartOf(number, contents);
    }

    static UploadPart PartOf(int number, byte[] contents)
    {
        var md5 = MD5.HashData(contents);
        return new UploadPart(number, contents.Length, Convert.ToHexStringLower(md5)) { Md5 = md5 };
    }

    protected StoredObject Store(
        string key, byte[] contents, string eTag, ObjectProperties properties, PutCondition condition, IReadOnlyList<MemoryBlock>? blocks = null)
    {
        CheckKey(key);
        CheckMetadata(properties);
        var there = bucket.Find(key, null);
        Require(!condition.IfAbsent || there is null, IoProblem.AlreadyExists, EntryOperation.Write);
        if (condition.IfMatch is { } wanted)
        {
            Require(there is not null, IoProblem.NotFound, EntryOperation.Write);
            Require(there!.Info.ETag == wanted, IoProblem.ChangedMeanwhile, EntryOperation.Write);
        }
        var version = bucket.KeepsVersions ? bucket.NextName() : null;
        bucket.Add(new MemoryObject(
            new ObjectInfo
            {
                Key = key, Size = contents.Length, ETag = eTag, Modified = Now(), VersionId = version,
                StorageClass = properties.StorageClass,
                Archive = properties.StorageClass is "GLACIER" or "DEEP_ARCHIVE" ? ArchiveState.Archived : ArchiveState.None,
                Metadata = new Dictionary<string, string>(properties.Metadata), ContentType = properties.ContentType,
                ContentMd5 = Traits.KeepsContentMd5 ? properties.ContentMd5 : null,
            }, contents) { Blocks = blocks ?? [] });
        return new StoredObject(eTag, version);
    }

    DeleteResult Delete(ObjectVersion item)
    {
        if (OnDelete(item.Key) is { } failure) return new DeleteResult(item, failure);
        if (!bucket.Keys.TryGetValue(item.Key, out var versions)) return new DeleteResult(item, null);
        bucket.OnChange(new BucketChange(item.Key, bucket.Find(item.Key, item.VersionId), null) { VersionId = item.VersionId });
        if (bucket.KeepsDeleted && bucket.Find(item.Key, null) is { } last) bucket.Deleted[item.Key] = (last, bucket.Time.GetUtcNow());
        if (item.VersionId is not null) versions.RemoveAll(version => version.Info.VersionId == item.VersionId);
        else if (!bucket.KeepsVersions) versions.Clear();
        else
            versions.Add(new MemoryObject(
                new ObjectInfo { Key = item.Key, Size = 0, ETag = "", Modified = Now(), VersionId = bucket.NextName(), IsDeleteMarker = true }, []));
        if (versions.Count == 0) bucket.Keys.Remove(item.Key);
        return new DeleteResult(item, null);
    }

    protected void CheckKey(string key) =>
        Require(Encoding.UTF8.GetByteCount(key) <= Traits.KeyBytes && key.Length <= Traits.KeyCharacters && key.Length > 0, IoProblem.NameTooLong, EntryOperation.Write);

    /// <summary>Metadata travel in the headers of a request, and are limited as these are.</summary>
    void CheckMetadata(ObjectProperties properties) => Require(
        properties.Metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value)) <= Traits.MetadataBytes
        && properties.Metadata.Keys.All(name => name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_')),
        IoProblem.Other, EntryOperation.Write);

    /// <summary>Under some encryptions an ETag says nothing about the contents.</summary>
    protected string ETagOf(byte[] md5) => Traits.HasMd5ETags ? Convert.ToHexStringLower(md5) : "tag" + bucket.NextName();

    protected static byte[] Read(ObjectBody body)
    {
        using var stream = body.Open();
        using var contents = new MemoryStream();
        stream.CopyTo(contents);
        Require(contents.Length >= body.Length, IoProblem.ChangedWhileRead, EntryOperation.Read);
        return contents.ToArray();
    }

    /// <summary>Whole seconds, as S3 gives them.</summary>
    protected long Now() => bucket.Time.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond;

    protected static void Require(bool holds, IoProblem problem, EntryOperation operation)
    {
        if (!holds) throw new EntryException(problem, problem.ToString(), operation);
    }
}
