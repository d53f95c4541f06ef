using System;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.Notices;

namespace Clone.Engine.Sync;

/// <summary>Raises the events of one run. Safe for several threads.</summary>
sealed class RunLog(EventWriter events, JobDefinition job, Guid runId)
{
    /// <summary>Failures of single items beyond this number are counted, not logged.</summary>
    const int MostItems = 1000;

    /// <summary>So many successes are written together.</summary>
    const int SuccessesAtOnce = 256;

    readonly List<EventRaised> successes = [];
    int items;

    /// <summary>Logs every failure.</summary>
    public bool LogsAll { get; set; }

    /// <summary>Logs every file that was copied, and every one that needed nothing.</summary>
    public bool LogsSuccesses { get; set; }

    /// <summary>A file or link was brought, or needed nothing.</summary>
    public void Succeeded(EntryPath path, bool isSkipped)
    {
        var raised = new EventRaised(isSkipped ? EventCatalog.ItemSkipped : EventCatalog.ItemCopied, job.Kind, job.Name, path.ToString())
        {
            JobId = job.Id,
            RunId = runId,
        };
        lock (successes)
        {
            successes.Add(raised);
            if (successes.Count >= SuccessesAtOnce) WriteSuccesses();
        }
    }

    /// <summary>Raises an event of this run.</summary>
    public void Raise(EventDefinition definition, params object?[] arguments) =>
        events.Write(new EventRaised(definition, job.Kind, arguments) { JobId = job.Id, RunId = runId });

    /// <summary>Raises an event of this run that concerns a file.</summary>
    public void RaiseOf(string path, EventDefinition definition) =>
        events.Write(new EventRaised(definition, job.Kind) { JobId = job.Id, RunId = runId, Path = path });

    /// <summary>An item failed for good.</summary>
    public void Failed(RunFailure failure, IoProblem problem, EntryKind kind)
    {
        if (Interlocked.Increment(ref items) > MostItems && !LogsAll) return;
        Raise(EventOf(failure.Operation, problem, kind), job.Name, failure.Code, failure.Path);
    }

    /// <summary>The run as a whole was refused or failed.</summary>
    public void Stopped(CloneException error, bool refused)
    {
        var id = error.Id.ToString();
        if (error.Id == ErrorId.CloneDestinationOwnedByOther)
            Raise(EventCatalog.DestinationOwnedByOther, job.Name, id, error.Arguments[1]);
        else if (id.StartsWith("CloneDestination", StringComparison.Ordinal) || id.StartsWith("CloneDisk", StringComparison.Ordinal))
            Raise(EventCatalog.DestinationInvalid, job.Name, id, job.PlaceForPeople());
        else if (id.StartsWith("CloneSource", StringComparison.Ordinal))
            Raise(EventCatalog.SourceInvalid, job.Name, id, job.Source);
        if (refused) Raise(EventCatalog.RunRefused, job.Name, id);
    }

    /// <summary>How the run ended.</summary>
    public void Ended(RunReport report, RunPhase phase)
    {
        lock (successes) WriteSuccesses();
        if (items > MostItems && !LogsAll) Raise(EventCatalog.ErrorsOmitted, job.Name, items - MostItems);
        switch (report.Result)
        {
            case RunResult.Succeeded:
                Raise(EventCatalog.SyncSucceeded, job.Name, report.Completed, report.Skipped);
                break;
            case RunResult.CompletedWithFailures:
                Raise(EventCatalog.SyncCompletedWithFailures, job.Name, report.Completed, report.Skipped, report.Failed);
                break;
            case RunResult.Failed:
                Raise(EventCatalog.SyncFailed, job.Name, report.Failed);
                break;
            case RunResult.Aborted:
                Aborted(report, phase);
                break;
        }
    }

    void WriteSuccesses()
    {
        if (successes.Count > 0) events.Write(successes.ToArray());
        successes.Clear();
    }

    void Aborted(RunReport report, RunPhase phase)
    {
        var arguments = new List<object?> { job.Name };
        if (phase == RunPhase.Deleting)
        {
            arguments.Add(report.Deleted);
            if (report.Failed > 0) arguments.Add(report.Failed);
            Raise(
                report.Failed > 0 ? EventCatalog.SyncAbortedInDeleteWithFailures : EventCatalog.SyncAbortedInDelete,
                arguments.ToArray());
            return;
        }
        arguments.Add(report.Completed);
        arguments.Add(report.Skipped);
        if (report.Failed > 0) arguments.Add(report.Failed);
        Raise(
            report.Failed > 0 ? EventCatalog.SyncAbortedInCopyWithFailures : EventCatalog.SyncAbortedInCopy,
            arguments.ToArray());
    }

    /// <summary>The event of an item that failed.</summary>
    internal static EventDefinition EventOf(EntryOperation operation, IoProblem problem, EntryKind kind) => operation switch
    {
        _ when problem == IoProblem.DiskFull => EventCatalog.ItemDiskFull,
        EntryOperation.CreateFolder => EventCatalog.ItemCreateFolderFailed,
        EntryOperation.SetFacets when kind == EntryKind.Folder => EventCatalog.ItemTimesFailed,
        EntryOperation.SetFacets => EventCatalog.ItemAttributesFailed,
        EntryOperation.Remove when kind == EntryKind.Folder => EventCatalog.ItemDeleteFolderFailed,
        EntryOperation.Remove => EventCatalog.ItemDeleteFileFailed,
        _ => EventCatalog.ItemCopyFailed,
    };
}
