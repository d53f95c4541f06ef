using System.Linq;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;

namespace Clone.Engine.Disks;

/// <summary>
/// Whether a disk that the job knows by its label alone may become one of its set: it must hold nothing but copies of this
/// node. A disk of somebody else can bear the same label.
/// </summary>
/// <param name="platform">Opens the disk.</param>
/// <param name="markers">Reads markers.</param>
/// <param name="nodeId">This node.</param>
sealed class NewDisk(FolderPlatform platform, MarkerStore markers, System.Guid nodeId)
{
    /// <summary>Refuses a disk that holds something else.</summary>
    /// <exception cref="CloneException">CloneDiskNotEmpty, CloneDestinationUnavailable.</exception>
    public void Check(JobDefinition job, CancellationToken cancellation)
    {
        if (job.Disk is not { } volume || job.PendingTakeOver is not null || !DiskSet.IsStranger(job, volume)) return;
        try
        {
            if (Stray(job, volume, cancellation) is { } name) throw new CloneException(ErrorId.CloneDiskNotEmpty, volume, name);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneDestinationUnavailable, e, volume.Root, e.Code);
        }
    }

    /// <summary>True for a disk that would be refused, or cannot be looked at.</summary>
    public bool IsForeign(JobDefinition job, DiskVolume volume)
    {
        if (!DiskSet.IsStranger(job, volume) || job.TakeOverDisk == volume.Id) return false;
        try
        {
            return Stray(job, volume, CancellationToken.None) is not null;
        }
        catch (System.Exception e) when (e is EntryException or CloneException)
        {
            return true;
        }
    }

    string? Stray(JobDefinition job, DiskVolume volume, CancellationToken cancellation)
    {
        using var root = FolderDoor.OpenDestination(platform, volume.Root);
        return Stray(root, VolumeFolder.Parts(job.FolderInVolume).ToArray(), cancellation);
    }

    /// <summary>Name of something that is neither ours nor the system's; null when there is none.</summary>
    string? Stray(FolderHandle folder, string[] way, CancellationToken cancellation)
    {
        var listing = new FolderListing();
        folder.List(listing, cancellation);
        var scope = new EntryScope(filters: null);
        var inVolumeRoot = folder.IsVolumeRoot();
        for (var i = 0; i < listing.Count; i++)
        {
            var facts = listing.FactsAt(i);
            var name = listing.NameAt(i);
            if (scope.Judge(EntryPath.Root, name, facts, Exclusion.None, inVolumeRoot) is Exclusion.Reserved or Exclusion.Temporary or Exclusion.SystemFolder)
                continue;
            var text = Wtf8.Decode(name.ToArray());
            if (facts.Kind != EntryKind.Folder) return text;
            using var inner = folder.OpenFolder(name);
            if (way.Length > 0 && text == way[0])
            {
                if (Stray(inner, way.Skip(1).ToArray(), cancellation) is { } stray) return text + "/" + stray;
            }
            else if (markers.Read(inner).Marker?.Source?.NodeId != nodeId)
            {
                return text;
            }
        }
        return null;
    }
}
