using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Storage.Blobs.Models;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>
/// Uploads in parts. The service knows of blocks that belong to no blob yet, and of no uploads: their names tell
/// (<see cref="BlockId"/>). What is never completed it forgets after a week, or when the blob is put otherwise.
/// </summary>
sealed class AzureUploads(AzureBlobs blobs, AzureBlocks blocks, AzureCalls calls, ObjectStoreOptions options)
{
    /// <summary>Costs no request.</summary>
    public ObjectUpload Begin(string key)
    {
        blobs.Of(key, null, EntryOperation.Write);
        return new ObjectUpload(key, Guid.NewGuid().ToString("N"), options.Time.GetUtcNow().UtcTicks);
    }

    public async Task<UploadPart> PutAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation)
    {
        var md5 = body.Md5 ?? BodyHash.Md5Of(body);
        var id = BlockId.Of(upload, number, md5).ToString();
        var blob = blobs.Of(upload.Key, null, EntryOperation.Write);
        await calls.SendAsync(
            RequestKind.Part, body, md5, (_, stream, watched) => blob.StageBlockAsync(id, stream, null, watched), cancellation).ConfigureAwait(false);
        return new UploadPart(number, body.Length, id) { Md5 = md5 };
    }

    public async Task<StoredObject> CompleteAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition, CancellationToken cancellation)
    {
        var blob = blobs.Of(upload.Key, null, EntryOperation.Write);
        string[] ids = [.. parts.Select(part => part.ETag)];
        var request = new CommitBlockListOptions
        {
            HttpHeaders = AzureBlobs.HeadersOf(properties),
            Metadata = blobs.MetadataOf(upload.Key, properties),
            AccessTier = blobs.TierOf(properties),
            Conditions = AzureBlobs.ConditionOf(condition),
        };
        return await calls.AskAsync(RequestKind.Upload, EntryOperation.Write, async (tries, watched) =>
        {
            try
            {
                var stored = (await blob.CommitBlockListAsync(ids, request, watched).ConfigureAwait(false)).Value;
                return new StoredObject(AzureFacts.Clean(stored.ETag), AzureFacts.VersionOf(stored.VersionId));
            }
            catch (RequestFailedException e) when (tries > 1 && AzureErrors.CodeOf(e) is "ConditionNotMet" or "BlobAlreadyExists")
            {
                // The answer to an earlier try was lost: the blob may be there.
                calls.Caller.Counter.Count(RequestKind.List, isRetry: false);
                var there = await blob.GetBlockListAsync(BlockListTypes.Committed, null, null, watched).ConfigureAwait(false);
                if (!there.Value.CommittedBlocks.Select(block => block.Name).SequenceEqual(ids)) throw;
                return new StoredObject(AzureFacts.Clean(there.GetRawResponse().Headers.ETag), null);
            }
        }, cancellation).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = (await blocks.OfUploadAsync(upload, cancellation).ConfigureAwait(false)).ToList();
        if (found.Count == 0) throw new EntryException(IoProblem.NotFound, "NoUncommittedBlocks", EntryOperation.Look);
        foreach (var part in found.OrderBy(part => part.Number)) yield return part;
    }
}
