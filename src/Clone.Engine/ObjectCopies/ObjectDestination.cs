using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;
using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// A bucket or container as a destination. An object is there whole or not at all, so a small file is put in one request when
/// its item is committed, and the parts of a large one become the object then.
/// </summary>
sealed class ObjectDestination : IDestination
{
    /// <summary>Below this number items are committed one after the other; runs commit each by itself, on many threads.</summary>
    const int FewestAtOnce = 256;

    readonly ObjectPlace place;
    readonly ObjectMemory memory;
    readonly ObjectFolders folders;
    readonly ObjectSender sender;
    readonly ObjectCopier copier;
    readonly UploadJournal uploads;
    bool wasListed;

    /// <summary>Makes it over a store, which it closes.</summary>
    public ObjectDestination(ObjectPlace place)
    {
        this.place = place;
        memory = new ObjectMemory(place.Tables.Objects, place.Tables.Marks);
        folders = new ObjectFolders(place, memory);
        uploads = new UploadJournal(place.Store, place.Keys, place.Tables.Uploads);
        sender = new ObjectSender(place, uploads);
        copier = new ObjectCopier(place.Store);
        Capabilities = CapabilitiesOf(place.Store.Traits);
    }

    /// <summary>What a copy in such a store can hold and do.</summary>
    public static DestinationCapabilities CapabilitiesOf(ObjectStoreTraits traits) => new()
    {
        Keeps = ObjectMetadata.Keeps,
        HasLastingFileIds = true,
        MaxFileSize = traits.LargestObject,
        CommitsEach = true,
        MayListUnsorted = true,
        MovesFolders = false,
    };

    /// <summary>Keeps what is removed and replaced; null where nothing is to be kept, or the service does.</summary>
    public ObjectKept? Kept { get; init; }

    /// <summary>Told of each key that is no path; it is left alone.</summary>
    public Action<string>? OnForeign { get; init; }

    /// <summary>Whether earlier runs have kept anything there; null when nothing was listed that would show it.</summary>
    public bool? HasKept { get; private set; }

