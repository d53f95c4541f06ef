using System;
using Clone.Engine.Destinations;

namespace Clone.Engine.Sync;

/// <summary>What a preview shows.</summary>
public sealed record PreviewOptions
{
    /// <summary>The mode of the run.</summary>
    public SyncMode Mode { get; init; }

    /// <summary>True to compare the contents of files whose size and time agree.</summary>
    public bool Checksum { get; init; }

    /// <summary>True to show too what takes no part, and why.</summary>
    public bool ShowsExcluded { get; init; }

    /// <summary>Told, before the first change, when what the index knows stands for a listing of the destination.</summary>
    public Action? OnIndex { get; init; }

    /// <summary>What the destination was just now found to hold; null to go by what is known of it.</summary>
    internal DestinationCapabilities? Capabilities { get; init; }
}
