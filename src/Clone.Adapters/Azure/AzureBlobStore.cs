using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>A container of Azure Blob Storage, over the Azure SDK.</summary>
sealed class AzureBlobStore : IObjectStore, IPartReuser, IUndeleter
{
    /// <summary>Deletions of one call that are under way at once: the service deletes one blob a request.</summary>
    const int DeletionsAtOnce = 32;

    readonly AzureConnection connection;
    readonly AzurePlace place;
    readonly ObjectStoreOptions options;
    readonly AzureCalls calls;
    readonly AzureBlobs blobs;
    readonly AzureListing listing;
    readonly AzureCopies copies;
    readonly AzureBlocks blocks;
    readonly AzureUploads uploads;
    readonly AzureDeleted deleted;

    AzureBlobStore(AzureConnection connection, AzurePlace place, ObjectStoreOptions options)
    {
        this.connection = connection;
        this.place = place;
        this.options = options;
        calls = new AzureCalls(new ServiceCaller(options, new AzureErrors(place, connection.Expiry, options.Time).Judge), options);
        blobs = new AzureBlobs(connection.Container, place);
        listing = new AzureListing(connection.Container, calls);
        copies = new AzureCopies(connection, blobs, calls, options);
        blocks = new AzureBlocks(connection, blobs, calls, options);
        uploads = new AzureUploads(blobs, blocks, calls, options);
        deleted = new AzureDeleted(connection, blobs, listing, copies, calls);
    }

    /// <summary>Opens the container; nothing is asked of the service yet.</summary>
    public static AzureBlobStore Open(AzurePlace place, AzureCredentials credentials, ObjectStoreOptions options)
    {
        var connection = AzureConnection.Open(place, credentials, options);
        if (credentials is AzureCredentials.ConnectionString)
            // It alone says where the account is.
            place = place with { Account = connection.Container.AccountName, Endpoint = new Uri(connection.Container.GetParentBlobServiceClient().Uri.AbsoluteUri) };
        return new AzureBlobStore(connection, place, options);
    }

    public ObjectStoreTraits Traits { get; private set; } = AzureTraits.Default;

    public RequestCounter Requests => calls.Caller.Counter;

    public async Task CheckAsync(CancellationToken cancellation)
    {
        await listing.CheckAsync(place.Prefix, cancellation).ConfigureAwait(false);
        var isHierarchical = await IsHierarchicalAsync(cancellation).ConfigureAwait(false);
        blobs.Names = new AzureNames(isHierarchical);
        Traits = Traits with
        {
            HasFolders = isHierarchical,
            // An account with folders keeps no versions.
            KeepsVersions = !isHierarchical && await KeepsVersionsAsync(cancellation).ConfigureAwait(false),
        };
    }

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(KeyRange range, CancellationToken cancellation) =>
        listing.ListAsync(range, new AzureFacts(blobs.Names), cancellation);

    public IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(KeyRange range, CancellationToken cancellation) =>
        Traits.HasFolders
            ? ListAsync(range, cancellation)
            : listing.ListVersionsAsync(range, new AzureFacts(blobs.Names), cancellation);

    public async Task<ObjectInfo> LookAsync(string key, string? versionId, CancellationToken cancellation)
    {
        var blob = blobs.Of(key, versionId, EntryOperation.Look);
        var found = await calls.AskAsync(
            RequestKind.Look, EntryOperation.Look, watched => blob.GetPropertiesAsync(null, watched), cancellation).ConfigureAwait(false);
        return new AzureFacts(blobs.Names).Of(found.Value, key);
    }

