using System;
using System.Threading;
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
sealed class RunClaim(CloneNode node, MarkerStore markers)
{
    readonly NewDisk newDisk = new(node.Options.Platform, markers, node.Info.NodeId);

    /// <summary>Checks the ownership; writes the marker and takes it down in the job where the rules say so.</summary>
    /// <param name="job">The job.</param>
    /// <param name="sides">Its sides; the destination is made when it is not there.</param>
    /// <param name="cancellation">Stops the look at the destination.</param>
    /// <returns>The job as it is then, with the id of the destination.</returns>
    /// <exception cref="CloneException">The rules of ownership forbid it.</exception>
    public JobDefinition Take(JobDefinition job, RunSides sides, CancellationToken cancellation)
    {
        var (reading, decision) = Judge(job, sides, cancellation);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, job.Destination, reading);
        CheckBase(job, sides, reading);
        if (reading.Marker is null) newDisk.Check(job, cancellation);
        if (KeepsMarker(job, reading, decision)) return Known(job, sides, reading.Marker!.DestinationId);
        var id = Guid.NewGuid();
        if (job.DestinationId is { } former) node.Folder.RemoveIndex(former);
        markers.Write(sides.Destination ?? sides.MakeDestination(), Marker(job, sides, id));
        return node.Jobs.Update(job, stored => stored with
        {
            DestinationId = id,
            PendingTakeOver = stored.PendingTakeOver == TakeOverMode.Full ? TakeOverMode.Full : null,
        });
    }

    /// <summary>Checks the ownership without writing.</summary>
    /// <returns>The id under which the run would know the destination; null when it would give it a new one.</returns>
    /// <exception cref="CloneException">The rules of ownership forbid it.</exception>
    public Guid? Check(JobDefinition job, RunSides sides, CancellationToken cancellation)
    {
        var (reading, decision) = Judge(job, sides, cancellation);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, job.Destination, reading);
        CheckBase(job, sides, reading);
        if (reading.Marker is null) newDisk.Check(job, cancellation);
        return KeepsMarker(job, reading, decision) ? reading.Marker!.DestinationId : null;
    }

    /// <summary>Takes down, when a run has gone to its end, which volume the source lies on.</summary>
    public void Settle(JobDefinition job, RunSides sides, FolderHandle destination)
    {
        if (sides.Source is not { } source) return;
        if (job.SourceVolume is { } last && VolumeFacts.IsSame(last, source.Volume.Id)) return;
        if (job.SourceVolume is not null) markers.Write(destination, Marker(job, sides, job.DestinationId!.Value));
        node.Jobs.Update(job, stored => stored with { SourceVolume = source.Volume.Id });
    }

    /// <summary>Before its first run a destination has no marker that would tell a disk that is not connected.</summary>
    static void CheckBase(JobDefinition job, RunSides sides, MarkerReading reading)
    {
        if (job.DestinationId is not null || reading.Marker is not null || job.BaseVolume is not { } known) return;
        if (!VolumeFacts.IsSame(known, sides.BaseVolume.Id))
            throw new CloneException(ErrorId.CloneDestinationVolumeChanged, job.HddBaseFolder);
    }

    (MarkerReading Reading, Ownership Decision) Judge(JobDefinition job, RunSides sides, CancellationToken cancellation)
    {
        var (reading, isEmpty) = sides.Destination is { } destination
            ? Look(job, destination, cancellation)
            : (MarkerReading.None, true);
        return (reading, Ownership.Decide(job, reading, isEmpty, SourceOf(job, sides), node.Options.Platform.PathComparison));
    }

    (MarkerReading Reading, bool IsEmpty) Look(JobDefinition job, FolderHandle destination, CancellationToken cancellation)
    {
        try
        {
            return (markers.Read(destination), Ownership.IsEmpty(destination, cancellation));
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneDestinationUnavailable, e, job.Destination, e.Code);
        }
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
        sides.Destination!.FlushVolume();
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
