using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>
/// Makes sure that a run may write to its destination, and marks the destination as the job's own when it is to
/// become so.
/// </summary>
sealed class RunClaim(CloneNode node)
{
    /// <summary>Checks the ownership; writes the marker and takes it down in the job where the rules say so.</summary>
    /// <param name="job">The job.</param>
    /// <param name="sides">Its sides; the destination is made when it is not there.</param>
    /// <param name="cancellation">Stops the look at the destination.</param>
    /// <returns>The job as it is then, with the id of the destination.</returns>
    /// <exception cref="CloneException">The rules of ownership forbid it.</exception>
    public async Task<JobDefinition> TakeAsync(JobDefinition job, RunSides sides, CancellationToken cancellation)
    {
        var (reading, decision) = await JudgeAsync(job, sides, cancellation).ConfigureAwait(false);
        if (KeepsMarker(job, reading, decision)) return Known(job, sides, reading.Marker!.DestinationId);
        var id = Guid.NewGuid();
        if (job.DestinationId is { } former) node.Folder.RemoveIndex(former);
        await sides.Copy.WriteMarkerAsync(Marker(job, sides, id), cancellation).ConfigureAwait(false);
        return node.Jobs.Update(job, stored => stored with
        {
            DestinationId = id,
            PendingTakeOver = stored.PendingTakeOver == TakeOverMode.Full ? TakeOverMode.Full : null,
        });
    }

    /// <summary>Checks the ownership without writing.</summary>
    /// <returns>The marker, and the id under which the run would know the destination: null when it would give it a new one.</returns>
    /// <exception cref="CloneException">The rules of ownership forbid it.</exception>
    public async Task<(DestinationMarker? Marker, Guid? DestinationId)> CheckAsync(
        JobDefinition job, RunSides sides, CancellationToken cancellation)
    {
        var (reading, decision) = await JudgeAsync(job, sides, cancellation).ConfigureAwait(false);
        return (reading.Marker, KeepsMarker(job, reading, decision) ? reading.Marker!.DestinationId : null);
    }

    /// <summary>Takes down, when a run has gone to its end, which volume the source lies on.</summary>
    public async Task SettleAsync(JobDefinition job, RunSides sides, CancellationToken cancellation)
    {
        if (sides.Source is not { } source) return;
        if (job.SourceVolume is { } last && VolumeFacts.IsSame(last, source.Volume.Id)) return;
        if (job.SourceVolume is not null)
            await sides.Copy.WriteMarkerAsync(Marker(job, sides, job.DestinationId!.Value), cancellation).ConfigureAwait(false);
        node.Jobs.Update(job, stored => stored with { SourceVolume = source.Volume.Id });
    }

    async Task<(MarkerReading Reading, Ownership Decision)> JudgeAsync(
        JobDefinition job, RunSides sides, CancellationToken cancellation)
    {
        var (reading, isEmpty) = await sides.Copy.LookAsync(cancellation).ConfigureAwait(false);
        var decision = Ownership.Decide(job, reading, isEmpty, SourceOf(job, sides), node.Options.Platform.PathComparison);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, sides.Copy.Label, reading);
        if (reading.Marker is null) sides.Copy.CheckUnmarked(cancellation);
        return (reading, decision);
    }

    bool KeepsMarker(JobDefinition job, MarkerReading reading, Ownership decision) =>
        (!decision.NeedsNewMarker || IsOwn(job, reading)) && !DiskSet.IsOfOtherDisk(job, reading.Marker!.DestinationId);

    /// <summary>A destination that is being taken over in full stays pending until a run has sent everything.</summary>
    bool IsOwn(JobDefinition job, MarkerReading reading) =>
        reading.Marker is { } marker && marker.JobId == job.Id && marker.DestinationId == job.DestinationId
        && marker.Source!.NodeId == node.Info.NodeId && marker.Source.Path == job.Source;

    JobDefinition Known(JobDefinition job, RunSides sides, Guid destinationId)
    {
        if (job.DestinationId == destinationId) return job;
        // The run that wrote the marker may have been cut off before it was on the disk; from here on it must not be missing.
        sides.Copy.Flush();
        return node.Jobs.Update(job, stored => stored with { DestinationId = destinationId });
    }

    DestinationMarker Marker(JobDefinition job, RunSides sides, Guid id) => new()
    {
        Source = SourceOf(job, sides),
        JobId = job.Id,
        DestinationId = id,
        Time = node.Options.Time.GetUtcNow(),
    };

    SourceId SourceOf(JobDefinition job, RunSides sides) =>
        new(node.Info.NodeId, job.Source, sides.Source?.Volume.Id ?? job.SourceVolume ?? "");
}
