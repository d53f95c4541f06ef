using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Checks;
using Clone.Engine.Destinations;
using Clone.Engine.Disks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Kept;
using Clone.Engine.Notices;

namespace Clone.Engine.Sync;

/// <summary>A copy in a folder, on a disk or a share.</summary>
sealed class FolderCopy : IJobCopy
{
    readonly CloneNode node;
    readonly JobDefinition job;
    readonly MarkerStore markers;
    readonly VolumeFacts baseVolume;
    FolderHandle? root;
    bool isGiven;

    FolderCopy(CloneNode node, JobDefinition job, VolumeFacts baseVolume, FolderHandle? root)
    {
        this.node = node;
        this.job = job;
        this.baseVolume = baseVolume;
        this.root = root;
        markers = new MarkerStore(node.Options.Adapters.Json);
    }

    /// <summary>Opens it; the folder itself may be missing before the first run, the base folder must be there.</summary>
    /// <exception cref="CloneException">As <see cref="BaseFolder.Open"/> and <see cref="BaseFolder.FindDestination"/>.</exception>
    public static FolderCopy Open(CloneNode node, JobDefinition job)
    {
        using var above = BaseFolder.Open(node.Options.Platform, job);
        var root = above.FindDestination();
        try
        {
            return new FolderCopy(node, job, above.Volume(), root);
        }
        catch
        {
            root?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Label => job.Destination;

    /// <inheritdoc/>
    public string HolderId => Volume.Id;

    /// <inheritdoc/>
    public string FileSystem => Volume.FileSystem;

    /// <inheritdoc/>
    public bool IsVolumeRoot => root?.IsVolumeRoot() == true;

    /// <inheritdoc/>
    public bool IsThere()
    {
        root?.LookAtSelf();
        return root is not null;
    }

    /// <inheritdoc/>
    public void CheckApart(string source)
    {
        var platform = node.Options.Platform;
        // Folders may have been moved since the job was made.
        var (one, other) = (FolderPaths.Canonical(platform, source), FolderPaths.Canonical(platform, job.Destination));
        if (new FolderIdentities(platform).Overlap(one, other)) throw new CloneException(ErrorId.CloneFoldersOverlap, one, other);
    }

    /// <inheritdoc/>
    public WorkLimits Suit(WorkLimits work) => work;

    /// <inheritdoc/>
    public Task<(MarkerReading Reading, bool IsEmpty)> LookAsync(CancellationToken cancellation)
    {
        if (root is null) return Task.FromResult((MarkerReading.None, true));
        try
        {
            return Task.FromResult((markers.Read(root), Ownership.IsEmpty(root, cancellation)));
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneDestinationUnavailable, e, job.Destination, e.Code);
        }
    }

    /// <inheritdoc/>
    public void CheckUnmarked(CancellationToken cancellation)
    {
        // Before its first run a destination has no marker that would tell a disk that is not connected.
        if (job.DestinationId is null && job.BaseVolume is { } known && !VolumeFacts.IsSame(known, baseVolume.Id))
            throw new CloneException(ErrorId.CloneDestinationVolumeChanged, job.HddBaseFolder);
        new NewDisk(node.Options.Platform, markers, node.Info.NodeId).Check(job, cancellation);
    }

    /// <inheritdoc/>
    public Task WriteMarkerAsync(DestinationMarker marker, CancellationToken cancellation)
    {
        if (root is null)
        {
            using var above = BaseFolder.Open(node.Options.Platform, job);
            root = above.MakeDestination();
        }
        markers.Write(root, marker);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Flush() => root!.FlushVolume();

    /// <inheritdoc/>
    public DestinationCapabilities Guess() => CapabilityProbe.Guess(Volume);

    /// <inheritdoc/>
    public DestinationCapabilities Probe(TemporaryNames names)
    {
        using var own = root!.OpenFolder(Wtf8.Encode(DestinationMarker.FolderName));
        return CapabilityProbe.Try(own, names, root.Volume());
    }

    /// <inheritdoc/>
    public CopyTrial Try()
    {
        var trial = new DestinationTrial(node.Options.Platform, job);
        trial.Run();
        return new CopyTrial(trial.Capabilities, trial.Names, trial.FileTime);
    }

    /// <inheritdoc/>
    public long? FreeBytes()
    {
        if (root is not null) return root.FreeBytes();
        using var above = BaseFolder.Open(node.Options.Platform, job);
        return above.FreeBytes();
    }

    /// <inheritdoc/>
    public Task<IDestination> OpenAsync(CopyUse use, CancellationToken cancellation)
    {
        var isPutBack = PutBack(use);
        var work = node.Options.Work;
        var destination = new FolderDestination(root!, use.Capabilities, use.Names)
        {
            Adopts = use.Planned.TrustsSizeAndTime,
            Listers = use.Work.Listers,
            Threads = use.Work.Threads,
            Gate = use.Work.Gate,
            ReadsBack = use.Job.Verify switch
            {
                VerifyMode.All => () => true,
                VerifyMode.Sample => new VerifySample().Next,
                _ => null,
            },
            Blocks = new BlockShelf(
                use.Index.Blocks, work.BlocksFrom, work.BlockBytes, use.Planned.TrustsSizeAndTime && !use.Index.Distrusts && isPutBack),
            Undo = use.Job.InPlace && use.Job.KeepDeleted == 0 && !KeptStore.IsAt(root!)
                ? new UndoFolder(root!, use.Names, use.Capabilities.Keeps)
                : null,
            Kept = use.Job.KeepDeleted > 0 ? new KeptFiles(root!, use.Moment, use.Job.KeepDeleted) : null,
        };
        isGiven = true;
        return Task.FromResult<IDestination>(destination);
    }

    /// <inheritdoc/>
    public Task TidyAsync(CopyUse use, CancellationToken cancellation)
    {
        void OnFailure(EntryPath path, EntryException e) => use.Log.Raise(EventCatalog.KeptRemoveFailed, job.Name, e.Code, path);
        try
        {
            var expired = new KeptExpiry(use.Moment, use.Job.KeepDeleted).Run(root!, OnFailure, cancellation);
            if (expired > 0) use.Log.Raise(EventCatalog.KeptExpired, job.Name, expired);
        }
        catch (EntryException e)
        {
            OnFailure(EntryPath.Parse(DestinationMarker.FolderName + "/" + KeptStore.FolderName), e);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadableTree? OpenTree()
    {
        if (root is null) return null;
        isGiven = true;
        return new SourceFolder(job.Destination, root);
    }

    /// <summary>Closes it, unless it was given to whoever writes or reads there.</summary>
    public void Dispose()
    {
        if (!isGiven) root?.Dispose();
        root = null;
    }

    VolumeFacts Volume => root?.Volume() ?? baseVolume;

    /// <summary>A run that was cut off may have left files half changed in their places.</summary>
    /// <returns>
    /// False when one may still be: after a power cut it may have its old time and size, so that the sums of its old blocks
    /// would be taken for what it holds.
    /// </returns>
    bool PutBack(CopyUse use)
    {
        var isPutBack = true;
        UndoFolder.PutBackAll(root!, use.Capabilities.Keeps, path => use.Log.Raise(EventCatalog.BlocksPutBack, job.Name, path), (path, e) =>
        {
            isPutBack = false;
            use.Log.Raise(EventCatalog.BlocksPutBackFailed, job.Name, e.Code, path);
        });
        return isPutBack;
    }
}
