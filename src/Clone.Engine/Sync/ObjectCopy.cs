using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Checks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;

namespace Clone.Engine.Sync;

/// <summary>A copy in a bucket or container.</summary>
/// <param name="node">The node.</param>
/// <param name="job">The job.</param>
/// <param name="store">The bucket; it is closed with this.</param>
sealed class ObjectCopy(CloneNode node, JobDefinition job, IObjectStore store) : IJobCopy
{
    /// <summary>Small objects wait for the service, not for this machine: so many are under way at once.</summary>
    public const int Workers = 32;

    /// <summary>Items that one of them takes at once.</summary>
    public const int TakenAtOnce = 2;

    readonly ObjectClaim claim = new(
        new ObjectMarkers(node.Options.Adapters.Json, ObjectPlace.Of(store, job.Storage!.Prefix, ObjectTables.None)), job.PlaceForPeople());

    ObjectDestination? destination;
    ObjectKept? kept;
    bool isGiven;

    /// <inheritdoc/>
    public string Label => job.PlaceForPeople();

    /// <inheritdoc/>
    public string HolderId => job.Storage!.Service + " " + Label;

    /// <inheritdoc/>
    public string FileSystem => job.Kind.ToString();

    /// <inheritdoc/>
    public bool IsVolumeRoot => false;

    /// <inheritdoc/>
    public bool IsThere()
    {
        Task.Run(() => store.CheckAsync(CancellationToken.None)).GetAwaiter().GetResult();
        return true;
    }

    /// <inheritdoc/>
    public void CheckApart(string source)
    {
        // No folder lies in one.
    }

    /// <inheritdoc/>
    public WorkLimits Suit(WorkLimits work) => work.Workers == 0 ? work : work with { Workers = Math.Max(work.Workers, Workers), TakenAtOnce = TakenAtOnce };

    /// <inheritdoc/>
    public async Task<(MarkerReading Reading, bool IsEmpty)> LookAsync(CancellationToken cancellation)
    {
        try
        {
            await store.CheckAsync(cancellation).ConfigureAwait(false);
            return await claim.LookAsync(cancellation).ConfigureAwait(false);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneDestinationUnavailable, e, Label, e.Code);
        }
    }

    /// <inheritdoc/>
    public void CheckUnmarked(CancellationToken cancellation)
    {
        // A bucket of that name is the one that was meant.
    }

    /// <inheritdoc/>
    public Task WriteMarkerAsync(DestinationMarker marker, CancellationToken cancellation) => claim.WriteAsync(marker, cancellation);

    /// <inheritdoc/>
    public void Flush()
    {
        // What a service has taken, it has stored.
    }

    /// <inheritdoc/>
    public DestinationCapabilities Guess() => ObjectDestination.CapabilitiesOf(store.Traits);

    /// <inheritdoc/>
    public DestinationCapabilities Probe(TemporaryNames names) => Guess();

    /// <inheritdoc/>
    public CopyTrial Try()
    {
        Task.Run(TryAsync).GetAwaiter().GetResult();
        return new CopyTrial(Guess(), new NameRules(), FileTime: null);
    }

    /// <inheritdoc/>
    public long? FreeBytes() => null;

    /// <inheritdoc/>
    public async Task<IDestination> OpenAsync(CopyUse use, CancellationToken cancellation)
    {
        var work = node.Options.Work;
        var trusts = use.Planned.TrustsSizeAndTime && !use.Index.Distrusts;
        var place = ObjectPlace.Of(store, job.Storage!.Prefix, use.Index.Objects) with
        {
            Gate = use.Work.Gate,
            Limits = use.Work.Objects,
            Blocks = new BlockShelf(use.Index.Blocks, work.BlocksFrom, work.BlockBytes, trusts),
            MetadataOnly = trusts ? use.Job.MetadataOnly : null,
        };
        kept = new ObjectKept(place, use.Moment);
        destination = new ObjectDestination(place) { Kept = Keeps(use) ? kept : null };
        isGiven = true;
        await destination.RecallAsync(cancellation).ConfigureAwait(false);
        return destination;
    }

    /// <inheritdoc/>
    public async Task TidyAsync(CopyUse use, CancellationToken cancellation)
    {
        try
        {
            DateTimeOffset? from = use.Job.KeepDeleted > 0 ? use.Moment.AddDays(-use.Job.KeepDeleted) : null;
            await destination!.RememberAsync(use.Moment, from, cancellation).ConfigureAwait(false);
            var expired = destination.HasKept == false ? 0 : await kept!.ExpireAsync(use.Job.KeepDeleted, cancellation).ConfigureAwait(false);
            if (expired > 0) use.Log.Raise(EventCatalog.KeptExpired, job.Name, expired);
            await destination.SweepUploadsAsync(use.Moment, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e)
        {
            use.Log.Raise(EventCatalog.KeptRemoveFailed, job.Name, e.Code, DestinationMarker.FolderName);
        }
    }

    /// <inheritdoc/>
    public IReadableTree OpenTree()
    {
        // Tables of its own: the index belongs to runs, one of which may be under way.
        var tables = node.Spools.Create(Guid.NewGuid());
        isGiven = true;
        return new ObjectTree(ObjectPlace.Of(store, job.Storage!.Prefix, ObjectTables.Of(tables)), tables);
    }

    /// <summary>Closes the bucket, unless it was given to whoever writes or reads there.</summary>
    public void Dispose()
    {
        if (!isGiven) Task.Run(() => store.DisposeAsync().AsTask()).GetAwaiter().GetResult();
        isGiven = true;
    }

    async Task TryAsync()
    {
        var keys = ObjectPlace.Of(store, job.Storage!.Prefix, ObjectTables.None).Keys;
        var key = keys.Own("trial-" + Guid.NewGuid().ToString("N"));
        await store.PutAsync(key, ObjectBody.Of([1]), new ObjectProperties(), PutCondition.None, CancellationToken.None).ConfigureAwait(false);
        var removed = await store.DeleteAsync([new ObjectVersion(key)], CancellationToken.None).ConfigureAwait(false);
        if (removed[0].Failure is { } failure) throw failure;
    }

    /// <summary>Where the bucket keeps versions, those serve.</summary>
    bool Keeps(CopyUse use) => use.Job.KeepDeleted > 0 && store.Traits.KeepsVersions != true;
}
