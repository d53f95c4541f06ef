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

    RunSides(FolderPlatform platform, JobDefinition job, SourceFolder? source, IJobCopy copy)
    {
        this.platform = platform;
        this.job = job;
        Source = source;
        Copy = copy;
        BeganWithoutSource = source is null;
        if (source is not null) sourceRoot = source.LookAtRoot();
    }

    /// <summary>The source; null when its root is gone.</summary>
    public SourceFolder? Source { get; private set; }

    /// <summary>The destination.</summary>
    public IJobCopy Copy { get; }

    /// <summary>True when the source's root was gone already as the run began.</summary>
    public bool BeganWithoutSource { get; }

    /// <summary>True when the source lies on another volume than at the last run.</summary>
    public bool VolumeChanged =>
        Source is not null && job.SourceVolume is { } last && !VolumeFacts.IsSame(last, Source.Volume.Id);

    /// <summary>Opens both sides. A source that is gone is left to the guard; a destination's place that is gone is an error.</summary>
    /// <exception cref="CloneException">A side cannot be opened.</exception>
    public static RunSides Open(CloneNode node, JobDefinition job, WorkLimits work)
    {
        var platform = node.Options.Platform;
        var copy = node.OpenCopy(job);
        FolderHandle? source = null;
        try
        {
            source = FolderDoor.FindSource(platform, job.Source);
            copy.CheckApart(job.Source);
            var folder = source is null ? null : new SourceFolder(job.Source, source) { Listers = work.Listers, Threads = work.Threads };
            return new RunSides(platform, job, folder, copy);
        }
        catch
        {
            source?.Dispose();
            copy.Dispose();
            throw;
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

    /// <summary>Closes both.</summary>
    public void Dispose()
    {
        Source?.Dispose();
        Source = null;
        Copy.Dispose();
    }
}
