using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Objects;

namespace Clone.Tests.ObjectCopies;

/// <summary>A service that takes objects of any length and holds none: it counts, and hashes where it is asked to.</summary>
/// <param name="traits">Its limits.</param>
/// <param name="reads">Whether contents are read.</param>
sealed class CountingStore(ObjectStoreTraits traits, bool reads) : IObjectStore
{
    public ObjectStoreTraits Traits => traits;

    public RequestCounter Requests { get; } = new();

    /// <summary>The lengths of the parts by their numbers.</summary>
    public ConcurrentDictionary<int, long> Parts { get; } = new();

    /// <summary>The properties of the last upload.</summary>
    public ObjectProperties? Properties { get; private set; }

    public Task CheckAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(KeyRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(KeyRange range, CancellationToken cancellation) => ListAsync(range, cancellation);

    public Task<ObjectInfo> LookAsync(string key, string? versionId, CancellationToken cancellation)
    {
        Requests.Count(RequestKind.Look, isRetry: false);
        return Task.FromResult(new ObjectInfo { Key = key, Size = 0, ETag = "etag", Modified = 0, Metadata = new Dictionary<string, string>() });
    }

    public Task<ObjectReading> OpenAsync(string key, ReadOptions options, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoredObject> PutAsync(
        string key, ObjectBody body, ObjectProperties properties, PutCondition condition, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<StoredObject> CopyAsync(
        ObjectSource source, string key, ObjectProperties? properties, PutCondition condition, CancellationToken cancellation)
    {
        Requests.Count(RequestKind.Copy, isRetry: false);
        return Task.FromResult(new StoredObject("copied", null));
    }

    public Task<IReadOnlyList<DeleteResult>> DeleteAsync(IReadOnlyList<ObjectVersion> objects, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ObjectUpload> BeginUploadAsync(string key, ObjectProperties properties, CancellationToken cancellation)
    {
        Properties = properties;
        return Task.FromResult(new ObjectUpload(key, "upload"));
    }

    public Task<UploadPart> PutPartAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation)
    {
        Requests.Count(RequestKind.Part, isRetry: false);
        Parts[number] = body.Length;
        var md5 = new byte[16];
        if (reads)
        {
            using var contents = body.Open();
            md5 = MD5.HashData(contents);
        }
        return Task.FromResult(new UploadPart(number, body.Length, Convert.ToHexStringLower(md5)) { Md5 = md5 });
    }

    public Task<UploadPart> CopyPartAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation)
    {
        Requests.Count(RequestKind.Copy, isRetry: false);
        Parts[number] = range.Length;
        return Task.FromResult(new UploadPart(number, range.Length, "copied"));
    }

    public Task<StoredObject> CompleteUploadAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition, CancellationToken cancellation)
    {
        var eTag = Convert.ToHexStringLower(MD5.HashData([.. parts.SelectMany(part => part.Md5 ?? new byte[16])])) + "-" + parts.Count;
        return Task.FromResult(new StoredObject(eTag, null));
    }

    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellation) => Task.CompletedTask;

    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }

    public async IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task RequestArchivedAsync(ObjectVersion item, int days, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
