using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Jobs;

/// <summary>The rules for destinations in folders: a base folder that the user named, or volumes that take turns.</summary>
/// <param name="folders">Checks the folders of the job.</param>
/// <param name="disks">Finds the disks of the job.</param>
/// <param name="paths">How paths are compared.</param>
sealed class FolderRules(JobFolders folders, DiskSet disks, StringComparison paths) : IPlaceRules
{
    /// <inheritdoc/>
    public bool Concerns(JobChanges changes) =>
        changes.HddBaseFolder is not null || changes.HddVolume is not null || changes.DestinationName is not null;

    /// <inheritdoc/>
    public JobDefinition Place(JobDefinition job, JobDefinition? former, JobChanges changes, IReadOnlyList<JobDefinition> others)
    {
        var placed = WithBase(job with { DestinationName = NameOf(former, changes) }, changes);
        if (former is not null && !IsSame(placed, former))
            placed = placed with { DestinationId = null, Disks = [.. placed.Disks.Select(disk => disk with { DestinationId = null })] };
        placed = WithTakeOver(CheckFolders(placed, others), changes);
        CheckEject(placed);
        return placed;
    }

    /// <inheritdoc/>
    public JobDefinition Keep(JobDefinition job, JobChanges changes)
    {
        var kept = WithTakeOver(job, changes);
        CheckEject(kept);
        return kept;
    }

    /// <summary>Refuses what is stored of a destination and breaks a rule which needs no look at the disks.</summary>
    /// <exception cref="CloneException">A rule is broken.</exception>
    public static void CheckStored(JobDefinition job)
    {
        foreach (var named in job.HddVolume) VolumeName.Check(named);
        VolumeFolder.Check(job.FolderInVolume);
        if (job.HddVolume.Count == 0) FolderPaths.Full(job.HddBaseFolder ?? "");
        DestinationName.Check(job.DestinationName, RuntimeInformation.IsOSPlatform(OSPlatform.Windows));
    }

    /// <summary>The destination keeps its name unless the user gives another.</summary>
    static string NameOf(JobDefinition? former, JobChanges changes) => former is null
        ? JobFolders.Name(changes.DestinationName, changes.Source!)
        : JobFolders.Name(changes.DestinationName ?? former.DestinationName, former.Source);

    bool IsSame(JobDefinition job, JobDefinition former) =>
        string.Equals(job.Source, former.Source, paths)
        && string.Equals(job.Destination, former.Destination, paths)
        && string.Equals(job.FolderInVolume, former.FolderInVolume, paths)
        && string.Equals(job.DestinationName, former.DestinationName, paths);

    /// <summary>Looks at the folders as they are now, of a set those on the disk that is there.</summary>
    JobDefinition CheckFolders(JobDefinition job, IReadOnlyList<JobDefinition> others)
    {
        var located = disks.Locate(job);
        folders.CheckApart(located);
        var circles = new JobCircles([.. others.Where(other => other.Storage is null).Select(disks.Find)], paths);
        circles.CheckDestination(located.Destination);
        circles.CheckDisks(job);
        circles.CheckCircle(located);
        // A take-over holds for the disk that is there.
        folders.CheckOwnership(job.Disk is null ? located with { PendingTakeOver = job.PendingTakeOver } : located);
        return job;
    }

    /// <summary>Refuses to let go of what is no disk of a set, or cannot be let go.</summary>
    void CheckEject(JobDefinition job)
    {
        if (!job.EjectAfter) return;
        if (job.HddVolume.Count == 0) throw new CloneException(ErrorId.CloneEjectNotPossible, job.PlaceForPeople());
        if (disks.Find(job) is { Disk: not null } located) disks.CheckEject(located);
    }

    /// <summary>A take-over in a set holds for one disk: the one that is there when the user asks for it.</summary>
    JobDefinition WithTakeOver(JobDefinition job, JobChanges changes)
    {
        if (job.PendingTakeOver is null || job.HddVolume.Count == 0) return job with { TakeOverDisk = null };
        return changes.TakeOver is null ? job : job with { TakeOverDisk = disks.Locate(job).Disk!.Id };
    }

    /// <summary>The base folder, or the volumes and the path in them.</summary>
    JobDefinition WithBase(JobDefinition job, JobChanges changes)
    {
        var volumes = changes.HddVolume is { } named ? [.. named.Select(VolumeName.Check)] : job.HddVolume;
        if (volumes.Count == 0)
        {
            var path = folders.Base(JobValidation.Required(changes.HddBaseFolder ?? job.HddBaseFolder));
            return job with { HddVolume = [], FolderInVolume = "", Disks = [], HddBaseFolder = path, BaseVolume = folders.VolumeOf(path) };
        }
        return job with
        {
            HddVolume = volumes,
            FolderInVolume = VolumeFolder.Check(changes.HddBaseFolder ?? job.FolderInVolume),
            HddBaseFolder = null,
            BaseVolume = null,
            DestinationId = null,
        };
    }
}