    public async Task<ObjectReading> OpenAsync(string key, ReadOptions reading, CancellationToken cancellation)
    {
        var blob = blobs.Of(key, reading.VersionId, EntryOperation.Read);
        var wanted = new BlobDownloadOptions
        {
            Range = reading.Range is { } range ? new HttpRange(range.Offset, range.Length) : default,
            Conditions = reading.IfMatch is { } eTag ? new BlobRequestConditions { IfMatch = AzureBlobs.TagOf(eTag) } : null,
        };
        var opened = (await calls.AskAsync(
            RequestKind.Get, EntryOperation.Read, watched => blob.DownloadStreamingAsync(wanted, watched), cancellation).ConfigureAwait(false)).Value;
        return new ObjectReading(
            new AzureFacts(blobs.Names).Of(opened.Details, key),
            new ReceivedStream(opened.Content, opened.Details.ContentLength, options.IdleTimeout), opened);
    }

    public async Task<StoredObject> PutAsync(
        string key, ObjectBody body, ObjectProperties properties, PutCondition condition, CancellationToken cancellation)
    {
        var blob = blobs.Of(key, null, EntryOperation.Write);
        var request = new BlobUploadOptions
        {
            HttpHeaders = AzureBlobs.HeadersOf(properties),
            Metadata = blobs.MetadataOf(key, properties),
            AccessTier = blobs.Names.IsFolder(key) ? null : blobs.TierOf(properties),
            Conditions = AzureBlobs.ConditionOf(condition),
            // In one request, whatever its length.
            TransferOptions = new StorageTransferOptions { InitialTransferSize = AzureTraits.Default.LargestPut, MaximumConcurrency = 1 },
        };
        try
        {
            return await calls.SendAsync(
                RequestKind.Put, body, body.Md5, (tries, stream, watched) => PutOnceAsync(blob, stream, request, tries, watched), cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (blobs.Names.IsFolder(key) && condition == PutCondition.None && e.Problem is IoProblem.AlreadyExists or IoProblem.Other)
        {
            // A folder that is there already gets the metadata alone.
            return await copies.CopyAsync(new ObjectSource(key), key, properties, condition, cancellation).ConfigureAwait(false);
        }
    }

    public Task<StoredObject> CopyAsync(
        ObjectSource source, string key, ObjectProperties? properties, PutCondition condition, CancellationToken cancellation) =>
        copies.CopyAsync(source, key, properties, condition, cancellation);

    public async Task<IReadOnlyList<DeleteResult>> DeleteAsync(IReadOnlyList<ObjectVersion> objects, CancellationToken cancellation)
    {
        var results = new DeleteResult[objects.Count];
        var next = -1;
        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < objects.Count;)
                results[i] = new DeleteResult(objects[i], await DeleteAsync(objects[i], cancellation).ConfigureAwait(false));
        }
        await Task.WhenAll(Enumerable.Range(0, Math.Min(DeletionsAtOnce, objects.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
        return results;
    }

    public Task<ObjectUpload> BeginUploadAsync(string key, ObjectProperties properties, CancellationToken cancellation) =>
        Task.FromResult(uploads.Begin(key));

    public Task<UploadPart> PutPartAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation) =>
        uploads.PutAsync(upload, number, body, cancellation);

    public Task<UploadPart> CopyPartAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation) =>
        blocks.CopyAsync(upload, number, source, range, cancellation);

    public Task<StoredObject> CompleteUploadAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition,
        CancellationToken cancellation) => uploads.CompleteAsync(upload, parts, properties, condition, cancellation);

