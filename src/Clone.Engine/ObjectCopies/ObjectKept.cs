using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Kept;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Keeps what a run removes or replaces, as copies inside the service under <c>CloneForWindows/kept/STAMP/PATH</c>, STAMP being
/// the time of the run (<see cref="KeptStamp"/>). Where the place keeps versions, those serve instead.
/// </summary>
/// <param name="place">The copy.</param>
/// <param name="moment">The time of the run.</param>
sealed class ObjectKept(ObjectPlace place, DateTimeOffset moment)
{
    const int DeletedAtOnce = 1000;

    readonly ObjectCopier copier = new(place.Store);
    readonly HashSet<int> taken = [];

    /// <summary>What the keys of all that is kept begin with.</summary>
    public static string PrefixOf(ObjectKeys keys) => keys.Own(KeptStore.FolderName + "/");

    /// <summary>The key under which a run keeps an entry.</summary>
    public static string KeyOf(ObjectKeys keys, DateTimeOffset moment, EntryPath path) =>
        keys.Of(PrefixOf(keys) + KeptStamp.Of(moment) + "/", path, EntryKind.File);

    /// <summary>
    /// Keeps an object that is about to be removed or replaced; one that is gone already needs no keeping, nor does what this
    /// run itself put in the place of one that it kept.
    /// </summary>
    /// <exception cref="EntryException">It cannot be kept, and must stay; also when it is not the one that was seen.</exception>
    public async Task TakeAsync(EntryPath path, ObjectRecord known, CancellationToken cancellation)
    {
        var kept = KeyOf(place.Keys, moment, path);
        place.Keys.CheckLength(kept, EntryOperation.Write);
        if (await IsTakenAsync(path, kept, cancellation).ConfigureAwait(false)) return;
        var source = new ObjectSource(place.Keys.Of(place.Keys.Prefix, path, EntryKind.File), IfMatch: known.ETag);
        try
        {
            await copier.CopyAsync(source, known.Facts.Size, kept, properties: null, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            // Somebody else was faster.
        }
        lock (taken) taken.Add(path.GetHashCode());
    }

    /// <summary>Removes what was kept for longer than some days.</summary>
    /// <returns>How many objects were removed.</returns>
    public async Task<long> ExpireAsync(int days, CancellationToken cancellation)
    {
        var prefix = PrefixOf(place.Keys);
        var over = new List<ObjectVersion>();
        var removed = 0L;
        await foreach (var page in place.Store.ListAsync(new KeyRange(prefix), cancellation).ConfigureAwait(false))
        {
            foreach (var info in page)
            {
                if (MomentOf(info.Key.Substring(prefix.Length)) is not { } kept) continue;
                // The rest was kept later still.
                if (kept.AddDays(days) > moment) return removed + await RemoveAsync(over, cancellation).ConfigureAwait(false);
                over.Add(new ObjectVersion(info.Key));
            }
            if (over.Count >= DeletedAtOnce) removed += await RemoveAsync(over, cancellation).ConfigureAwait(false);
        }
        return removed + await RemoveAsync(over, cancellation).ConfigureAwait(false);
    }

    /// <summary>The time of the run that kept something; null when the key is not one of kept objects.</summary>
    public static DateTimeOffset? MomentOf(string belowPrefix)
    {
        var cut = belowPrefix.IndexOf('/');
        return cut == KeptStamp.Length ? KeptStamp.Parse(belowPrefix.Substring(0, cut)) : null;
    }

    /// <summary>Whether this run has kept something of that path. Of so many paths as a run may remove a number alone is remembered; the service tells.</summary>
    async Task<bool> IsTakenAsync(EntryPath path, string kept, CancellationToken cancellation)
    {
        lock (taken)
        {
            if (!taken.Contains(path.GetHashCode())) return false;
        }
        try
        {
            await place.Store.LookAsync(kept, versionId: null, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return false;
        }
    }

    async Task<long> RemoveAsync(List<ObjectVersion> objects, CancellationToken cancellation)
    {
        if (objects.Count == 0) return 0;
        var removed = 0L;
        EntryException? failure = null;
        foreach (var result in await place.Store.DeleteAsync(objects, cancellation).ConfigureAwait(false))
        {
            if (result.Failure is null) removed++;
            else failure = result.Failure;
        }
        objects.Clear();
        return failure is null ? removed : throw failure;
    }
}
