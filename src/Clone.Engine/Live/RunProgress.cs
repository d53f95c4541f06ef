using System;

namespace Clone.Engine.Live;

/// <summary>A moment of a run, for people who watch. Counts are of files, folders and links alike.</summary>
public sealed record RunProgress
{
    /// <summary>Where the run stands.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>Time since the run began, without the time that it waited for other runs.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Entries of the source that were compared so far.</summary>
    public long Seen { get; init; }

    /// <summary>Entries of the source in the last run that went to its end; null when there is none.</summary>
    public long? Expected { get; init; }

    /// <summary>Items copied, updated or moved so far.</summary>
    public long Done { get; init; }

    /// <summary>Made at the destination so far.</summary>
    public long Copied { get; init; }

    /// <summary>Replaced at the destination so far, or given other times, attributes or owner.</summary>
    public long Updated { get; init; }

    /// <summary>Renamed at the destination so far.</summary>
    public long Moved { get; init; }

    /// <summary>Found unchanged so far.</summary>
    public long Skipped { get; init; }

    /// <summary>Items that are to be copied, updated or moved, as far as is known.</summary>
    public long Planned { get; init; }

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; init; }

    /// <summary>Bytes to be written, as far as is known.</summary>
    public long PlannedBytes { get; init; }

    /// <summary>Removals made so far.</summary>
    public long Deleted { get; init; }

    /// <summary>Failures so far.</summary>
    public long Failed { get; init; }

    /// <summary>True when everything has been compared, so that the planned figures are final.</summary>
    public bool PlanKnown { get; init; }

    /// <summary>The item that is worked on, relative to the source; null when there is none.</summary>
    public string? CurrentPath { get; init; }

    /// <summary>Bytes written a second, of about the last ten seconds.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>Bytes a second that may be written now; null for no limit.</summary>
    public long? BandwidthLimit { get; init; }

    /// <summary>How much of the work is done, 0 to 100; null while it is not known how much there is.</summary>
    public int? PercentComplete { get; init; }

    /// <summary>How long the rest takes at the present speed; null while that is not known.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