    public Task<IReadOnlyDictionary<ByteRange, UploadPart>> PartsOfAsync(ObjectSource source, CancellationToken cancellation) =>
        blocks.OfBlobAsync(source.Key, source.IfMatch, cancellation);

    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellation) => Task.CompletedTask;

    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    public IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellation) =>
        uploads.ListPartsAsync(upload, cancellation);

    public async Task RequestArchivedAsync(ObjectVersion item, int days, CancellationToken cancellation)
    {
        var blob = blobs.Of(item.Key, item.VersionId, EntryOperation.Read);
        var tier = place.AccessTier is { } name && name != AccessTier.Archive ? new AccessTier(name) : AccessTier.Hot;
        try
        {
            await calls.AskAsync(
                RequestKind.Archive, EntryOperation.Read, watched => blob.SetAccessTierAsync(tier, null, RehydratePriority.Standard, watched), cancellation)
                .ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Code == "BlobBeingRehydrated")
        {
            // It is on its way.
        }
    }

    /// <summary>In an account with a hierarchical namespace deleted files have paths of their own, and come back by another service.</summary>
    public async Task<bool?> KeepsDeletedAsync(CancellationToken cancellation)
    {
        if (Traits.HasFolders) return false;
        return Traits.KeepsVersions == true ? true : await deleted.AreKeptAsync(cancellation).ConfigureAwait(false);
    }

    public IAsyncEnumerable<IReadOnlyList<DeletedObject>> ListDeletedAsync(KeyRange range, CancellationToken cancellation) =>
        deleted.ListAsync(range, new AzureFacts(blobs.Names), Traits.KeepsVersions == true, cancellation);

    public Task UndeleteAsync(DeletedObject found, CancellationToken cancellation) => deleted.UndeleteAsync(found, cancellation);

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        calls.Caller.Dispose();
        return default;
    }

    async Task<StoredObject> PutOnceAsync(
        BlockBlobClient blob, SentStream stream, BlobUploadOptions request, int tries, CancellationToken cancellation)
    {
        try
        {
            var stored = (await blob.UploadAsync(stream, request, cancellation).ConfigureAwait(false)).Value;
            var md5 = stream.Md5;
            if (stored.ContentHash is { Length: > 0 } arrived && !arrived.SequenceEqual(md5))
                throw new EntryException(IoProblem.WrittenWrong, "Content-MD5", EntryOperation.Write);
            return new StoredObject(AzureFacts.Clean(stored.ETag), AzureFacts.VersionOf(stored.VersionId)) { Md5 = md5 };
        }
        catch (RequestFailedException e) when (tries > 1 && AzureErrors.CodeOf(e) is "ConditionNotMet" or "BlobAlreadyExists")
        {
            // The answer to an earlier try was lost: what lies there may be what was sent.
            calls.Caller.Counter.Count(RequestKind.Look, isRetry: false);
            var there = (await blob.GetPropertiesAsync(null, cancellation).ConfigureAwait(false)).Value;
            if (there.ContentHash?.SequenceEqual(stream.Md5) != true) throw;
            return new StoredObject(AzureFacts.Clean(there.ETag), AzureFacts.VersionOf(there.VersionId)) { Md5 = stream.Md5 };
        }
    }

    async Task<EntryException?> DeleteAsync(ObjectVersion item, CancellationToken cancellation)
    {
        try
        {
            var blob = blobs.Of(item.Key, item.VersionId, EntryOperation.Remove);
            await calls.AskAsync(
                RequestKind.Delete, EntryOperation.Remove, watched => blob.DeleteAsync(DeleteSnapshotsOption.None, null, watched), cancellation)
                .ConfigureAwait(false);
            return null;
        }
        catch (EntryException e)
        {
            return e.Problem == IoProblem.NotFound ? null : e;
        }
    }

    async Task<bool> IsHierarchicalAsync(CancellationToken cancellation)
    {
        try
        {
            var account = await calls.AskAsync(
                RequestKind.Look, EntryOperation.Look, watched => connection.Container.GetAccountInfoAsync(watched), cancellation).ConfigureAwait(false);
            return account.Value.IsHierarchicalNamespaceEnabled;
        }
        catch (EntryException)
        {
            // Who may not ask sees it by the listing: there the folders of such an account come with their mark.
            return false;
        }
    }

    async Task<bool> KeepsVersionsAsync(CancellationToken cancellation)
    {
        try
        {
            return await listing.HasVersionsAsync(place.Prefix, cancellation).ConfigureAwait(false);
        }
        catch (EntryException)
        {
            // A service, or a right, without them.
            return false;
        }
    }
}
