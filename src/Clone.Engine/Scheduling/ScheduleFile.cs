using System.Collections.Generic;

namespace Clone.Engine.Scheduling;

/// <summary>What <c>schedules.json</c> holds.</summary>
sealed record ScheduleFile
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Up to when the schedules of each job were looked at.</summary>
    public IReadOnlyList<ScheduleClaim> Claims { get; init; } = [];
}
