using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Engine.State;

namespace Clone.Engine.Restore;

/// <summary>Opens copies in buckets and containers, and makes sure that they are such. What is found out of them lies in files of their own.</summary>
sealed class BucketCopies(CloneNode node)
{
    readonly CopyDoor door = new(node);

    /// <summary>Opens a copy.</summary>
    /// <exception cref="CloneException">
    /// CloneCopyUnreadable, CloneCopyMarkerMissing, CloneCopyMarkerInvalid, CloneNothingKept; CloneService…, CloneBucketNotFound,
    /// CloneProxyRefused, CloneServiceAddressInvalid; of a job also CloneJobInvalid, CloneCredential…, CloneDestinationOwnedByOther.
    /// </exception>
    public OpenCopy Open(CopyPlace place) => Task.Run(() => OpenAsync(place)).GetAwaiter().GetResult();

    /// <summary>Brings back the deleted files of a copy that its service still keeps.</summary>
    /// <exception cref="CloneException">CloneSoftDeleteOff, and as <see cref="Open"/>.</exception>
    public async Task<UndeletionCounts> UndeleteAsync(CopyPlace place, CancellationToken cancellation)
    {
        var (storage, store) = StoreOf(place);
        await using var _ = store.ConfigureAwait(false);
        try
        {
            await store.CheckAsync(cancellation).ConfigureAwait(false);
            if (store is not IUndeleter undeleter || await undeleter.KeepsDeletedAsync(cancellation).ConfigureAwait(false) == false)
                throw new CloneException(ErrorId.CloneSoftDeleteOff, storage);
            using var tables = node.Spools.Create(Guid.NewGuid());
            var objects = ObjectPlace.Of(store, storage.Prefix, ObjectTables.Of(tables));
            return await new ObjectUndeletion(objects, place.AsOf).RunAsync(undeleter, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, storage, e.Code);
        }
    }

    (JobStorage Storage, IObjectStore Store) StoreOf(CopyPlace place)
    {
        if (place.Job is { } known) JobValidation.CheckStored(known);
        var storage = place.Storage is { } said ? said.Over(before: null) : place.Job!.Storage!;
        return (storage, place.Job is { } job ? node.Buckets.Open(job) : node.Buckets.Open(storage, place.Storage!.Credential));
    }

    async Task<OpenCopy> OpenAsync(CopyPlace place)
    {
        var (storage, store) = StoreOf(place);
        IStateFile? tables = null;
        try
        {
            await store.CheckAsync(CancellationToken.None).ConfigureAwait(false);
            tables = node.Spools.Create(Guid.NewGuid());
            var objects = ObjectPlace.Of(store, storage.Prefix, ObjectTables.Of(tables)) with { RequestsArchived = place.RequestsArchived };
            return await OpenAsync(place, objects, tables, storage.ToString()).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            tables?.Dispose();
            await store.DisposeAsync().ConfigureAwait(false);
            if (e is EntryException entry) throw new CloneException(ErrorId.CloneCopyUnreadable, e, storage, entry.Code);
            throw;
        }
    }

    async Task<OpenCopy> OpenAsync(CopyPlace place, ObjectPlace objects, IStateFile tables, string label)
    {
        var (reading, _) = await new ObjectMarkers(node.Options.Adapters.Json, objects).ReadAsync(CancellationToken.None).ConfigureAwait(false);
        var marker = CopyDoor.MarkerOf(reading, label);
        if (place.Job is { } job) door.CheckOwner(job, marker, label);
        OpenCopy? copy = null;
        IReadableTree tree = place.AsOf is { } time
            ? await AsOfAsync(objects, tables, time, label).ConfigureAwait(false)
            : new ObjectTree(objects, tables) { OnForeign = key => copy?.OnForeign?.Invoke(key.Substring(objects.Keys.Prefix.Length)) };
        copy = new OpenCopy(label, marker, door.LabelOf(place.Job, marker, label), tree) { Objects = objects };
        return copy;
    }

    static async Task<IReadableTree> AsOfAsync(ObjectPlace objects, IStateFile tables, DateTimeOffset time, string label) =>
        await ObjectTreeAsOf.OpenAsync(objects, tables.Table("holders"), time, tables, CancellationToken.None).ConfigureAwait(false)
            ?? throw new CloneException(ErrorId.CloneNothingKept, label);
}
