using System;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>What one run is told beside the settings of its job; null means as the job says.</summary>
public sealed record RunLimits
{
    /// <summary>Nothing beside the job.</summary>
    public static RunLimits None { get; } = new();

    /// <summary>Whether nothing is removed at the destination.</summary>
    public bool? NoDelete { get; init; }

    /// <summary>The run ends after this time; zero for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The run ends at this time of the day (local time); a negative one for no limit.</summary>
    public TimeSpan? StopAt { get; init; }

    /// <summary>The job as it holds for this run alone.</summary>
    internal JobDefinition Over(JobDefinition job) => job with
    {
        NoDelete = NoDelete ?? job.NoDelete,
        MaxDuration = MaxDuration is { } most ? (most == TimeSpan.Zero ? null : most) : job.MaxDuration,
        StopAt = StopAt is { } moment ? (moment < TimeSpan.Zero ? null : moment) : job.StopAt,
    };
}
