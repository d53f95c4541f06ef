using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Looks whose a place in an object store is, and marks it. A marker is put only where what was seen before still stands.
/// </summary>
/// <param name="markers">The markers of the place.</param>
/// <param name="label">How people know the place.</param>
sealed class ObjectClaim(ObjectMarkers markers, string label)
{
    string? seen;

    /// <summary>Reads the marker, and where there is none whether anything but Clone's own lies there.</summary>
    /// <exception cref="EntryException">The place cannot be read.</exception>
    public async Task<(MarkerReading Reading, bool IsEmpty)> LookAsync(CancellationToken cancellation)
    {
        (var reading, seen) = await markers.ReadAsync(cancellation).ConfigureAwait(false);
        // Whether it is empty matters only where no marker says whose it is.
        var isEmpty = reading == MarkerReading.None && await markers.IsEmptyAsync(cancellation).ConfigureAwait(false);
        return (reading, isEmpty);
    }

    /// <summary>Puts a marker in the place of the one that was seen.</summary>
    /// <exception cref="CloneException">Another claimed the place at the same moment.</exception>
    /// <exception cref="EntryException">It cannot be written.</exception>
    public async Task WriteAsync(DestinationMarker marker, CancellationToken cancellation)
    {
        try
        {
            seen = await markers.WriteAsync(marker, seen, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Problem == IoProblem.ChangedMeanwhile)
        {
            var (other, _) = await markers.ReadAsync(cancellation).ConfigureAwait(false);
            throw Ownership.Error(ErrorId.CloneDestinationOwnedByOther, label, other);
        }
    }
}
