using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>The source and the destination of a run, opened and checked.</summary>
sealed class RunSides : IDisposable
{
    readonly FolderPlatform platform;
    readonly JobDefinition job;
    readonly EntryFacts sourceRoot;

    RunSides(
        FolderPlatform platform, JobDefinition job, VolumeFacts baseVolume, SourceFolder? source, FolderHandle? destination)
    {
        BaseVolume = baseVolume;
        this.platform = platform;
        this.job = job;
        Source = source;
        Destination = destination;
        if (source is not null) sourceRoot = source.LookAtRoot();
    }

    /// <summary>The source; null when its root is gone.</summary>
    public SourceFolder? Source { get; private set; }

    /// <summary>The destination's root; null when it does not exist yet.</summary>
    public FolderHandle? Destination { get; private set; }

    /// <summary>The volume that holds the base folder; the destination itself may be missing before the first run.</summary>
    public VolumeFacts BaseVolume { get; }

    /// <summary>True when the source lies on another volume than at the last run.</summary>
    public bool VolumeChanged =>
        Source is not null && job.SourceVolume is { } last && !VolumeFacts.IsSame(last, Source.Volume.Id);

    /// <summary>Opens both sides. A source that is gone is left to the guard; a base folder that is gone is an error.</summary>
    /// <exception cref="CloneException">A side cannot be opened.</exception>
    public static RunSides Open(FolderPlatform platform, JobDefinition job, WorkLimits work)
    {
        using var above = BaseFolder.Open(platform, job);
        var source = FolderDoor.FindSource(platform, job.Source);
        FolderHandle? destination = null;
        try
        {
            destination = above.FindDestination();
            CheckApart(platform, job);
            var folder = source is null ? null : new SourceFolder(job.Source, source) { Listers = work.Listers, Threads = work.Threads };
            return new RunSides(platform, job, above.Volume(), folder, destination);
        }
        catch
        {
            source?.Dispose();
            destination?.Dispose();
            throw;
        }
    }

    /// <summary>Folders may have been moved since the job was made.</summary>
    static void CheckApart(FolderPlatform platform, JobDefinition job)
    {
        var (source, destination) = (FolderPaths.Canonical(platform, job.Source), FolderPaths.Canonical(platform, job.Destination));
        if (new FolderIdentities(platform).Overlap(source, destination))
            throw new CloneException(ErrorId.CloneFoldersOverlap, source, destination);
    }

    /// <summary>Makes the destination's root in the base folder.</summary>
    public FolderHandle MakeDestination()
    {
        using var above = BaseFolder.Open(platform, job);
        return Destination = above.MakeDestination();
    }

    /// <summary>
    /// True when the root of the source is gone from a folder that is there, on the volume where the source lay at the last
    /// run: somebody removed or renamed it, and no disk is merely not connected.
    /// </summary>
    public bool SourceWasRemoved()
    {
        if (Source is not null || job.SourceVolume is not { } last || FolderPaths.Parent(job.Source) is not { } above) return false;
        try
        {
            using var folder = platform.OpenRoot(above);
            return VolumeFacts.IsSame(last, folder.Volume().Id);
        }
        catch (EntryException)
        {
            return false;
        }
    }

    /// <summary>Whether the source's root is not what it was when it was opened, or not there any more.</summary>
    public bool IsSourceGone()
    {
        if (Source is null) return true;
        try
        {
            using var now = platform.OpenRoot(job.Source);
            if (!VolumeFacts.IsSame(now.Volume().Id, Source.Volume.Id)) return true;
            return Source.Volume.HasLastingFileIds && now.LookAtSelf().FileId != sourceRoot.FileId;
        }
        catch (EntryException)
        {
            return true;
        }
    }

    /// <summary>Gives the destination's root away; it is closed by its new owner.</summary>
    public FolderHandle GiveDestination()
    {
        var given = Destination!;
        Destination = null;
        return given;
    }

    /// <summary>Closes both.</summary>
    public void Dispose()
    {
        Source?.Dispose();
        Source = null;
        Destination?.Dispose();
        Destination = null;
    }
}
