using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Reads and writes the marker of a copy in an object store. Two machines that claim a place at the same moment are told apart
/// by a conditional put, and in any case by reading back what stands there in the end.
/// </summary>
sealed class ObjectMarkers(IJsonFormat json, ObjectPlace place)
{
    readonly MarkerStore markers = new(json);

    string Key => place.Keys.Own(DestinationMarker.FileName);

    /// <summary>Looks for the marker.</summary>
    /// <returns>What was found, and the ETag of the object; null when there is none.</returns>
    /// <exception cref="EntryException">It cannot be read.</exception>
    public async Task<(MarkerReading Reading, string? ETag)> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var (info, contents) = await WholeObject.ReadAsync(place.Store, Key, MarkerStore.MaxBytes, cancellation).ConfigureAwait(false);
            return (contents is null ? new MarkerReading(null, "size " + info.Size) : Understand(contents), info.ETag);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return (MarkerReading.None, null);
        }
    }

    /// <summary>Claims the place.</summary>
    /// <param name="marker">The new marker.</param>
    /// <param name="former">The ETag of what stood there when the claim was judged; null when nothing did.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The ETag of the new marker.</returns>
    /// <exception cref="EntryException">It cannot be written, or somebody else has claimed the place meanwhile (ChangedMeanwhile).</exception>
    public async Task<string?> WriteAsync(DestinationMarker marker, string? former, CancellationToken cancellation)
    {
        var condition = !place.Store.Traits.HasConditionalPuts ? PutCondition.None
            : former is null ? PutCondition.Absent : PutCondition.Match(former);
        try
        {
            var body = ObjectBody.Of(json.Write(marker, indented: true));
            await place.Store.PutAsync(Key, body, new ObjectProperties { ContentType = "application/json" }, condition, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Problem is IoProblem.AlreadyExists or IoProblem.ChangedMeanwhile or IoProblem.NotFound)
        {
            // The answer to an earlier try of ours may have been lost: what stands there tells.
        }
        var (stored, eTag) = await ReadAsync(cancellation).ConfigureAwait(false);
        if (stored.Marker?.DestinationId != marker.DestinationId || stored.Marker.JobId != marker.JobId)
            throw new EntryException(IoProblem.ChangedMeanwhile, DestinationMarker.FileName, EntryOperation.Write);
        return eTag;
    }

    /// <summary>True when the place holds nothing but Clone's own objects.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        KeyRange[] others =
        [
            new(place.Keys.Prefix, End: place.Keys.OwnPrefix),
            new(place.Keys.Prefix, After: place.Keys.OwnPrefix + "\U0010FFFF"),
        ];
        foreach (var range in others)
            await foreach (var page in place.Store.ListAsync(range, cancellation).ConfigureAwait(false))
                foreach (var info in page)
                    if (info.Key != place.Keys.Prefix) return false;
        return true;
    }

    MarkerReading Understand(byte[] bytes)
    {
        try
        {
            return markers.Understand(bytes);
        }
        catch (FormatException e)
        {
            return new MarkerReading(null, e.Message);
        }
    }
}
