using System;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>Copies inside the account, and other properties for a blob where it lies.</summary>
sealed class AzureCopies(AzureConnection connection, AzureBlobs blobs, AzureCalls calls, ObjectStoreOptions options)
{
    static readonly TimeSpan firstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(10);

    public async Task<StoredObject> CopyAsync(
        ObjectSource source, string key, ObjectProperties? properties, PutCondition condition, CancellationToken cancellation)
    {
        var from = blobs.Of(source.Key, source.VersionId, EntryOperation.Write);
        var to = blobs.Of(key, null, EntryOperation.Write);
        if (source.Key == key && source.VersionId is null && properties is not null)
            return await SetAsync(to, key, properties, condition.IfMatch ?? source.IfMatch, cancellation).ConfigureAwait(false);
        var request = new BlobCopyFromUriOptions
        {
            Metadata = properties is null ? null : blobs.MetadataOf(key, properties),
            AccessTier = blobs.TierOf(properties),
            SourceConditions = source.IfMatch is { } eTag ? new BlobRequestConditions { IfMatch = AzureBlobs.TagOf(eTag) } : null,
            DestinationConditions = AzureBlobs.ConditionOf(condition),
        };
        var begun = await calls.AskAsync(
            RequestKind.Copy, EntryOperation.Write,
            async watched => (await to.StartCopyFromUriAsync(connection.SourceOf(from, options.Time.GetUtcNow()), request, watched).ConfigureAwait(false))
                .GetRawResponse(), cancellation)
            .ConfigureAwait(false);
        return begun.Headers.TryGetValue("x-ms-copy-status", out var status) && status == "success"
            ? new StoredObject(AzureFacts.Clean(begun.Headers.ETag), VersionOf(begun))
            : await WaitAsync(to, cancellation).ConfigureAwait(false);
    }

    /// <summary>Within an account a copy is done at once, but the service does not promise it.</summary>
    async Task<StoredObject> WaitAsync(BlockBlobClient copy, CancellationToken cancellation)
    {
        for (var pause = firstPause; ; pause = pause + pause < longestPause ? pause + pause : longestPause)
        {
            var facts = await calls.AskAsync(
                RequestKind.Look, EntryOperation.Write, async watched => (await copy.GetPropertiesAsync(null, watched).ConfigureAwait(false)).Value,
                cancellation).ConfigureAwait(false);
            if (facts.BlobCopyStatus is null or CopyStatus.Success) return new StoredObject(AzureFacts.Clean(facts.ETag), AzureFacts.VersionOf(facts.VersionId));
            if (facts.BlobCopyStatus != CopyStatus.Pending)
                throw new EntryException(IoProblem.DeviceError, "Copy" + facts.BlobCopyStatus, EntryOperation.Write);
#if NET
            await Task.Delay(pause, options.Time, cancellation).ConfigureAwait(false);
#else
            await options.Time.Delay(pause, cancellation).ConfigureAwait(false);
#endif
        }
    }

    async Task<StoredObject> SetAsync(
        BlockBlobClient blob, string key, ObjectProperties properties, string? eTag, CancellationToken cancellation)
    {
        var conditions = eTag is null ? null : new BlobRequestConditions { IfMatch = AzureBlobs.TagOf(eTag) };
        var set = await calls.AskAsync(
            RequestKind.Copy, EntryOperation.Write,
            async watched => (await blob.SetMetadataAsync(blobs.MetadataOf(key, properties), conditions, watched).ConfigureAwait(false)).Value, cancellation)
            .ConfigureAwait(false);
        return new StoredObject(AzureFacts.Clean(set.ETag), AzureFacts.VersionOf(set.VersionId));
    }

    static string? VersionOf(Response answer) => answer.Headers.TryGetValue("x-ms-version-id", out var id) ? AzureFacts.VersionOf(id) : null;
}
