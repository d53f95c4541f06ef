using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Lists the files that a copy in an object store keeps of earlier times: what runs kept, the earliest first, and where the place
/// keeps versions, those that a restore as of a time finds by the catalogues, of each file the earliest first.
/// </summary>
/// <param name="place">The copy; its store has been checked.</param>
/// <param name="scope">What is wanted.</param>
sealed class ObjectKeptListing(ObjectPlace place, EntryScope scope)
{
    /// <summary>Objects whose metadata are asked for at once.</summary>
    const int LooksAtOnce = 32;

    static readonly TimeSpan JustBefore = TimeSpan.FromMilliseconds(1);

    /// <summary>The files.</summary>
    /// <exception cref="EntryException">The place cannot be listed.</exception>
    public async IAsyncEnumerable<KeptObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var prefix = ObjectKept.PrefixOf(place.Keys);
        await foreach (var page in place.Store.ListAsync(new KeyRange(prefix), cancellation).ConfigureAwait(false))
            foreach (var kept in await WithFactsAsync(page.Select(info => Kept(info, prefix)), cancellation).ConfigureAwait(false)) yield return kept;
        if (place.Store.Traits.KeepsVersions != true) yield break;
        var moments = await new Catalogue(place).MomentsAsync(cancellation).ConfigureAwait(false);
        if (moments.Count == 0) yield break;
        await foreach (var versions in VersionsAsync(cancellation).ConfigureAwait(false))
            foreach (var kept in await WithFactsAsync(Replaced(versions, moments), cancellation).ConfigureAwait(false)) yield return kept;
    }

    /// <summary>An object under <c>CloneForWindows/kept/STAMP/</c>; null for one that no run kept.</summary>
    (ObjectInfo Info, EntryPath Path, DateTimeOffset AsOf)? Kept(ObjectInfo info, string prefix)
    {
        var text = info.Key.Substring(prefix.Length);
        if (ObjectKept.MomentOf(text) is not { } moment || PathOf(text.Substring(text.IndexOf('/') + 1)) is not { } path) return null;
        return (info, path, moment - JustBefore);
    }

    /// <summary>The versions of each object, the newest first.</summary>
    async IAsyncEnumerable<List<ObjectInfo>> VersionsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var versions = new List<ObjectInfo>();
        await foreach (var page in place.Store.ListVersionsAsync(new KeyRange(place.Keys.Prefix), cancellation).ConfigureAwait(false))
        {
            foreach (var info in page)
            {
                if (versions.Count > 0 && versions[0].Key != info.Key)
                {
                    if (versions.Count > 1) yield return versions;
                    versions = [];
                }
                if (!info.Key.StartsWith(place.Keys.OwnPrefix, StringComparison.Ordinal)) versions.Add(info);
            }
        }
        if (versions.Count > 1) yield return versions;
    }

    /// <summary>
    /// The versions that another one, or a deletion, came after: the earliest first. The run that replaced it is the last one that
    /// had begun by then; where the clocks of service and machine differ by more than the pause between two runs, that of the
    /// version itself serves.
    /// </summary>
    IEnumerable<(ObjectInfo, EntryPath, DateTimeOffset)?> Replaced(List<ObjectInfo> versions, IReadOnlyCollection<DateTimeOffset> moments)
    {
        if (PathOf(versions[0].Key.Substring(place.Keys.Prefix.Length)) is not { } path) yield break;
        for (var i = versions.Count - 1; i > 0; i--)
        {
            var (made, replaced) = (RunOf(versions[i], moments), RunOf(versions[i - 1], moments));
            if (versions[i].IsDeleteMarker || replaced is not { } end) continue;
            if (made == end) yield return (versions[i], path, end);
            // Before the first catalogue nothing can be restored.
            else if (moments.Any(moment => moment < end)) yield return (versions[i], path, end - JustBefore);
        }
    }

    static DateTimeOffset? RunOf(ObjectInfo version, IReadOnlyCollection<DateTimeOffset> moments)
    {
        var time = new DateTimeOffset(version.Modified, TimeSpan.Zero);
        // A whole second was rounded down: most services say no more.
        var latest = version.Modified % TimeSpan.TicksPerSecond == 0 ? time.AddSeconds(1) : time;
        return moments.Where(moment => moment < latest).Select(moment => (DateTimeOffset?)moment).LastOrDefault();
    }

    /// <summary>Asks for the metadata of those that are wanted, many at once; what is gone meanwhile is left out.</summary>
    async Task<IEnumerable<KeptObject>> WithFactsAsync(
        IEnumerable<(ObjectInfo Info, EntryPath Path, DateTimeOffset AsOf)?> found, CancellationToken cancellation)
    {
        var wanted = found.OfType<(ObjectInfo Info, EntryPath Path, DateTimeOffset AsOf)>().Where(item => IsWanted(item.Path, item.Info)).ToArray();
        var kept = new KeptObject?[wanted.Length];
        var next = -1;
        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < wanted.Length;)
                kept[i] = await WithFactsAsync(wanted[i].Info, wanted[i].Path, wanted[i].AsOf, cancellation).ConfigureAwait(false);
        }
        await Task.WhenAll(Enumerable.Range(0, Math.Min(LooksAtOnce, wanted.Length)).Select(_ => WorkAsync())).ConfigureAwait(false);
        return kept.OfType<KeptObject>();
    }

    async Task<KeptObject?> WithFactsAsync(ObjectInfo info, EntryPath path, DateTimeOffset asOf, CancellationToken cancellation)
    {
        try
        {
            var found = await place.Store.LookAsync(info.Key, info.VersionId, cancellation).ConfigureAwait(false);
            return new KeptObject(path, ObjectMetadata.Read(found, EntryKind.File), asOf);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return null;
        }
    }

    bool IsWanted(EntryPath path, ObjectInfo info)
    {
        var facts = ObjectMetadata.Read(info, EntryKind.File);
        for (var above = path.Parent; !above.IsRoot; above = above.Parent)
            if (!scope.Enters(scope.Judge(above.Parent, above.Name, new EntryFacts { Kind = EntryKind.Folder }, Exclusion.None, inVolumeRoot: false)))
                return false;
        return scope.Judge(path.Parent, path.Name, facts, Exclusion.None, inVolumeRoot: false) == Exclusion.None;
    }

    EntryPath? PathOf(string text) =>
        text.Length > 0 && place.Keys.TryFolder(text, out var path) && !path.IsRoot ? path : null;
}
