using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;

namespace Clone.Engine.Scheduling;

/// <summary>The schedules of a job, of one mode or the other.</summary>
public static class JobSchedules
{
    /// <summary>Those of a mode.</summary>
    public static IReadOnlyList<Schedule> Of(JobDefinition job, SyncMode mode) =>
        [.. (mode == SyncMode.Full ? job.FullSchedule : job.IncrementalSchedule).Select(Schedule.Parse)];

    /// <summary>The next time at which a run of a mode is due; null for a disabled job and where there is no schedule.</summary>
    /// <param name="job">The job.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="after">A moment before.</param>
    /// <param name="zone">Where the clock hangs.</param>
    /// <returns>In UTC.</returns>
    public static DateTimeOffset? Next(JobDefinition job, SyncMode mode, DateTimeOffset after, TimeZoneInfo zone) =>
        job.Enabled && Of(job, mode) is { Count: > 0 } schedules ? schedules.Min(schedule => schedule.Next(after, zone)) : null;

    /// <summary>The last time up to a moment at which a run of a mode was due; null when there was none after another moment.</summary>
    public static DateTimeOffset? Latest(JobDefinition job, SyncMode mode, DateTimeOffset after, DateTimeOffset until, TimeZoneInfo zone) =>
        Of(job, mode).Max(schedule => schedule.Latest(after, until, zone));
}
