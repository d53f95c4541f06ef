using System;

namespace Clone.Engine.Scheduling;

/// <summary>What was due of a job up to a moment is somebody's already.</summary>
sealed record ScheduleClaim
{
    /// <summary>The job.</summary>
    public Guid JobId { get; init; }

    /// <summary>The last incremental run that was begun or missed, as it was due; UTC.</summary>
    public DateTimeOffset? Incremental { get; init; }

    /// <summary>The last full run that was begun or missed, as it was due; UTC.</summary>
    public DateTimeOffset? Full { get; init; }
}
