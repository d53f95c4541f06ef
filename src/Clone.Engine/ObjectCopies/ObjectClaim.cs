using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;

namespace Clone.Engine.ObjectCopies;

/// <summary>Makes sure that a job may write to a place in an object store, by the rules that hold for folders too.</summary>
/// <param name="markers">The markers of the place.</param>
/// <param name="label">How people know the place.</param>
/// <param name="time">The clock of new markers.</param>
sealed class ObjectClaim(ObjectMarkers markers, string label, TimeProvider time)
{
    /// <summary>Checks the ownership; puts a new marker where the rules say so.</summary>
    /// <param name="job">The job.</param>
    /// <param name="source">Its source on this machine.</param>
    /// <param name="paths">How paths are compared here.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The id of the copy, and whether it is a new one.</returns>
    /// <exception cref="CloneException">The rules of ownership forbid it, or another claimed the place at the same moment.</exception>
    /// <exception cref="EntryException">The place cannot be read or written.</exception>
    public async Task<(Guid DestinationId, bool IsNew)> TakeAsync(
        JobDefinition job, SourceId source, StringComparison paths, CancellationToken cancellation)
    {
        var (reading, eTag) = await markers.ReadAsync(cancellation).ConfigureAwait(false);
        // Whether it is empty matters only where no marker says whose it is.
        var isEmpty = reading == MarkerReading.None && await markers.IsEmptyAsync(cancellation).ConfigureAwait(false);
        var decision = Ownership.Decide(job, reading, isEmpty, source, paths);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, label, reading);
        if (!decision.NeedsNewMarker || IsOwn(job, reading, source)) return (reading.Marker!.DestinationId, false);
        var marker = new DestinationMarker
        {
            Source = source,
            JobId = job.Id,
            DestinationId = Guid.NewGuid(),
            Time = time.GetUtcNow(),
        };
        try
        {
            await markers.WriteAsync(marker, eTag, cancellation).ConfigureAwait(false);
            return (marker.DestinationId, true);
        }
        catch (EntryException e) when (e.Problem == IoProblem.ChangedMeanwhile)
        {
            var (other, _) = await markers.ReadAsync(cancellation).ConfigureAwait(false);
            throw Ownership.Error(ErrorId.CloneDestinationOwnedByOther, label, other);
        }
    }

    /// <summary>A place that is being taken over in full stays pending until a run has sent everything.</summary>
    static bool IsOwn(JobDefinition job, MarkerReading reading, SourceId source) =>
        reading.Marker is { } marker && marker.JobId == job.Id && marker.DestinationId == job.DestinationId
        && marker.Source!.NodeId == source.NodeId && marker.Source.Path == source.Path;
}
