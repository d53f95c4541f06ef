using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Texts;

namespace Clone.Engine.Destinations;

/// <summary>Whether a job may write to a destination, by what was found there.</summary>
/// <param name="Refusal">The rule that forbids it; null when the job may write.</param>
/// <param name="NeedsNewMarker">
/// True when the run writes a marker with a new DestinationId before anything else.
/// </param>
sealed record Ownership(ErrorId? Refusal, bool NeedsNewMarker)
{
    /// <summary>
    /// Decides. That the source lies on another volume than the marker says is no matter of ownership but of the
    /// guard, which refuses removals then.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="reading">What was found where the marker should be.</param>
    /// <param name="isEmpty">Whether the destination holds nothing (see <see cref="IsEmpty"/>) or is not there.</param>
    /// <param name="source">The job's source on this machine.</param>
    /// <param name="paths">How paths are compared here.</param>
    public static Ownership Decide(
        JobDefinition job, MarkerReading reading, bool isEmpty, SourceId source, StringComparison paths)
    {
        if (job.PendingTakeOver is not null) return New;
        if (reading.IsUnreadable) return Refuse(ErrorId.CloneDestinationOwnedByOther);
        if (reading.Marker is null)
        {
            if (job.DestinationId is not null) return Refuse(ErrorId.CloneDestinationMarkerMissing);
            return isEmpty ? New : Refuse(ErrorId.CloneDestinationNotEmpty);
        }
        var owner = reading.Marker.Source!;
        if (owner.NodeId != source.NodeId || !string.Equals(owner.Path, source.Path, paths))
            return Refuse(ErrorId.CloneDestinationOwnedByOther);
        // The same source under a removed job's id: the data are a copy of this source, so the job goes on with them.
        return reading.Marker.JobId == job.Id ? new Ownership(null, NeedsNewMarker: false) : New;
    }

    /// <summary>The error of a refusal.</summary>
    /// <param name="refusal">The rule.</param>
    /// <param name="destination">Path of the destination.</param>
    /// <param name="reading">What was found there.</param>
    public static CloneException Error(ErrorId refusal, string destination, MarkerReading reading) =>
        refusal == ErrorId.CloneDestinationOwnedByOther
            ? new CloneException(refusal, destination, Describe(reading))
            : new CloneException(refusal, destination);

    /// <summary>
    /// True when a folder holds nothing but what Clone or the operating system keeps there: the marker's folder,
    /// leftovers of temporary files, at the root of a volume System Volume Information and the like.
    /// </summary>
    /// <exception cref="EntryException">The folder cannot be read to the end.</exception>
    public static bool IsEmpty(FolderHandle root, CancellationToken cancellation)
    {
        var listing = new FolderListing();
        root.List(listing, cancellation);
        var scope = new EntryScope(filters: null);
        var inVolumeRoot = root.IsVolumeRoot();
        for (var i = 0; i < listing.Count; i++)
        {
            var exclusion = scope.Judge(EntryPath.Root, listing.NameAt(i), listing.FactsAt(i), Exclusion.None, inVolumeRoot);
            if (exclusion is not (Exclusion.Reserved or Exclusion.Temporary or Exclusion.SystemFolder)) return false;
        }
        return true;
    }

    static Ownership New { get; } = new(null, NeedsNewMarker: true);

    static Ownership Refuse(ErrorId rule) => new(rule, NeedsNewMarker: false);

    static string Describe(MarkerReading reading) => reading.Marker?.Source is { } source
        ? Text.Format("Reason.MarkerNames", source.Path, source.NodeId)
        : Text.Format("Reason.MarkerUnreadable", reading.Problem);
}
