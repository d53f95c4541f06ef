using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>Listings of a bucket. Keys are asked for in URL encoding, since XML cannot hold all that a key may.</summary>
sealed class S3Listing(S3Client client, S3Place place, ServiceCaller caller, S3Sending sending)
{
    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(
        KeyRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var token = next;
            var page = await CallAsync(RequestKind.List, cancel => client.ListObjectsV2Async(RequestOf(range, token), cancel), cancellation)
                .ConfigureAwait(false);
            var objects = Within(range, page.S3Objects ?? [], found => S3Facts.Of(found, Decoded(found.Key, page.Encoding)), out var isOver);
            if (objects.Count > 0) yield return objects;
            next = isOver || page.IsTruncated != true ? null : page.NextContinuationToken;
        }
        while (next is not null);
    }

    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(
        KeyRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (key, version) = (range.After, (string?)null);
        while (true)
        {
            var request = new ListVersionsRequest
            {
                BucketName = place.Bucket, Prefix = range.Prefix, KeyMarker = key, VersionIdMarker = version, Encoding = EncodingType.Url,
            };
            var page = await CallAsync(RequestKind.List, cancel => client.ListVersionsAsync(request, cancel), cancellation).ConfigureAwait(false);
            var versions = Within(range, page.Versions ?? [], found => S3Facts.Of(found, Decoded(found.Key, page.Encoding)), out var isOver);
            if (versions.Count > 0) yield return versions;
            if (isOver || page.IsTruncated != true) yield break;
            (key, version) = (Decoded(page.NextKeyMarker, page.Encoding), page.NextVersionIdMarker);
        }
    }

    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The SDK does not say whether the service did as it was asked.
        var encoding = place.IsAws ? EncodingType.Url : null;
        var (key, id) = ((string?)null, (string?)null);
        while (true)
        {
            var request = new ListMultipartUploadsRequest
            {
                BucketName = place.Bucket, Prefix = prefix, KeyMarker = key, UploadIdMarker = id, Encoding = encoding,
            };
            var page = await CallAsync(RequestKind.List, cancel => client.ListMultipartUploadsAsync(request, cancel), cancellation)
                .ConfigureAwait(false);
            foreach (var found in page.MultipartUploads ?? [])
                yield return new ObjectUpload(
                    Decoded(found.Key, encoding), found.UploadId, S3Facts.Ticks(found.Initiated));
            if (page.IsTruncated != true) yield break;
            (key, id) = (Decoded(page.NextKeyMarker, encoding), page.NextUploadIdMarker);
        }
    }

    public async IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? marker = null;
        while (true)
        {
            var request = new ListPartsRequest { BucketName = place.Bucket, Key = upload.Key, UploadId = upload.Id, PartNumberMarker = marker };
            // Of one upload, so that a refusal is that of one object.
            var page = await caller.CallAsync(
                RequestKind.List, EntryOperation.Look, (_, cancel) => sending.AskAsync(c => client.ListPartsAsync(request, c), cancel), cancellation)
                .ConfigureAwait(false);
            foreach (var part in page.Parts ?? [])
            {
                var eTag = S3Proof.Clean(part.ETag);
                yield return new UploadPart(part.PartNumber ?? 0, part.Size ?? 0, eTag) { Md5 = S3Proof.Md5Of(eTag) };
            }
            if (page.IsTruncated != true) yield break;
            marker = page.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    ListObjectsV2Request RequestOf(KeyRange range, string? token) => new()
    {
        BucketName = place.Bucket,
        Prefix = range.Prefix,
        // Both: services that follow the token ignore the key, and one that forgets the token does not begin anew.
        StartAfter = token is null ? range.After : null,
        ContinuationToken = token,
        Encoding = EncodingType.Url,
        OptionalObjectAttributes = place.IsAws ? ["RestoreStatus"] : null,
    };

    /// <summary>The objects of a page that lie in the range, and whether what follows lies after it.</summary>
    static List<ObjectInfo> Within<T>(KeyRange range, List<T> page, Func<T, ObjectInfo> read, out bool isOver)
    {
        var found = page.Select(read).ToList();
        isOver = range.End is { } end && found.Count > 0 && KeyOrder.Instance.Compare(found[found.Count - 1].Key, end) >= 0;
        // Services that begin at the key, and not after it, are known.
        found.RemoveAll(item => !range.Holds(item.Key));
        return found;
    }

    /// <summary>The key; encoded where the service says that it did so.</summary>
    static string Decoded(string key, EncodingType? encoding) =>
        encoding == EncodingType.Url ? Uri.UnescapeDataString(key.Replace('+', ' ')) : key;

    Task<T> CallAsync<T>(RequestKind kind, Func<CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        caller.CallAsync(kind, EntryOperation.List, (_, cancel) => sending.AskAsync(send, cancel), cancellation);
}
