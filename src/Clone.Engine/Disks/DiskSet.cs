using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.State;

namespace Clone.Engine.Disks;

/// <summary>
/// The disks that take turns as a job's destination. What is stored names volumes; what works on a destination is given
/// the job as it stands with the disk that is there now: its base folder, the id of its destination.
/// </summary>
sealed class DiskSet(NodeOptions options, Guid nodeId)
{
    const int EjectTries = 20;
    static readonly TimeSpan EjectPause = TimeSpan.FromMilliseconds(50);

    readonly NewDisk newDisk = new(options.Platform, new MarkerStore(options.Adapters.Json), nodeId);

    /// <summary>The volumes of the job's set that are connected, the one whose last run is longest ago first.</summary>
    public IReadOnlyList<DiskVolume> Connected(JobDefinition job) => job.HddVolume.Count == 0 ? [] :
    [
        .. options.Disks.Mounted()
            .Where(volume => job.HddVolume.Any(named => volume.IsNamed(named, options.Disks.LabelComparison)))
            .OrderBy(volume => Known(job, volume)?.LastRun ?? DateTimeOffset.MinValue)
            .ThenBy(volume => volume.Id, StringComparer.Ordinal),
    ];

    /// <summary>The job as it stands with the disk whose turn it is; itself when it names no volumes.</summary>
    /// <exception cref="CloneException">CloneDiskNotConnected, CloneDestinationUnavailable.</exception>
    public JobDefinition Locate(JobDefinition job)
    {
        if (job.HddVolume.Count == 0 || job.Disk is not null) return job;

        var connected = Connected(job);
        if (connected.Count == 0) throw NotConnected(job);
        // A disk of somebody else that merely bears the label keeps no disk of the set from its turn.
        return With(job, connected.Count == 1 ? connected[0] : connected.OrderBy(volume => newDisk.IsForeign(job, volume)).First());
    }

    /// <summary>As <see cref="Locate"/>, with the disk of the newest copy: that is what is read.</summary>
    /// <exception cref="CloneException">As <see cref="Locate"/>.</exception>
    public JobDefinition LocateNewest(JobDefinition job)
    {
        if (job.HddVolume.Count == 0 || job.Disk is not null) return job;
        var newest = Connected(job).OrderByDescending(volume => Known(job, volume)?.LastRun).FirstOrDefault();
        return newest is null ? throw NotConnected(job) : With(job, newest);
    }

    /// <summary>As <see cref="Locate"/>; itself when no disk of its set can be used now.</summary>
    public JobDefinition Find(JobDefinition job)
    {
        try
        {
            return Locate(job);
        }
        catch (CloneException)
        {
            return job;
        }
    }

    /// <summary>Makes sure that the disk is still there and the same.</summary>
    /// <exception cref="CloneException">CloneDiskNotConnected.</exception>
    public void CheckStill(JobDefinition job)
    {
        if (job.Disk is { } disk && !options.Disks.Mounted().Contains(disk)) throw NotConnected(job);
    }

    /// <summary>Refuses to let go of a volume that the machine, the source or Clone itself needs.</summary>
    /// <exception cref="CloneException">CloneEjectNotPossible.</exception>
    public void CheckEject(JobDefinition job)
    {
        if (job.BaseVolume is not { } own) throw new CloneException(ErrorId.CloneEjectNotPossible, job.PlaceForPeople());
        foreach (var needed in new[] { job.Source, options.Disks.SystemFolder, StateFolder.Planned(options).Path })
            if (VolumeOf(needed) is { } other && VolumeFacts.IsSame(own, other)) throw new CloneException(ErrorId.CloneEjectNotPossible, job.Disk);
    }

    /// <summary>Lets go of the disk that a job stands with.</summary>
    /// <exception cref="CloneException">CloneEjectNotPossible, CloneDiskNotConnected.</exception>
    /// <exception cref="EntryException">It is in use, or the account may not do it.</exception>
    public void Eject(JobDefinition job)
    {
        CheckStill(job);
        CheckEject(job);
        for (var tries = 1; ; tries++)
        {
            try
            {
                options.Disks.Eject(job.Disk!);
                return;
            }
            catch (EntryException e) when (e.Problem is IoProblem.InUse or IoProblem.AccessDenied && tries < EjectTries)
            {
                // A scanner or a program that is just beginning may hold it for a moment.
                Thread.Sleep(EjectPause);
            }
        }
    }

