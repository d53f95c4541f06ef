using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>
/// Deleted blobs that the account still keeps: softly deleted ones (https://learn.microsoft.com/azure/storage/blobs/soft-delete-blob-overview),
/// or where versions are kept, blobs of which no version is the current one (https://learn.microsoft.com/azure/storage/blobs/versioning-overview).
/// </summary>
sealed class AzureDeleted(AzureConnection connection, AzureBlobs blobs, AzureListing listing, AzureCopies copies, AzureCalls calls)
{
    /// <summary>Whether the account keeps softly deleted blobs; null for who may not know, as most signatures.</summary>
    public async Task<bool?> AreKeptAsync(CancellationToken cancellation)
    {
        var service = connection.Container.GetParentBlobServiceClient();
        try
        {
            return await calls.AskAsync<bool?>(RequestKind.Look, EntryOperation.Look, async watched =>
            {
                try
                {
                    return (await service.GetPropertiesAsync(watched).ConfigureAwait(false)).Value.DeleteRetentionPolicy?.Enabled == true;
                }
                catch (RequestFailedException e) when (e.Status is 401 or 403)
                {
                    // The credential is good, for the container was listed by it, but not for the account.
                    return null;
                }
            }, cancellation).ConfigureAwait(false);
        }
        catch (EntryException)
        {
            return null;
        }
    }

    /// <summary>The deleted blobs of a range.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DeletedObject>> ListAsync(
        KeyRange range, AzureFacts facts, bool byVersions, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var states = byVersions ? BlobStates.Version : BlobStates.Deleted | BlobStates.Snapshots;
        await foreach (var page in listing.ByBlobAsync(states, range.Prefix, cancellation).ConfigureAwait(false))
        {
            var found = page.GroupBy(blob => blob.Name, StringComparer.Ordinal)
                .Select(group => byVersions ? OfVersions(group, facts) : OfStates(group, facts))
                .OfType<DeletedObject>().Where(deleted => range.Holds(deleted.Info.Key)).ToList();
            if (found.Count > 0) yield return found;
        }
    }

    /// <summary>Brings a blob back. Its deleted snapshots come back with it, and would keep the next run from removing it: they are deleted again.</summary>
    public async Task UndeleteAsync(DeletedObject found, CancellationToken cancellation)
    {
        var key = found.Info.Key;
        if (found.Info.VersionId is { } version)
        {
            await copies.CopyAsync(new ObjectSource(key, version), key, properties: null, PutCondition.Absent, cancellation).ConfigureAwait(false);
            return;
        }
        var blob = blobs.Of(key, null, EntryOperation.Write);
        await calls.AskAsync(RequestKind.Copy, EntryOperation.Write, watched => blob.UndeleteAsync(watched), cancellation).ConfigureAwait(false);
        foreach (var snapshot in found.Snapshots)
        {
            var former = blob.WithSnapshot(snapshot);
            await calls.AskAsync(
                RequestKind.Delete, EntryOperation.Remove, watched => former.DeleteIfExistsAsync(DeleteSnapshotsOption.None, null, watched), cancellation)
                .ConfigureAwait(false);
        }
    }

    static DeletedObject? OfVersions(IEnumerable<BlobItem> versions, AzureFacts facts)
    {
        var known = versions.Where(blob => !string.IsNullOrEmpty(blob.VersionId)).OrderBy(blob => blob.VersionId, StringComparer.Ordinal).ToList();
        return known.Count == 0 || known.Exists(blob => blob.IsLatestVersion == true) ? null : new DeletedObject(facts.Of(known[known.Count - 1]), DeletedAt: null);
    }

    static DeletedObject? OfStates(IEnumerable<BlobItem> states, AzureFacts facts)
    {
        var known = states.ToList();
        if (known.Find(blob => string.IsNullOrEmpty(blob.Snapshot)) is not { Deleted: true } deleted) return null;
        return new DeletedObject(facts.Of(deleted), deleted.Properties.DeletedOn)
        {
            Snapshots = [.. known.Where(blob => blob.Deleted && !string.IsNullOrEmpty(blob.Snapshot)).Select(blob => blob.Snapshot)],
        };
    }
}
