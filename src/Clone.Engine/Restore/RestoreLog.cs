using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Sync;

namespace Clone.Engine.Restore;

/// <summary>Raises the events of one restore. Safe for several threads.</summary>
/// <param name="events">Takes them.</param>
/// <param name="kind">What sort of place the copy lies in.</param>
/// <param name="label">How people know the copy.</param>
/// <param name="jobId">The job whose copy is restored.</param>
/// <param name="runId">The restore.</param>
sealed class RestoreLog(EventWriter events, JobKind kind, string label, Guid jobId, Guid runId)
{
    /// <summary>Failures of single items beyond this number are counted, not logged.</summary>
    const int MostItems = 1000;

    int items;

    /// <summary>Logs every failure.</summary>
    public bool LogsAll { get; set; }

    /// <summary>Raises an event of this restore.</summary>
    public void Raise(EventDefinition definition, params object?[] arguments) =>
        events.Write(new EventRaised(definition, kind, arguments) { JobId = jobId, RunId = runId });

    /// <summary>Raises an event of this restore that concerns a file.</summary>
    public void RaiseOf(string path, EventDefinition definition) =>
        events.Write(new EventRaised(definition, kind) { JobId = jobId, RunId = runId, Path = path });

    /// <summary>An item failed for good.</summary>
    public void Failed(RunFailure failure, IoProblem problem, EntryKind kind)
    {
        if (Interlocked.Increment(ref items) > MostItems && !LogsAll) return;
        Raise(RunLog.EventOf(failure.Operation, problem, kind), label, failure.Code, failure.Path);
    }

    /// <summary>How the restore ended.</summary>
    public void Ended(RunReport report)
    {
        if (items > MostItems && !LogsAll) Raise(EventCatalog.ErrorsOmitted, label, items - MostItems);
        switch (report.Result)
        {
            case RunResult.Succeeded:
                Raise(EventCatalog.RestoreSucceeded, report.Completed);
                break;
            case RunResult.CompletedWithFailures:
                Raise(EventCatalog.RestoreCompletedWithFailures, report.Completed, report.Failed);
                break;
            case RunResult.Aborted when report.Failed > 0:
                Raise(EventCatalog.RestoreAbortedWithFailures, report.Completed, report.Failed);
                break;
            case RunResult.Aborted:
                Raise(EventCatalog.RestoreAborted, report.Completed);
                break;
            default:
                Raise(EventCatalog.RestoreFailed, report.Failed);
                break;
        }
    }
}