    /// <summary>Id of the volume that holds a folder, or of the one above it that is there; null when none can be opened.</summary>
    string? VolumeOf(string path)
    {
        for (string? here = path; here is not null; here = FolderPaths.Parent(here))
        {
            try
            {
                using var folder = options.Platform.OpenRoot(here);
                return folder.Volume().Id;
            }
            catch (EntryException)
            {
                // The folder above may say it.
            }
        }
        return null;
    }

    /// <summary>True for a disk that no run has taken yet and that the user named by its label alone.</summary>
    public static bool IsStranger(JobDefinition job, DiskVolume volume) =>
        Known(job, volume) is null && !job.HddVolume.Any(volume.HasId);

    /// <summary>What is known of a disk; null when no run has taken it yet.</summary>
    public static JobDisk? Known(JobDefinition job, DiskVolume volume) => job.Disks.FirstOrDefault(disk => disk.Id == volume.Id);

    /// <summary>True when another disk of the set holds the destination of that id: a disk may be a copy of another one.</summary>
    public static bool IsOfOtherDisk(JobDefinition job, Guid destinationId) =>
        job.Disk is { } here && job.Disks.Any(disk => disk.DestinationId == destinationId && disk.Id != here.Id);

    /// <summary>What is stored, as it stands with the disk that another reading of it found.</summary>
    public static JobDefinition As(JobDefinition stored, JobDefinition located) => located.Disk is not { } volume ? stored : stored with
    {
        Disk = volume,
        HddBaseFolder = located.HddBaseFolder,
        BaseVolume = located.BaseVolume,
        DestinationId = Known(stored, volume)?.DestinationId,
        PendingTakeOver = stored.TakeOverDisk == volume.Id ? stored.PendingTakeOver : null,
    };

    /// <summary>What is to be stored of a job that stands with a disk.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stored">What is stored now.</param>
    /// <param name="now">Now.</param>
    /// <param name="wasRun">Whether a run has taken the disk.</param>
    public static JobDefinition ToStore(JobDefinition job, JobDefinition stored, DateTimeOffset now, bool wasRun)
    {
        if (job.Disk is not { } volume) return job;
        var known = Known(stored, volume);
        var disk = (known ?? new JobDisk { Id = volume.Id }) with
        {
            Name = volume.Name,
            Label = volume.Label,
            DestinationId = job.DestinationId,
            LastRun = wasRun ? now : known?.LastRun,
            LastSeen = now,
        };
        var isTaken = stored.TakeOverDisk == volume.Id;
        return job with
        {
            Disk = null,
            HddBaseFolder = null,
            BaseVolume = null,
            DestinationId = null,
            PendingTakeOver = isTaken ? job.PendingTakeOver : stored.PendingTakeOver,
            TakeOverDisk = isTaken && job.PendingTakeOver is null ? null : stored.TakeOverDisk,
            Disks = [.. stored.Disks.Where(other => other.Id != volume.Id), disk],
            AbsenceTold = null,
        };
    }

    /// <summary>The error of a job none of whose disks is there.</summary>
    public static CloneException NotConnected(JobDefinition job) =>
        new(ErrorId.CloneDiskNotConnected, job.Name, string.Join(", ", job.HddVolume));

    JobDefinition With(JobDefinition job, DiskVolume volume)
    {
        var root = FolderDoor.OpenDestination(options.Platform, volume.Root);
        using (root)
        {
            return As(job, job with
            {
                Disk = volume,
                BaseVolume = root.Volume().Id,
                HddBaseFolder = VolumeFolder.Parts(job.FolderInVolume).Aggregate(FolderPathOf(volume), FolderPaths.Join),
            });
        }
    }

    static string FolderPathOf(DiskVolume volume) => FolderPaths.Full(volume.Root);
}
