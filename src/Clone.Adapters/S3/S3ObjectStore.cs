using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using ByteRange = Clone.Engine.Objects.ByteRange;

namespace Clone.Adapters.S3;

/// <summary>A bucket of an S3 service, over the AWS SDK.</summary>
sealed class S3ObjectStore : IObjectStore
{
    readonly S3Client client;
    readonly S3Place place;
    readonly ServiceCaller caller;
    readonly S3Sending sending;
    readonly S3Listing listing;
    readonly S3Sources sources;
    readonly S3Uploads uploads;
    readonly S3Deletion deletion;
    readonly ObjectStoreOptions options;

    S3ObjectStore(S3Client client, S3Place place, ObjectStoreOptions options)
    {
        this.client = client;
        this.place = place;
        this.options = options;
        caller = new ServiceCaller(options, new S3Errors(place).Judge);
        sending = new S3Sending(place, options);
        listing = new S3Listing(client, place, caller, sending);
        sources = new S3Sources(client, place, caller, sending);
        uploads = new S3Uploads(client, place, caller, sending, sources);
        deletion = new S3Deletion(client, place, caller, sending);
        Traits = S3Traits.Of(place);
    }

    /// <summary>Opens the bucket; nothing is asked of the service yet.</summary>
    public static S3ObjectStore Open(S3Place place, S3Credentials credentials, ObjectStoreOptions options)
    {
        try
        {
            return new S3ObjectStore(S3Client.Create(place, S3CredentialSources.Of(credentials, place), options), place, options);
        }
        catch (Exception e) when (e is AmazonClientException or ArgumentException or UriFormatException)
        {
            // The SDK's own words for a region that it does not know, or none at all.
            throw new CloneException(ErrorId.CloneServiceAddressInvalid, e, place.Endpoint?.Host ?? place.Bucket, e.Message);
        }
    }

    public ObjectStoreTraits Traits { get; private set; }

    public RequestCounter Requests => caller.Counter;

