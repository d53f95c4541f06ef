using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Jobs;
using Clone.Engine.Scheduling;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Objects;

/// <summary>The schedules of a job for one mode, as Get-CloneSchedule shows them.</summary>
public sealed record CloneJobSchedule
{
    /// <summary>The job's name.</summary>
    public string JobName { get; init; } = "";

    /// <summary>Identity of the job.</summary>
    public Guid JobId { get; init; }

    /// <summary>Incremental or Full.</summary>
    public string Mode { get; init; } = "";

    /// <summary>The schedules.</summary>
    public IReadOnlyList<string> Schedule { get; init; } = [];

    /// <summary>When the next such run is due, local time; null while the job is disabled. Where both modes are due together, the full one runs.</summary>
    public DateTime? NextRun { get; init; }

    internal static CloneJobSchedule Of(JobDefinition job, SyncMode mode, DateTimeOffset now, TimeZoneInfo zone) => new()
    {
        JobName = job.Name,
        JobId = job.Id,
        Mode = mode.ToString(),
        Schedule = JobSchedules.Of(job, mode).Select(schedule => schedule.ToString()).ToArray(),
        NextRun = JobSchedules.Next(job, mode, now, zone) is { } next ? TimeZoneInfo.ConvertTime(next, zone).DateTime : null,
    };
}
