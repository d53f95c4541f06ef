using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using Clone.Engine.State;

namespace Clone.Engine.Jobs;

/// <summary>The rules for destinations in stores of objects, whatever the service.</summary>
/// <param name="door">Opens buckets and containers.</param>
/// <param name="folders">Knows the source.</param>
/// <param name="json">Reads markers.</param>
/// <param name="paths">How paths are compared.</param>
sealed class StorageRules(BucketDoor door, JobFolders folders, IJsonFormat json, StringComparison paths) : IPlaceRules
{
    /// <inheritdoc/>
    public bool Concerns(JobChanges changes) => changes.Storage is not null;

    /// <inheritdoc/>
    public JobDefinition Place(JobDefinition job, JobDefinition? former, JobChanges changes, IReadOnlyList<JobDefinition> others)
    {
        var storage = changes.Storage?.Over(job.Storage) ?? job.Storage!;
        storage.Check();
        var placed = storage.Of(job) with { DestinationName = "" };
        if (former is not null && !IsSame(placed, former)) placed = placed with { DestinationId = null };
        if (others.FirstOrDefault(other => other.Storage?.Overlaps(storage) == true) is { } user)
            throw new CloneException(ErrorId.CloneDestinationUsedByJob, placed.PlaceForPeople(), user.Name);
        folders.CheckSource(placed);
        Task.Run(() => CheckOwnershipAsync(placed, changes.Storage)).GetAwaiter().GetResult();
        return placed;
    }

    /// <inheritdoc/>
    public JobDefinition Keep(JobDefinition job, JobChanges changes) => job;

    bool IsSame(JobDefinition job, JobDefinition former) =>
        string.Equals(job.Source, former.Source, paths) && former.Storage?.IsSame(job.Storage!) == true;

    /// <summary>Refuses a place that is not there, does not let us in, or is somebody else's.</summary>
    async Task CheckOwnershipAsync(JobDefinition job, StorageChanges? changes)
    {
        var store = door.Open(job, changes?.Credential);
        await using var _ = store.ConfigureAwait(false);
        await store.CheckAsync(CancellationToken.None).ConfigureAwait(false);
        var place = ObjectPlace.Of(store, job.Storage!.Prefix, ObjectTables.None);
        var claim = new ObjectClaim(new ObjectMarkers(json, place), job.PlaceForPeople());
        var (reading, isEmpty) = await claim.LookAsync(CancellationToken.None).ConfigureAwait(false);
        var decision = Ownership.Decide(job, reading, isEmpty, folders.SourceOf(job), paths);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, job.PlaceForPeople(), reading);
    }
}