    public async Task CheckAsync(CancellationToken cancellation)
    {
        await CallAsync(
            RequestKind.List, EntryOperation.List,
            cancel => client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = place.Bucket, Prefix = place.Prefix, MaxKeys = 1 }, cancel), cancellation)
            .ConfigureAwait(false);
        Traits = Traits with { KeepsVersions = await KeepsVersionsAsync(cancellation).ConfigureAwait(false) };
    }

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(KeyRange range, CancellationToken cancellation) =>
        listing.ListAsync(range, cancellation);

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(KeyRange range, CancellationToken cancellation) =>
        listing.ListVersionsAsync(range, cancellation);

    public async Task<ObjectInfo> LookAsync(string key, string? versionId, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest { BucketName = place.Bucket, Key = key, VersionId = versionId };
        var found = await CallAsync(RequestKind.Look, EntryOperation.Look, cancel => client.GetObjectMetadataAsync(request, cancel), cancellation)
            .ConfigureAwait(false);
        return S3Facts.Of(found, key);
    }

    public async Task<ObjectReading> OpenAsync(string key, ReadOptions reading, CancellationToken cancellation)
    {
        var request = new GetObjectRequest { BucketName = place.Bucket, Key = key, VersionId = reading.VersionId };
        if (reading.Range is { } range) request.ByteRange = new Amazon.S3.Model.ByteRange(range.Offset, range.Last);
        if (reading.IfMatch is { } eTag) request.EtagToMatch = S3Sending.Quoted(eTag);
        var response = await CallAsync(RequestKind.Get, EntryOperation.Read, cancel => client.GetObjectAsync(request, cancel), cancellation)
            .ConfigureAwait(false);
        return new ObjectReading(
            S3Facts.Of(response, key), new ReceivedStream(response.ResponseStream, response.ContentLength, options.IdleTimeout), response);
    }

    public async Task<StoredObject> PutAsync(
        string key, ObjectBody body, ObjectProperties properties, PutCondition condition, CancellationToken cancellation)
    {
        CheckKey(key);
        try
        {
            return await caller.CallAsync(
                RequestKind.Put, EntryOperation.Write,
                (tries, cancel) => sending.SendAsync(
                    body, (stream, watched) => PutOnceAsync(key, stream, body, properties, condition, tries, watched), cancel), cancellation)
                .ConfigureAwait(false);
        }
        catch (EntryException e) when (condition.IfAbsent && e.Problem == IoProblem.ChangedMeanwhile)
        {
            throw new EntryException(IoProblem.AlreadyExists, e.Code, e.Operation);
        }
    }

    public async Task<StoredObject> CopyAsync(
        ObjectSource source, string key, ObjectProperties? properties, PutCondition condition, CancellationToken cancellation)
    {
        CheckKey(key);
        var request = new CopyObjectRequest
        {
            SourceBucket = place.Bucket,
            SourceKey = source.Key,
            SourceVersionId = source.VersionId,
            DestinationBucket = place.Bucket,
            DestinationKey = key,
            ServerSideEncryptionMethod = sending.Encryption,
            ServerSideEncryptionKeyManagementServiceKeyId = sending.KmsKeyId,
            StorageClass = sending.StorageClassOf(properties),
            MetadataDirective = properties is null ? S3MetadataDirective.COPY : S3MetadataDirective.REPLACE,
        };
        if (source.IfMatch is { } eTag) request.ETagToMatch = S3Sending.Quoted(eTag);
        if (condition.IfAbsent) request.IfNoneMatch = "*";
        if (condition.IfMatch is { } there) request.IfMatch = sending.ConditionOf(there);
        if (properties is not null) S3Metadata.Set(request.Metadata, properties.Metadata);
        if (properties?.ContentType is { } type) request.ContentType = type;
        var answer = await CallAsync(RequestKind.Copy, EntryOperation.Write, cancel => client.CopyObjectAsync(request, cancel), cancellation)
            .ConfigureAwait(false);
        var copied = S3Proof.Clean(answer.ETag);
        // Onto itself, only a copy whose ETag is an MD5 still tells what it was before.
        if (source.Key != key || S3Proof.Md5Of(source.IfMatch ?? "") is not null)
            await sources.CheckAsync(source, copied, cancellation).ConfigureAwait(false);
        return new StoredObject(copied, S3Facts.VersionOf(answer.VersionId));
    }

    public Task<IReadOnlyList<DeleteResult>> DeleteAsync(IReadOnlyList<ObjectVersion> objects, CancellationToken cancellation) =>
        deletion.DeleteAsync(objects, cancellation);

    public Task<ObjectUpload> BeginUploadAsync(string key, ObjectProperties properties, CancellationToken cancellation)
    {
        CheckKey(key);
        return uploads.BeginAsync(key, properties, cancellation);
    }

    public Task<UploadPart> PutPartAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation) =>
        uploads.PutAsync(upload, number, body, cancellation);

    public Task<UploadPart> CopyPartAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation) =>
        uploads.CopyAsync(upload, number, source, range, cancellation);

    public Task<StoredObject> CompleteUploadAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition,
        CancellationToken cancellation) => uploads.CompleteAsync(upload, parts, condition, cancellation);

    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellation) => uploads.AbortAsync(upload, cancellation);

    public IAsyncEnumerable<ObjectUpload> ListUploadsAsync(string prefix, CancellationToken cancellation) =>
        listing.ListUploadsAsync(prefix, cancellation);

    public IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellation) =>
        listing.ListPartsAsync(upload, cancellation);

    public async Task RequestArchivedAsync(ObjectVersion item, int days, CancellationToken cancellation)
    {
        try
        {
            await RequestArchivedAsync(item, (int?)days, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Problem == IoProblem.Other)
        {
            // From the archives of S3 Intelligent-Tiering things come back to stay: no time may be said.
            // https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html
            await RequestArchivedAsync(item, days: null, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Code == "RestoreAlreadyInProgress")
        {
            // It is on its way.
        }
    }

    Task<RestoreObjectResponse> RequestArchivedAsync(ObjectVersion item, int? days, CancellationToken cancellation)
    {
        var request = new RestoreObjectRequest { BucketName = place.Bucket, Key = item.Key, VersionId = item.VersionId, Days = days };
        return CallAsync(RequestKind.Archive, EntryOperation.Read, cancel => client.RestoreObjectAsync(request, cancel), cancellation);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        caller.Dispose();
        return default;
    }

    /// <summary>Services say it in many ways, and some only after the body.</summary>
    void CheckKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > Traits.KeyBytes)
            throw new EntryException(IoProblem.NameTooLong, "KeyTooLongError", EntryOperation.Write);
    }

    async Task<StoredObject> PutOnceAsync(
        string key, SentStream stream, ObjectBody body, ObjectProperties properties, PutCondition condition, int tries,
        CancellationToken cancellation)
    {
        try
        {
            var answer = await client.PutObjectAsync(sending.PutOf(key, stream, body, properties, condition), cancellation).ConfigureAwait(false);
            var eTag = S3Proof.Clean(answer.ETag);
            S3Proof.Check(eTag, stream.Md5, answer.ServerSideEncryptionMethod);
            return new StoredObject(eTag, S3Facts.VersionOf(answer.VersionId)) { Md5 = stream.Md5 };
        }
        catch (AmazonS3Exception e) when (tries > 1 && e.ErrorCode == "PreconditionFailed")
        {
            // The answer to an earlier try was lost: what lies there may be what was sent.
            if (await IsThereAsync(key, body, cancellation).ConfigureAwait(false) is { } there) return there;
            throw;
        }
    }

    async Task<StoredObject?> IsThereAsync(string key, ObjectBody body, CancellationToken cancellation)
    {
        caller.Counter.Count(RequestKind.Look, isRetry: false);
        var found = await client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = place.Bucket, Key = key }, cancellation).ConfigureAwait(false);
        var eTag = S3Proof.Clean(found.ETag);
        var md5 = body.Md5 ?? BodyHash.Md5Of(body);
        return eTag == S3Proof.Hex(md5) ? new StoredObject(eTag, S3Facts.VersionOf(found.VersionId)) { Md5 = md5 } : null;
    }

    async Task<bool?> KeepsVersionsAsync(CancellationToken cancellation)
    {
        try
        {
            var request = new GetBucketVersioningRequest { BucketName = place.Bucket };
            var answer = await CallAsync(
                RequestKind.Look, EntryOperation.Look, cancel => client.GetBucketVersioningAsync(request, cancel), cancellation)
                .ConfigureAwait(false);
            return answer.VersioningConfig?.Status == VersionStatus.Enabled;
        }
        catch (EntryException e)
        {
            // Who may not ask does not know; a service that has no such thing keeps none.
            return e.Problem == IoProblem.NotSupported ? false : null;
        }
    }

    Task<T> CallAsync<T>(
        RequestKind kind, EntryOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        caller.CallAsync(kind, operation, (_, cancel) => sending.AskAsync(send, cancel), cancellation);
}