    /// <inheritdoc/>
    public DestinationCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await folders.FlushAsync(cancellation).ConfigureAwait(false);
        wasListed = true;
        var bounds = new List<string>();
        var walk = new ObjectWalk(place.Store, place.Keys, memory, scope, OnForeign)
        {
            Bounds = ReadBounds(), OnBound = bounds.Add, ListsAhead = place.Limits.ListsAhead, RangeObjects = place.Limits.RangeObjects,
        };
        await foreach (var batch in walk.ReadAsync(cancellation).ConfigureAwait(false)) yield return batch;
        if (scope.Only is null)
        {
            WriteBounds(bounds);
            HasKept = walk.HasKept;
        }
        memory.Flush();
    }

    /// <inheritdoc/>
    public EntryFacts LookAtRoot() => memory.Find(EntryPath.Root, EntryKind.Folder)?.Facts ?? new EntryFacts { Kind = EntryKind.Folder };

    /// <inheritdoc/>
    public async ValueTask<EntryFacts?> LookAsync(EntryPath path)
    {
        try
        {
            var key = place.Keys.Of(place.Keys.Prefix, path, EntryKind.File);
            var info = await place.Store.LookAsync(key, versionId: null, CancellationToken.None).ConfigureAwait(false);
            var record = ObjectRecord.Of(ObjectMetadata.Read(info, EntryKind.File), info.ETag);
            memory.Put(path, record);
            return record.Facts;
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            if (memory.Find(path, EntryKind.File) is not null) memory.Forget(path, EntryKind.File);
            return memory.Find(path, EntryKind.Folder)?.Facts;
        }
    }

    /// <inheritdoc/>
    public long? FreeBytes() => null;

    /// <inheritdoc/>
    public async ValueTask<PlacedEntry> CreateFolderAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, CancellationToken cancellation)
    {
        await folders.RequireAsync(path.Parent, EntryOperation.CreateFolder, cancellation).ConfigureAwait(false);
        if (memory.Find(path, EntryKind.File) is not null && await LookAsync(path).ConfigureAwait(false) is { Kind: EntryKind.File })
            throw new EntryException(IoProblem.NameTaken, "KeyExists", EntryOperation.CreateFolder);
        return memory.Find(path, EntryKind.Folder) is { } there && await IsFolderThereAsync(path, cancellation).ConfigureAwait(false)
            ? new PlacedEntry(Placement.WasThere, there.Facts)
            : new PlacedEntry(Placement.Written, folders.Make(path, facts));
    }

    /// <inheritdoc/>
    public async ValueTask<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, EntryFacts? replaces, Action<int> onBytes,
        CancellationToken cancellation)
    {
        if (facts.Kind == EntryKind.Link) throw new EntryException(IoProblem.NotSupported, "Link", EntryOperation.CreateLink);
        if (facts.Size > Capabilities.MaxFileSize)
            throw new EntryException(IoProblem.FileTooLarge, "EntityTooLarge", EntryOperation.Write);
        var key = place.Keys.Of(path, EntryKind.File, EntryOperation.Write);
        await folders.RequireAsync(path.Parent, EntryOperation.Write, cancellation).ConfigureAwait(false);
        var former = replaces is null ? null : memory.Find(path, EntryKind.File);
        var staged = await sender.StageAsync(source, path, key, former, onBytes, cancellation).ConfigureAwait(false);
        return staged with { Replaces = replaces is not null };
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem)
    {
        var next = -1;
        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < items.Count;)
            {
                var (placed, failure) = await CommitAsync(items[i]).ConfigureAwait(false);
                onItem(placed, failure);
            }
        }
        var workers = items.Count < FewestAtOnce ? 1 : place.Limits.ObjectsAtOnce;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync())).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask MoveAsync(IReadOnlyList<EntryMove> moves, Action<EntryMove, EntryFacts?> onItem)
    {
        var mover = new ObjectMover(place, memory, folders, Kept);
        foreach (var move in moves) onItem(move, await mover.TryMoveAsync(move).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<PlacedEntry> SettleFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, FacetMask mask) =>
        new(Placement.Written, await folders.SettleAsync(path, facts, mask, CancellationToken.None).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<EntryFacts> SetFacetsAsync(
        EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation)
    {
        if (facts.Kind == EntryKind.Folder) return await folders.SettleAsync(path, facts, mask, cancellation).ConfigureAwait(false);
        if (memory.Find(path, EntryKind.File) is not { } known)
            throw new EntryException(IoProblem.NotFound, "NoSuchKey", EntryOperation.SetFacets);
        var key = place.Keys.Of(path, EntryKind.File, EntryOperation.SetFacets);
        var merged = ObjectFacets.Merge(known.Facts, facts, mask);
        var source = new ObjectSource(key, IfMatch: known.ETag);
        var properties = ObjectMetadata.Of(merged);
        if (ObjectProof.IsOfParts(known.ETag) || (!place.Store.Traits.HasMd5ETags && merged.Size > place.Limits.WholeBytes)) properties = await WithProofAsync(properties, key, cancellation).ConfigureAwait(false);
        var stored = await copier.CopyAsync(source, merged.Size, key, properties, cancellation).ConfigureAwait(false);
        var record = ObjectRecord.Of(merged, stored.ETag);
        memory.Put(path, record);
        return record.Facts;
    }

    /// <inheritdoc/>
    public async ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation)
    {
        var isFolder = seen.Kind == EntryKind.Folder;
        // What was not listed may be another by now.
        if (!isFolder && !wasListed) await LookAsync(path).ConfigureAwait(false);
        if (memory.Find(path, seen.Kind) is not { } known)
        {
            var other = memory.Find(path, isFolder ? EntryKind.File : EntryKind.Folder);
            return other is null ? RemovalOutcome.WasGone : RemovalOutcome.IsAnother;
        }
        if (!isFolder && seen.FileId != 0 && seen.FileId != known.Facts.FileId) return RemovalOutcome.IsAnother;
        var key = place.Keys.Of(place.Keys.Prefix, path, seen.Kind);
        var hasObject = true;
        if (isFolder)
        {
            (hasObject, var holdsOthers) = await folders.LookInAsync(path, cancellation).ConfigureAwait(false);
            if (holdsOthers) return RemovalOutcome.HoldsOthers;
        }
        if (Kept is not null && !isFolder && !TemporaryName.Is(path.Name)) await Kept.TakeAsync(path, known, cancellation).ConfigureAwait(false);
        if (hasObject) await DeleteAsync(key, cancellation).ConfigureAwait(false);
        memory.Forget(path, seen.Kind);
        if (isFolder) folders.Ledger.Settle(path);
        folders.Ledger.Drain(path.Parent);
        return RemovalOutcome.Removed;
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync()
    {
        await folders.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        memory.Flush();
    }

    /// <summary>Where this machine knows nothing of the copy, reads what an earlier run has stored beside it.</summary>
    public async Task RecallAsync(CancellationToken cancellation)
    {
        using (var rows = place.Tables.Objects.Read())
            if (rows.MoveNext()) return;
        await new Catalogue(place).ReadAsync(notAfter: null, place.Tables.Objects, cancellation).ConfigureAwait(false);
        // Another's may be out of date, or only in part there; ours takes its place.
        memory.TellUnstored();
    }

    /// <summary>Stores beside the copy what is known of it, if anything was learned or changed since that was last done.</summary>
    /// <param name="moment">The time of the run.</param>
    /// <param name="keepsFrom">Copies as of this time and later are to be had; null for none.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task RememberAsync(DateTimeOffset moment, DateTimeOffset? keepsFrom, CancellationToken cancellation)
    {
        memory.Flush();
        if (!memory.HasChanged) return;
        await new Catalogue(place).WriteAsync(moment, keepsFrom, cancellation).ConfigureAwait(false);
        memory.TellStored();
    }

    /// <summary>
    /// Gives up the uploads of earlier runs that this one had no use for. The service is asked each time: an upload whose beginning was
    /// not answered, or not written down before the machine stopped, is known to it alone.
    /// </summary>
    /// <returns>How many.</returns>
    public Task<int> SweepUploadsAsync(DateTimeOffset now, CancellationToken cancellation) => uploads.SweepAsync(now, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        memory.Flush();
        await place.Store.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Whether a folder is there that is remembered and that no listing showed: where its name is spelled otherwise, it may be that of
    /// a run that was cut off, or gone since. One that is not is forgotten.
    /// </summary>
    async ValueTask<bool> IsFolderThereAsync(EntryPath path, CancellationToken cancellation)
    {
        if (folders.Ledger.Of(path) != FolderLedger.State.None || await folders.IsThereAsync(path, cancellation).ConfigureAwait(false)) return true;
        memory.Forget(path, EntryKind.Folder);
        return false;
    }

    async ValueTask<(StagedItem Item, EntryException? Failure)> CommitAsync(StagedItem item)
    {
        try
        {
            if (memory.Find(item.Path, EntryKind.Folder) is not null && await IsFolderThereAsync(item.Path, CancellationToken.None).ConfigureAwait(false))
            {
                sender.Discard(item.Object!);
                return (item, new EntryException(IoProblem.NameTaken, "PrefixExists", EntryOperation.Rename));
            }
            if (item.Object!.IsSame) return (await GiveMetadataAsync(item).ConfigureAwait(false), null);
            if (Kept is not null && memory.Find(item.Path, EntryKind.File) is { } former) await KeepAsync(item, former).ConfigureAwait(false);
            var stored = await sender.CommitAsync(item.Path, item.Object!, CancellationToken.None).ConfigureAwait(false);
            var record = ObjectRecord.Of(item.Placed.Facts, stored.ETag);
            memory.Put(item.Path, record);
            folders.Ledger.Fill(item.Path.Parent);
            return (item with { Placed = item.Placed with { Facts = record.Facts } }, null);
        }
        catch (EntryException e)
        {
            return (item, e);
        }
    }

    /// <summary>The object of a file has its contents already: it gets its metadata, or keeps its own.</summary>
    async Task<StagedItem> GiveMetadataAsync(StagedItem item)
    {
        if (place.MetadataOnly == MetadataOnlyMode.Defer && memory.Find(item.Path, EntryKind.File) is { } known)
            return item with { Placed = item.Placed with { Facts = known.Facts, IsDeferred = true } };
        var facts = await SetFacetsAsync(item.Path, item.Source, Capabilities.Keeps, CancellationToken.None).ConfigureAwait(false);
        return item with { Placed = item.Placed with { Facts = facts } };
    }

    /// <summary>What cannot be kept is not replaced.</summary>
    async Task KeepAsync(StagedItem item, ObjectRecord former)
    {
        try
        {
            await Kept!.TakeAsync(item.Path, former, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            sender.Discard(item.Object!);
            throw;
        }
    }

    /// <summary>Some services keep the ETag of an object of parts when it is copied: then what proves it stays with it.</summary>
    async Task<ObjectProperties> WithProofAsync(ObjectProperties properties, string key, CancellationToken cancellation)
    {
        var info = await place.Store.LookAsync(key, versionId: null, cancellation).ConfigureAwait(false);
        return properties with { Metadata = ObjectProof.Keep(info.Metadata, properties.Metadata), ContentType = info.ContentType };
    }

    async Task DeleteAsync(string key, CancellationToken cancellation)
    {
        var results = await place.Store.DeleteAsync([new ObjectVersion(key)], cancellation).ConfigureAwait(false);
        if (results[0].Failure is { } failure) throw failure;
    }

    List<string> ReadBounds()
    {
        var bounds = new List<string>();
        if (!place.Store.Traits.ListsFromAnyKey || !place.Store.Traits.ListsInKeyOrder) return bounds;
        using var cursor = place.Tables.Bounds.Read();
        while (cursor.MoveNext()) bounds.Add(Encoding.UTF8.GetString(cursor.Key.ToArray()));
        return bounds;
    }

    void WriteBounds(List<string> bounds)
    {
        if (bounds.SequenceEqual(ReadBounds())) return;
        var changes = new TableChanges();
        foreach (var key in bounds) changes.Put(Encoding.UTF8.GetBytes(key), default);
        place.Tables.Bounds.Clear();
        place.Tables.Bounds.Apply(changes);
    }
}
