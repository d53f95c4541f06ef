using System;

namespace Clone.Engine.Destinations;

/// <summary>
/// What the marker at a destination says of its owner (requirement B10). It lies at
/// <c>CloneForWindows/f003ef6bb89b.UUID.Check</c> as JSON.
/// </summary>
public sealed record DestinationMarker
{
    /// <summary>The newest format version of markers that this version of Clone understands.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Path of the folder at the root of a destination that belongs to Clone.</summary>
    public const string FolderName = "CloneForWindows";

    /// <summary>Name of the marker in that folder.</summary>
    public const string FileName = "f003ef6bb89b.UUID.Check";

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The source that the destination is a copy of.</summary>
    public SourceId? Source { get; init; }

    /// <summary>The job that writes it.</summary>
    public Guid JobId { get; init; }

    /// <summary>Identity of the destination, new for each marker: index, journals and kept files go by it.</summary>
    public Guid DestinationId { get; init; }

    /// <summary>When the marker was written, UTC.</summary>
    public DateTimeOffset Time { get; init; }
}
