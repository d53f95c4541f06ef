using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Disks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;

namespace Clone.Engine.Folders;

/// <summary>
/// The base folder of a job's destination, opened. On a disk that the job names by its volume the folder is reached from
/// the volume's root without following a link; there it may be missing until a run makes it.
/// </summary>
sealed class BaseFolder : IDisposable
{
    readonly JobDefinition job;
    FolderHandle folder;

    BaseFolder(JobDefinition job, FolderHandle folder, IReadOnlyList<string> missing)
    {
        this.job = job;
        this.folder = folder;
        Missing = missing;
    }

    /// <summary>The folder itself, or the last one on the way to it that is there.</summary>
    public FolderHandle Deepest => folder;

    /// <summary>The names on the way to it that are not there yet; none but on a disk of a set.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="CloneException">
    /// CloneDestinationNotFound, CloneDestinationNotFolder, CloneDestinationUnavailable; CloneDiskNotConnected: the disk is
    /// not the one any more that the job was found to stand with.
    /// </exception>
    public static BaseFolder Open(FolderPlatform platform, JobDefinition job)
    {
        if (job.Disk is not { } disk)
        {
            return job.HddBaseFolder is { } path
                ? new BaseFolder(job, FolderDoor.OpenDestination(platform, path), [])
                : throw DiskSet.NotConnected(job);
        }
        var folder = FolderDoor.OpenDestination(platform, disk.Root);
        try
        {
            if (job.BaseVolume is { } known && !VolumeFacts.IsSame(known, folder.Volume().Id)) throw DiskSet.NotConnected(job);
            var parts = VolumeFolder.Parts(job.FolderInVolume);
            for (var i = 0; i < parts.Count; i++)
            {
                if (FolderDoor.FindDestination(folder, parts[i], job.HddBaseFolder!) is not { } next)
                    return new BaseFolder(job, folder, [.. parts.Skip(i)]);
                folder.Dispose();
                folder = next;
            }
            return new BaseFolder(job, folder, []);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The root of the destination; null when it does not exist yet.</summary>
    /// <exception cref="CloneException">CloneDestinationNotFolder, CloneDestinationUnavailable.</exception>
    public FolderHandle? FindDestination() =>
        Missing.Count > 0 ? null : FolderDoor.FindDestination(folder, job.DestinationName, job.Destination);

    /// <summary>Makes the root of the destination, and on a disk of a set what is missing of the base folder.</summary>
    /// <exception cref="CloneException">CloneDestinationNotFolder, CloneDestinationUnavailable.</exception>
    public FolderHandle MakeDestination()
    {
        foreach (var name in Missing)
        {
            folder.CreateFolder(Wtf8.Encode(name));
            var next = folder.OpenFolder(Wtf8.Encode(name));
            folder.Dispose();
            folder = next;
        }
        folder.CreateFolder(Wtf8.Encode(job.DestinationName));
        return FolderDoor.FindDestination(folder, job.DestinationName, job.Destination)
            ?? throw new CloneException(ErrorId.CloneDestinationUnavailable, job.Destination, "ENOENT");
    }

    /// <summary>As <see cref="FolderHandle.Volume"/>.</summary>
    public VolumeFacts Volume() => folder.Volume();

    /// <summary>As <see cref="FolderHandle.FreeBytes"/>.</summary>
    public long FreeBytes() => folder.FreeBytes();

    /// <summary>Closes it.</summary>
    public void Dispose() => folder.Dispose();
}
