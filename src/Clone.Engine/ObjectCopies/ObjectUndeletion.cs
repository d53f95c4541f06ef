using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Brings back, where they lay, the objects of a copy that were deleted and that the service still keeps, with the marker and the
/// catalogue that a restore needs. What lies there now stays, and so does what is no part of a copy.
/// </summary>
/// <param name="place">The copy; its store has been checked.</param>
/// <param name="asOf">Only what was deleted after this time is wanted; null for all.</param>
sealed class ObjectUndeletion(ObjectPlace place, DateTimeOffset? asOf)
{
    const int AtOnce = 32;

    readonly UndeletionCounts counts = new();

    /// <summary>Brings them back.</summary>
    /// <returns>What became of them.</returns>
    /// <exception cref="EntryException">The place cannot be listed.</exception>
    public async Task<UndeletionCounts> RunAsync(IUndeleter undeleter, CancellationToken cancellation)
    {
        var catalogues = new SortedDictionary<DateTimeOffset, List<DeletedObject>>();
        await foreach (var page in undeleter.ListDeletedAsync(new KeyRange(place.Keys.Prefix), cancellation).ConfigureAwait(false))
        {
            foreach (var found in page)
            {
                if (CatalogueOf(found.Info.Key) is not { } moment || moment > asOf) continue;
                if (!catalogues.TryGetValue(moment, out var pieces)) catalogues[moment] = pieces = [];
                pieces.Add(found);
            }
            await BringBackAsync(undeleter, [.. page.Where(IsWanted)], cancellation).ConfigureAwait(false);
        }
        await BringBackAsync(undeleter, await NeededAsync(catalogues, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return counts;
    }

    DateTimeOffset? CatalogueOf(string key)
    {
        var prefix = Catalogue.PrefixOf(place.Keys);
        return key.StartsWith(prefix, StringComparison.Ordinal) ? ObjectKept.MomentOf(key.Substring(prefix.Length)) : null;
    }

    bool IsWanted(DeletedObject found)
    {
        var key = found.Info.Key;
        if (found.Info.Kind == ObjectKind.Foreign) return false;
        if (key == place.Keys.Own(DestinationMarker.FileName)) return true;
        var kept = ObjectKept.PrefixOf(place.Keys);
        if (key.StartsWith(kept, StringComparison.Ordinal)) return ObjectKept.MomentOf(key.Substring(kept.Length)) > asOf;
        if (key.StartsWith(place.Keys.OwnPrefix, StringComparison.Ordinal) || !IsEntry(key.Substring(place.Keys.Prefix.Length))) return false;
        // Where the service does not say when, it keeps versions, which are read where they lie.
        return asOf is null || found.DeletedAt > asOf;
    }

    bool IsEntry(string text)
    {
        if (text.Length == 0) return false;
        return place.Keys.TryFolder(text[text.Length - 1] == '/' ? text.Substring(0, text.Length - 1) : text, out var path) && !path.IsRoot;
    }

    /// <summary>The pieces of the newest whole catalogue, where none that is there is newer.</summary>
    async Task<IReadOnlyList<DeletedObject>> NeededAsync(
        SortedDictionary<DateTimeOffset, List<DeletedObject>> deleted, CancellationToken cancellation)
    {
        if (deleted.Count == 0) return [];
        var there = (await new Catalogue(place).MomentsAsync(cancellation).ConfigureAwait(false)).Where(moment => asOf is null || moment <= asOf).ToList();
        var needed = deleted.Where(one => there.Contains(one.Key) || one.Value.Exists(piece => Catalogue.IsLast(piece.Info.Key)))
            .Select(one => (DateTimeOffset?)one.Key).LastOrDefault();
        return needed is { } moment && there.TrueForAll(other => other <= moment) ? deleted[moment] : [];
    }

    async Task BringBackAsync(IUndeleter undeleter, IReadOnlyList<DeletedObject> wanted, CancellationToken cancellation)
    {
        var next = -1;
        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < wanted.Count;)
                await BringBackAsync(undeleter, wanted[i], cancellation).ConfigureAwait(false);
        }
        await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, wanted.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
    }

    async Task BringBackAsync(IUndeleter undeleter, DeletedObject found, CancellationToken cancellation)
    {
        try
        {
            await undeleter.UndeleteAsync(found, cancellation).ConfigureAwait(false);
            counts.Count();
        }
        catch (EntryException e)
        {
            counts.Count(found.Info.Key, e);
        }
    }
}
