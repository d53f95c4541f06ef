using System.Collections.Generic;
using System.Linq;

namespace Clone.Engine.Jobs;

/// <summary>What <c>jobs.json</c> holds.</summary>
sealed record JobFile
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 5;

    /// <summary>Format version: the oldest that knows everything that is stored.</summary>
    public int Version { get; init; } = 1;

    /// <summary>That version of these jobs: 5 where one has a schedule, 4 where one has a container, 3 where one has a bucket, 2 where one names volumes, else 1.</summary>
    public static int VersionOf(IReadOnlyList<JobDefinition> jobs) =>
        jobs.Any(job => job.IncrementalSchedule.Count + job.FullSchedule.Count > 0) ? 5
        : jobs.Any(job => job.Container is not null) ? 4
        : jobs.Any(job => job.Bucket is not null) ? 3
        : jobs.Any(job => job.HddVolume.Count > 0) ? 2 : 1;

    /// <summary>The jobs, in no order.</summary>
    public IReadOnlyList<JobDefinition>? Jobs { get; init; }
}
