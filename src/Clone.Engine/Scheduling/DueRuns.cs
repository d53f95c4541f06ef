using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.State;
using Clone.Engine.Sync;

namespace Clone.Engine.Scheduling;

/// <summary>
/// Finds the runs that are due, and claims them: what is due is (job, mode, time), and of all processes that ask at once one
/// alone is given it. A claim is written before the run begins, so that a run that is cut off is not begun twice; the next one
/// goes on with its work.
/// </summary>
sealed class DueRuns(CloneNode node)
{
    /// <summary>What was due longer ago was missed: the machine was off, or nothing looked. Twice the fifteen minutes of a slow cron job.</summary>
    static readonly TimeSpan InTime = TimeSpan.FromMinutes(30);

    readonly JsonFile<ScheduleFile> file = new(
        node.Folder.Path, StateFolder.SchedulesFile, ScheduleFile.CurrentVersion, node.Options.Platform, node.Options.Adapters.Json);

    /// <summary>The runs that are due now, earliest first.</summary>
    /// <exception cref="CloneException">The state of the node cannot be used.</exception>
    public IReadOnlyList<DueRun> Take()
    {
        var runsMissed = node.Settings.Read().RunMissedSchedules;
        using var taken = FileLock.Acquire(node.Folder.Lock("schedules"), FileLock.StoreWait);
        var claims = (file.Read() ?? new ScheduleFile()).Claims.Where(claim => claim is not null).ToDictionary(claim => claim.JobId);
        var (now, due, missed) = (node.Options.Time.GetUtcNow(), new List<DueRun>(), new List<DueRun>());
        var kept = new List<ScheduleClaim>();
        foreach (var job in node.Jobs.List().Where(IsScheduled))
        {
            claims.TryGetValue(job.Id, out var claim);
            claim ??= new ScheduleClaim { JobId = job.Id };
            var incremental = Latest(job, SyncMode.Incremental, claim.Incremental, now);
            var full = Latest(job, SyncMode.Full, claim.Full, now);
            kept.Add(claim with { Incremental = incremental ?? claim.Incremental, Full = full ?? claim.Full });
            // A disabled job misses nothing and makes up for nothing.
            if (!job.Enabled) continue;
            bool IsLate(DateTimeOffset? time) => !runsMissed && now - time > InTime;
            if (RunOf(job, IsLate(incremental) ? incremental : null, IsLate(full) ? full : null) is { } late) missed.Add(late);
            if (RunOf(job, IsLate(incremental) ? null : incremental, IsLate(full) ? null : full) is { } run) due.Add(run);
        }
        if (!kept.SequenceEqual(claims.Values)) file.Write(new ScheduleFile { Claims = kept });
        foreach (var run in missed) Tell(run);
        return [.. due.OrderBy(run => run.Due).ThenBy(run => run.Job.Name, StringComparer.OrdinalIgnoreCase)];
    }

    static bool IsScheduled(JobDefinition job) => job.IncrementalSchedule.Count + job.FullSchedule.Count > 0;

    /// <summary>The run that is due when a mode or both are: a full one counts for both.</summary>
    static DueRun? RunOf(JobDefinition job, DateTimeOffset? incremental, DateTimeOffset? full) =>
        full is { } both ? new DueRun(job, SyncMode.Full, incremental > both ? incremental.Value : both)
        : incremental is { } one ? new DueRun(job, SyncMode.Incremental, one)
        : null;

    /// <summary>Nothing was missed before the job was made, or last changed where nobody has looked since.</summary>
    DateTimeOffset? Latest(JobDefinition job, SyncMode mode, DateTimeOffset? claimed, DateTimeOffset now) =>
        JobSchedules.Latest(job, mode, claimed ?? job.Changed, now, node.Options.Time.LocalTimeZone);

    void Tell(DueRun run) => node.Events.Write(
        new EventRaised(EventCatalog.ScheduleMissed, run.Job.Kind, run.Job.Name, run.Mode.ToString(), run.Due.ToString("u", System.Globalization.CultureInfo.InvariantCulture)) { JobId = run.Job.Id });
}
