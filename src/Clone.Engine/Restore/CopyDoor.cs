using System;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Kept;
using Clone.Engine.Texts;

namespace Clone.Engine.Restore;

/// <summary>Opens copies, and makes sure that they are such: nothing is read from a folder without a marker.</summary>
sealed class CopyDoor(CloneNode node)
{
    FolderPlatform Platform => node.Options.Platform;

    /// <summary>Opens a copy.</summary>
    /// <exception cref="CloneException">
    /// ClonePathInvalid, CloneCopyNotFound, CloneCopyUnreadable, CloneCopyMarkerMissing, CloneCopyMarkerInvalid; of a job
    /// also CloneJobInvalid, CloneDestinationNotFound, CloneDestinationNotFolder, CloneDestinationUnavailable,
    /// CloneDestinationOwnedByOther.
    /// </exception>
    public OpenCopy Open(CopyPlace place)
    {
        if (place.Kind != JobKind.Hdd) return new BucketCopies(node).Open(place);
        if (place.Job is not null) place = place with { Job = node.Disks.LocateNewest(place.Job) };
        var path = FolderPaths.Canonical(Platform, place.Job?.Destination ?? place.Path!);
        var root = place.Job is { } job ? OpenOf(job) : OpenAt(path);
        try
        {
            var marker = MarkerOf(root, path);
            if (place.Job is not null) CheckOwner(place.Job, marker, path);
            return new OpenCopy(path, marker, LabelOf(place.Job, marker, path), TreeOf(place, path, root)) { Folder = path };
        }
        catch (EntryException e)
        {
            root.Dispose();
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, path, e.Code);
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    IReadableTree TreeOf(CopyPlace place, string path, FolderHandle root)
    {
        if (place.AsOf is not { } time) return new SourceFolder(path, root);
        var store = KeptStore.Find(root) ?? throw new CloneException(ErrorId.CloneNothingKept, path);
        return new CopyAsOf(new SourceFolder(path, root), store, time, () => node.Spools.Create(Guid.NewGuid()));
    }

    /// <summary>As a run opens it: a link in the place of the destination is not followed.</summary>
    FolderHandle OpenOf(JobDefinition job)
    {
        JobValidation.CheckStored(job);
        using var above = BaseFolder.Open(Platform, job);
        return above.FindDestination()
            ?? throw new CloneException(ErrorId.CloneCopyNotFound, job.Destination);
    }

    FolderHandle OpenAt(string path)
    {
        try
        {
            return Platform.OpenRoot(path);
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotFound or IoProblem.NotAFolder)
        {
            throw new CloneException(ErrorId.CloneCopyNotFound, e, path);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, path, e.Code);
        }
    }

    DestinationMarker MarkerOf(FolderHandle root, string path) =>
        MarkerOf(new MarkerStore(node.Options.Adapters.Json).Read(root), path);

    /// <summary>The marker that was found; nothing is read where there is none.</summary>
    /// <exception cref="CloneException">CloneCopyMarkerMissing, CloneCopyMarkerInvalid.</exception>
    public static DestinationMarker MarkerOf(MarkerReading reading, string path)
    {
        if (reading.IsUnreadable) throw new CloneException(ErrorId.CloneCopyMarkerInvalid, path, reading.Problem);
        return reading.Marker ?? throw new CloneException(ErrorId.CloneCopyMarkerMissing, path);
    }

    /// <summary>Another disk may be connected than the one that the job fills, or another have taken the bucket.</summary>
    /// <exception cref="CloneException">CloneDestinationOwnedByOther.</exception>
    public void CheckOwner(JobDefinition job, DestinationMarker marker, string path)
    {
        var source = marker.Source!;
        if (source.NodeId == node.Info.NodeId && string.Equals(source.Path, job.Source, Platform.PathComparison)) return;
        throw new CloneException(
            ErrorId.CloneDestinationOwnedByOther, path, Text.Format("Reason.MarkerNames", source.Path, source.NodeId));
    }

    /// <summary>How people know a copy: by its job, or by its place where that is not known.</summary>
    public string LabelOf(JobDefinition? job, DestinationMarker marker, string path) =>
        (job ?? node.Jobs.List().FirstOrDefault(known => known.Id == marker.JobId))?.Name ?? path;
}
