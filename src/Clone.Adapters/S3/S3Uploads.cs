using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using ByteRange = Clone.Engine.Objects.ByteRange;

namespace Clone.Adapters.S3;

/// <summary>Uploads in parts.</summary>
sealed class S3Uploads(S3Client client, S3Place place, ServiceCaller caller, S3Sending sending, S3Sources sources)
{
    public async Task<ObjectUpload> BeginAsync(string key, ObjectProperties properties, CancellationToken cancellation)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = place.Bucket,
            Key = key,
            ServerSideEncryptionMethod = sending.Encryption,
            ServerSideEncryptionKeyManagementServiceKeyId = sending.KmsKeyId,
            StorageClass = sending.StorageClassOf(properties),
        };
        if (properties.ContentType is { } type) request.ContentType = type;
        if (place.IsAws)
        {
            // Of the whole object, so that whoever completes it need not know the checksums of its parts.
            request.ChecksumAlgorithm = ChecksumAlgorithm.CRC32;
            request.ChecksumType = ChecksumType.FULL_OBJECT;
        }
        S3Metadata.Set(request.Metadata, properties.Metadata);
        var answer = await CallAsync(RequestKind.Upload, (_, cancel) => client.InitiateMultipartUploadAsync(request, cancel), cancellation)
            .ConfigureAwait(false);
        return new ObjectUpload(key, answer.UploadId);
    }

    public async Task<UploadPart> PutAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation) =>
        await caller.CallAsync(
            RequestKind.Part, EntryOperation.Write,
            (_, cancel) => sending.SendAsync(body, (stream, watched) => PutOnceAsync(upload, number, body, stream, watched), cancel), cancellation)
            .ConfigureAwait(false);

    public async Task<UploadPart> CopyAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation)
    {
        var request = new CopyPartRequest
        {
            SourceBucket = place.Bucket,
            SourceKey = source.Key,
            SourceVersionId = source.VersionId,
            DestinationBucket = place.Bucket,
            DestinationKey = upload.Key,
            UploadId = upload.Id,
            PartNumber = number,
            FirstByte = range.Offset,
            LastByte = range.Last,
        };
        if (source.IfMatch is { } eTag) request.ETagToMatch = [S3Sending.Quoted(eTag)];
        var answer = await CallAsync(RequestKind.Copy, (_, cancel) => client.CopyPartAsync(request, cancel), cancellation).ConfigureAwait(false);
        await sources.CheckAsync(source, copied: null, cancellation).ConfigureAwait(false);
        var copied = S3Proof.Clean(answer.ETag);
        return new UploadPart(number, range.Length, copied) { Md5 = S3Proof.Md5Of(copied) };
    }

    public async Task<StoredObject> CompleteAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, PutCondition condition, CancellationToken cancellation)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = place.Bucket,
            Key = upload.Key,
            UploadId = upload.Id,
            PartETags = [.. parts.Select(part => new PartETag(part.Number, part.ETag))],
        };
        if (place.IsAws) request.ChecksumType = ChecksumType.FULL_OBJECT;
        if (condition.IfAbsent) request.IfNoneMatch = "*";
        if (condition.IfMatch is { } eTag) request.IfMatch = sending.ConditionOf(eTag);
        var stored = await CallAsync(RequestKind.Upload, (tries, cancel) => CompleteOnceAsync(request, parts, tries, cancel), cancellation)
            .ConfigureAwait(false);
        // Ceph's gateway (16) names no ETag.
        if (stored.ETag.Length == 0) stored = await LookAsync(upload.Key, cancellation).ConfigureAwait(false);
        S3Proof.CheckParts(stored.ETag, parts);
        return stored;
    }

    public async Task AbortAsync(ObjectUpload upload, CancellationToken cancellation)
    {
        var request = new AbortMultipartUploadRequest { BucketName = place.Bucket, Key = upload.Key, UploadId = upload.Id };
        try
        {
            await CallAsync(RequestKind.Upload, (_, cancel) => client.AbortMultipartUploadAsync(request, cancel), cancellation)
                .ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            // Completed, or given up before.
        }
    }

    async Task<UploadPart> PutOnceAsync(
        ObjectUpload upload, int number, ObjectBody body, SentStream stream, CancellationToken cancellation)
    {
        var request = new UploadPartRequest
        {
            BucketName = place.Bucket,
            Key = upload.Key,
            UploadId = upload.Id,
            PartNumber = number,
            PartSize = body.Length,
            InputStream = stream,
            UseChunkEncoding = sending.IsChunked(body.Length),
            DisablePayloadSigning = sending.IsUnsigned,
        };
        if (body.Md5 is { } known) request.MD5Digest = Convert.ToBase64String(known);
        if (place.IsAws) request.ChecksumAlgorithm = ChecksumAlgorithm.CRC32;
        var answer = await client.UploadPartAsync(request, cancellation).ConfigureAwait(false);
        var eTag = S3Proof.Clean(answer.ETag);
        S3Proof.Check(eTag, stream.Md5, answer.ServerSideEncryptionMethod);
        return new UploadPart(number, body.Length, eTag) { Md5 = stream.Md5 };
    }

    async Task<StoredObject> CompleteOnceAsync(
        CompleteMultipartUploadRequest request, IReadOnlyList<UploadPart> parts, int tries, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.CompleteMultipartUploadAsync(request, cancellation).ConfigureAwait(false);
            return new StoredObject(S3Proof.Clean(answer.ETag), S3Facts.VersionOf(answer.VersionId));
        }
        catch (AmazonS3Exception e) when (tries > 1 && e.ErrorCode is "NoSuchUpload" or "PreconditionFailed")
        {
            // The answer to an earlier try was lost: the object may be there.
            if (await FindAsync(request.Key, S3Proof.OfParts(parts), cancellation).ConfigureAwait(false) is { } there) return there;
            throw;
        }
    }

    async Task<StoredObject?> FindAsync(string key, string? eTag, CancellationToken cancellation)
    {
        if (eTag is null) return null;
        caller.Counter.Count(RequestKind.Look, isRetry: false);
        var found = await client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = place.Bucket, Key = key }, cancellation).ConfigureAwait(false);
        return S3Proof.Clean(found.ETag) == eTag ? new StoredObject(eTag, S3Facts.VersionOf(found.VersionId)) : null;
    }

    async Task<StoredObject> LookAsync(string key, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest { BucketName = place.Bucket, Key = key };
        var found = await CallAsync(RequestKind.Look, (_, cancel) => client.GetObjectMetadataAsync(request, cancel), cancellation)
            .ConfigureAwait(false);
        return new StoredObject(S3Proof.Clean(found.ETag), S3Facts.VersionOf(found.VersionId));
    }

    Task<T> CallAsync<T>(RequestKind kind, Func<int, CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        caller.CallAsync(kind, EntryOperation.Write, (tries, cancel) => sending.AskAsync(watched => send(tries, watched), cancel), cancellation);
}
