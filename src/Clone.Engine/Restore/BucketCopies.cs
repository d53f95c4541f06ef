using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.ObjectCopies;
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

    async Task<OpenCopy> OpenAsync(CopyPlace place)
    {
        if (place.Job is { } known) JobValidation.CheckStored(known);
        var storage = place.Storage is { } said ? said.Over(before: null) : place.Job!.Storage!;
        var store = place.Job is { } job ? node.Buckets.Open(job) : node.Buckets.Open(storage, place.Storage!.Credential);
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
