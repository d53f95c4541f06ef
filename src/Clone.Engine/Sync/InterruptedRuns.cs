using System;
using Clone.Engine.Live;
using Clone.Engine.Notices;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>Finds the runs that never came to their end, records how far they came, and tells of each once.</summary>
sealed class InterruptedRuns(CloneNode node)
{
    /// <summary>Records all that were cut off, of whatever job. Called when a run begins.</summary>
    public void Record() => node.Queue.Sweep((run, progress) =>
    {
        if (node.Journal.Unfinished(run.JobId) is { IsReported: false } unfinished && unfinished.Report.RunId == run.RunId)
            Record(unfinished, progress);
    });

    /// <summary>The last run of a job if it was cut off; it is recorded as such when nobody has done so.</summary>
    /// <param name="jobId">The job. The caller holds its lock.</param>
    public UnfinishedRun? LastOf(Guid jobId)
    {
        if (node.Journal.Unfinished(jobId) is not { } unfinished) return null;
        return unfinished.IsReported ? unfinished : unfinished with { Report = Record(unfinished, progress: null) };
    }

    /// <summary>The last run of a job as it would be recorded, if it was cut off. Writes nothing.</summary>
    public RunReport? Look(Guid jobId)
    {
        if (node.Journal.Unfinished(jobId) is not { } unfinished) return null;
        if (unfinished.IsReported) return unfinished.Report;
        foreach (var run in node.Queue.List())
            if (run.RunId == unfinished.Report.RunId) return null;
        // A run is in the queue from before its record begins until after it ends: this one is in the journal only.
        return node.Journal.Unfinished(jobId)?.Report.RunId == unfinished.Report.RunId
            ? ReportOf(unfinished, node.Queue.ProgressOf(unfinished.Report.RunId))
            : null;
    }

    RunReport Record(UnfinishedRun unfinished, RunProgress? progress)
    {
        var report = ReportOf(unfinished, progress);
        node.Journal.End(unfinished.Entry, report);
        node.Events.Write(new EventRaised(EventCatalog.RunInterrupted, report.Kind, report.JobName)
        {
            JobId = report.RestoredJobId ?? report.JobId,
            RunId = report.RunId,
        });
        return report;
    }

    RunReport ReportOf(UnfinishedRun unfinished, RunProgress? progress)
    {
        var report = unfinished.Report with
        {
            Result = RunResult.Aborted,
            WasInterrupted = true,
            EndTime = node.Options.Time.GetUtcNow(),
            ExitCode = RunExitCode.Of(RunResult.Aborted),
        };
        return progress is null ? report : report with
        {
            Duration = progress.Elapsed,
            Copied = progress.Copied,
            Updated = progress.Updated,
            Moved = progress.Moved,
            Skipped = progress.Skipped,
            Failed = progress.Failed,
            Deleted = progress.Deleted,
            Bytes = progress.Bytes,
        };
    }
}
