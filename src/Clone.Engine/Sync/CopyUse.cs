using System;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>What a run wants of the copy that it writes to.</summary>
sealed record CopyUse
{
    /// <summary>The job.</summary>
    public required JobDefinition Job { get; init; }

    /// <summary>What the copy was found to hold.</summary>
    public required DestinationCapabilities Capabilities { get; init; }

    /// <summary>Temporary names of the run.</summary>
    public required TemporaryNames Names { get; init; }

    /// <summary>How the run decides.</summary>
    public required PlanOptions Planned { get; init; }

    /// <summary>The index of the copy; it stays open until the run is over.</summary>
    public required RunIndex Index { get; init; }

    /// <summary>How much goes at once.</summary>
    public required WorkLimits Work { get; init; }

    /// <summary>Takes the events of the run.</summary>
    public required RunLog Log { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Moment { get; init; }
}
