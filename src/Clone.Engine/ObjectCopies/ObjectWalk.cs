using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Lists a copy as entries. What a listing does not say of an object is known from before, confirmed by size and ETag, or
/// asked for, many at once; so a run over what is known costs the listing alone.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">The keys of the copy.</param>
/// <param name="memory">What is known of it.</param>
/// <param name="scope">What takes part.</param>
/// <param name="onForeign">Told of each key that is no path.</param>
sealed class ObjectWalk(IObjectStore store, ObjectKeys keys, ObjectMemory memory, EntryScope scope, Action<string>? onForeign)
{
    /// <summary>Objects whose metadata are asked for at once.</summary>
    const int LooksAtOnce = 32;

    EntryPath? closed;

    /// <summary>Keys that cut the listing into ranges.</summary>
    public IReadOnlyList<string> Bounds { get; init; } = [];

    /// <summary>Whether pages are listed ahead of the reader.</summary>
    public bool ListsAhead { get; init; } = true;

    /// <summary>Told of the key after each so many objects, for the bounds of the next listing.</summary>
    public Action<string>? OnBound { get; init; }

    /// <summary>Objects between two bounds.</summary>
    public int RangeObjects { get; init; } = ObjectSendLimits.Default.RangeObjects;

    /// <summary>Whether anything that runs have kept was listed.</summary>
    public bool HasKept { get; private set; }

    /// <summary>The entries, in canonical order as far as the service lists in that of the keys.</summary>
    public async IAsyncEnumerable<EntryBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var isWhole = scope.Only is null && scope.MostDepth == int.MaxValue;
        using var known = new KnownObjects(memory, (path, kind) => isWhole && IsListedInPlace(path, kind)) { IsSorted = !store.Traits.HasFolders };
        var sorter = new ObjectSorter(keys, onForeign);
        var seen = 0;
        var kept = ObjectKept.PrefixOf(keys);
        await foreach (var page in PagesAsync(cancellation).ConfigureAwait(false))
        {
            var found = new List<FoundObject>(page.Count + 16);
            foreach (var info in page)
            {
                HasKept = HasKept || info.Key.StartsWith(kept, StringComparison.Ordinal);
                sorter.Add(info, found);
                if (++seen % RangeObjects == 0) OnBound?.Invoke(info.Key);
            }
            Recall(found, known);
            await LookAsync(found, cancellation).ConfigureAwait(false);
            foreach (var batch in Batches(found)) yield return batch;
        }
        known.Finish();
    }

    IAsyncEnumerable<IReadOnlyList<ObjectInfo>> PagesAsync(CancellationToken cancellation) =>
        scope.Only is { } only && ObjectSelection.CanAsk(only)
            ? new ObjectSelection(store, keys, only).ReadAsync(cancellation)
            : !ListsAhead ? store.ListAsync(new KeyRange(keys.Prefix), cancellation)
            : new ObjectLister(store, keys.Prefix, Bounds).ReadAsync(cancellation);

    /// <summary>Drops what lies below folders that take no part, and finds what is known of the rest.</summary>
    void Recall(List<FoundObject> found, KnownObjects known)
    {
        found.RemoveAll(entry =>
        {
            if (closed is { } shut && entry.Path.IsWithin(shut)) return true;
            Recall(entry, known);
            if (entry.Kind == EntryKind.Folder && !IsEntered(entry)) known.Closed = closed = entry.Path;
            return false;
        });
    }

    bool IsEntered(FoundObject folder) => scope.Enters(Judge(folder)) && scope.GoesBelow(folder.Parent);

    void Recall(FoundObject entry, KnownObjects known)
    {
        if (entry.Kind == EntryKind.Other) return;
        var record = known.Find(entry.Path, entry.Kind);
        if (entry.Info is not { } info)
        {
            // A folder without an object of its own: its facets are nowhere else.
            if (record is { } folder) entry.Facts = folder.Facts with { FileId = 0 };
            // Where entries are asked for one by one, an object of its own is not seen.
            if (record is null || (scope.Only is null && record.Value.ETag != "")) memory.Put(entry.Path, ObjectRecord.Of(entry.Facts, ""));
            return;
        }
        if (record is { } same && same.ETag == info.ETag && (entry.Kind == EntryKind.Folder || same.Facts.Size == info.Size))
        {
            entry.Facts = same.Facts;
            return;
        }
        if (info.Metadata is null) entry.NeedsLook = !IsLeftOut(entry);
        else Learn(entry, info);
    }

    /// <summary>True for what takes no part by its name alone, so that nothing else of it need be known.</summary>
    bool IsLeftOut(FoundObject entry) => Judge(entry) is Exclusion.Reserved or Exclusion.Temporary or Exclusion.Filter;

    Exclusion Judge(FoundObject entry) => scope.Judge(entry.Parent, entry.Name, entry.Facts, Exclusion.None, inVolumeRoot: false);

    void Learn(FoundObject entry, ObjectInfo info)
    {
        var record = ObjectRecord.Of(ObjectMetadata.Read(info, entry.Kind), info.ETag);
        entry.Facts = record.Facts;
        memory.Put(entry.Path, record);
    }

    async Task LookAsync(List<FoundObject> found, CancellationToken cancellation)
    {
        var asked = found.Where(entry => entry.NeedsLook).ToList();
        if (asked.Count == 0) return;
        var next = -1;
        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < asked.Count;) await LookAsync(asked[i], cancellation).ConfigureAwait(false);
        }
        await Task.WhenAll(Enumerable.Range(0, Math.Min(LooksAtOnce, asked.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
        found.RemoveAll(entry => entry.IsGone);
    }

    async Task LookAsync(FoundObject entry, CancellationToken cancellation)
    {
        try
        {
            Learn(entry, await store.LookAsync(entry.Info!.Key, versionId: null, cancellation).ConfigureAwait(false));
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            entry.IsGone = true;
        }
    }

    IEnumerable<EntryBatch> Batches(List<FoundObject> found)
    {
        var listing = new FolderListing();
        foreach (var entry in found) listing.Add(entry.Name, entry.Facts, Judge(entry));
        for (var start = 0; start < found.Count;)
        {
            var end = start + 1;
            while (end < found.Count && found[end].Parent == found[start].Parent) end++;
            yield return new EntryBatch(found[start].Parent, listing, start, end - start);
            start = end;
        }
    }

    /// <summary>True for an entry whose key has the same place in the listing as its path has in the canonical order.</summary>
    bool IsListedInPlace(EntryPath path, EntryKind kind)
    {
        // Folders that are things of their own are listed with all that they hold, before the names that go on after theirs.
        if (store.Traits.HasFolders) return true;
        var canonical = EntryOrder.Key(path, kind);
        // U+E000 and after: where a service goes by UTF-16, these come before and after what they follow by UTF-8.
        if (!store.Traits.ListsInKeyOrder && Array.Exists(canonical, b => b >= 0xEE)) return false;
        return Encoding.UTF8.GetBytes(keys.Of("", path, kind)).AsSpan().SequenceEqual(canonical);
    }
}
