namespace Clone.Engine.Destinations;

/// <summary>What was found where the marker of a destination should be.</summary>
/// <param name="Marker">The marker; null when there is none, or none that can be read.</param>
/// <param name="Problem">
/// Why the marker cannot be read, in technical words; null when it can, or when there is none.
/// </param>
sealed record MarkerReading(DestinationMarker? Marker, string? Problem)
{
    /// <summary>The format version of a marker that a later version of Clone wrote; else null.</summary>
    public int? NewerVersion { get; init; }

    /// <summary>There is no marker.</summary>
    public static MarkerReading None { get; } = new(null, null);

    /// <summary>True when there is something that cannot be understood: it counts as another's.</summary>
    public bool IsUnreadable => Problem is not null;
}
