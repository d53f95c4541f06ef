using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>Listings of a container, with metadata. Their order is the service's, and is not taken for granted.</summary>
sealed class AzureListing(BlobContainerClient container, AzureCalls calls)
{
    // https://learn.microsoft.com/rest/api/storageservices/list-blobs
    const int PageSize = 5000;

    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(
        KeyRange range, AzureFacts facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await PageAsync(BlobStates.None, range.Prefix, next, PageSize, cancellation).ConfigureAwait(false);
            var found = page.Values.Select(facts.Of).Where(info => range.Holds(info.Key)).ToList();
            if (found.Count > 0) yield return found;
            next = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <summary>The versions of blobs.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(
        KeyRange range, AzureFacts facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blobs in ByBlobAsync(BlobStates.Version, range.Prefix, cancellation).ConfigureAwait(false))
        {
            var found = NewestFirst(blobs.Select(facts.Of).Where(info => range.Holds(info.Key)));
            if (found.Count > 0) yield return found;
        }
    }

    /// <summary>
    /// What a prefix holds, with states of blobs that no plain listing shows, and all those of a blob together: those of the last blob
    /// of a page may go on on the next.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<BlobItem>> ByBlobAsync(
        BlobStates states, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var waiting = new List<BlobItem>();
        string? next = null;
        do
        {
            var page = await PageAsync(states, prefix, next, PageSize, cancellation).ConfigureAwait(false);
            next = page.ContinuationToken;
            waiting.AddRange(page.Values);
            var last = string.IsNullOrEmpty(next) || waiting.Count == 0 ? null : waiting[waiting.Count - 1].Name;
            var whole = waiting.FindAll(blob => blob.Name != last);
            waiting.RemoveAll(blob => blob.Name != last);
            if (whole.Count > 0) yield return whole;
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <summary>Whether the container keeps versions: the first blob tells; an empty one keeps none that anybody could want.</summary>
    public async Task<bool> HasVersionsAsync(string prefix, CancellationToken cancellation)
    {
        var page = await PageAsync(BlobStates.Version, prefix, next: null, size: 1, cancellation).ConfigureAwait(false);
        return page.Values.Count > 0 && page.Values[0].VersionId is not null;
    }

    /// <summary>One page; fails where the container cannot be listed.</summary>
    public Task CheckAsync(string prefix, CancellationToken cancellation) => PageAsync(BlobStates.None, prefix, next: null, size: 1, cancellation);

    Task<Page<BlobItem>> PageAsync(BlobStates states, string prefix, string? next, int size, CancellationToken cancellation) =>
        calls.AskAsync(RequestKind.List, EntryOperation.List, async watched =>
        {
            var options = new GetBlobsOptions { Traits = BlobTraits.Metadata, States = states, Prefix = prefix.Length == 0 ? null : prefix };
            var pages = container.GetBlobsAsync(options, watched).AsPages(next, size).GetAsyncEnumerator(watched);
            try
            {
                // There is always one, be it empty.
                await pages.MoveNextAsync().ConfigureAwait(false);
                return pages.Current;
            }
            finally
            {
                await pages.DisposeAsync().ConfigureAwait(false);
            }
        }, cancellation);

    /// <summary>The service lists the versions of a blob from the oldest on.</summary>
    static List<ObjectInfo> NewestFirst(IEnumerable<ObjectInfo> versions) =>
    [
        .. versions.GroupBy(info => info.Key, StringComparer.Ordinal)
            .SelectMany(group => group.OrderByDescending(info => info.VersionId, StringComparer.Ordinal)),
    ];
}
