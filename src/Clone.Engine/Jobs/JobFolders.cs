using System;
using System.Runtime.InteropServices;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Jobs;

/// <summary>Resolves and checks the folders of one job on this machine.</summary>
/// <param name="platform">Opens folders.</param>
/// <param name="markers">Reads markers.</param>
/// <param name="nodeId">This node.</param>
/// <param name="statePath">The state folder, which no job may write to.</param>
sealed class JobFolders(FolderPlatform platform, MarkerStore markers, Guid nodeId, string statePath)
{
    readonly FolderIdentities identities = new(platform);

    /// <summary>The source with its links resolved, when it can be read.</summary>
    /// <exception cref="CloneException">
    /// ClonePathInvalid, CloneSourceNotFound, CloneSourceNotFolder, CloneSourceUnreadable.
    /// </exception>
    public string Source(string path)
    {
        var resolved = FolderPaths.Canonical(platform, path);
        FolderDoor.OpenSource(platform, resolved).Dispose();
        return resolved;
    }

    /// <summary>The base folder with its links resolved, when it is there.</summary>
    /// <exception cref="CloneException">
    /// ClonePathInvalid, CloneDestinationNotFound, CloneDestinationNotFolder, CloneDestinationUnavailable.
    /// </exception>
    public string Base(string path)
    {
        var resolved = FolderPaths.Canonical(platform, path);
        FolderDoor.OpenDestination(platform, resolved).Dispose();
        return resolved;
    }

    /// <summary>The name below the base folder: what the user said, else the last part of the source as he named it.</summary>
    /// <exception cref="CloneException">CloneDestinationNameRequired, CloneDestinationNameInvalid.</exception>
    public static string Name(string? chosen, string source)
    {
        var onWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        if (chosen is not null) return DestinationName.Check(chosen, onWindows);
        var name = FolderPaths.LastPart(FolderPaths.Full(source));
        if (name.Length == 0) throw new CloneException(ErrorId.CloneDestinationNameRequired, source);
        return DestinationName.Check(name, onWindows);
    }

    /// <summary>Id of the volume that holds a base folder; empty when the system does not tell.</summary>
    public string VolumeOf(string baseFolder)
    {
        using var folder = FolderDoor.OpenDestination(platform, baseFolder);
        return folder.Volume().Id;
    }

    /// <summary>
    /// Refuses source and destination that overlap, a destination that overlaps the state folder, and a source within it.
    /// </summary>
    /// <exception cref="CloneException">CloneFoldersOverlap.</exception>
    public void CheckApart(JobDefinition job)
    {
        var destination = FolderPaths.Canonical(platform, job.Destination);
        foreach (var other in new[] { job.Source, statePath })
        {
            if (identities.Overlap(other, destination))
                throw new CloneException(ErrorId.CloneFoldersOverlap, other, destination);
        }
        CheckSource(job);
    }

    /// <summary>Refuses a source within the state folder: one that holds it is copied without it, and this would be nothing else.</summary>
    /// <exception cref="CloneException">CloneFoldersOverlap.</exception>
    public void CheckSource(JobDefinition job)
    {
        if (identities.IsWithin(job.Source, statePath))
            throw new CloneException(ErrorId.CloneFoldersOverlap, job.Source, statePath);
    }

    /// <summary>Refuses a destination that the job may not write to (see <see cref="Ownership"/>).</summary>
    /// <exception cref="CloneException">
    /// CloneDestinationNotEmpty, CloneDestinationMarkerMissing, CloneDestinationOwnedByOther,
    /// CloneDestinationNotFolder, CloneDestinationUnavailable.
    /// </exception>
    public void CheckOwnership(JobDefinition job)
    {
        var path = job.Destination;
        using var above = BaseFolder.Open(platform, job);
        using var destination = above.FindDestination();
        var reading = MarkerReading.None;
        var isEmpty = true;
        if (destination is not null)
        {
            try
            {
                reading = markers.Read(destination);
                isEmpty = Ownership.IsEmpty(destination, CancellationToken.None);
            }
            catch (EntryException e)
            {
                throw new CloneException(ErrorId.CloneDestinationUnavailable, e, path, e.Code);
            }
        }
        var decision = Ownership.Decide(job, reading, isEmpty, SourceOf(job), platform.PathComparison);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, path, reading);
        if (reading.Marker is null) new NewDisk(platform, markers, nodeId).Check(job, CancellationToken.None);
    }

    /// <summary>The job's source on this machine, as markers name it.</summary>
    /// <exception cref="CloneException">As <see cref="Source"/>.</exception>
    public SourceId SourceOf(JobDefinition job)
    {
        using var source = FolderDoor.OpenSource(platform, job.Source);
        return new SourceId(nodeId, job.Source, source.Volume().Id);
    }
}
