using System.Collections.Generic;
using System.Management.Automation;
using Clone.Engine.Errors;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Running;

/// <summary>The errors that the report of a run stands for.</summary>
static class RunErrors
{
    /// <summary>
    /// Why the run was refused or failed as a whole, if so; then one error for each failure in the report, and one that
    /// sums up.
    /// </summary>
    public static IEnumerable<ErrorRecord> Of(RunReport run)
    {
        // A run that ended at the limit that the user gave it did what it was told.
        if (run.Stop is { ErrorId: not ErrorId.CloneRunTimeOver } stop)
            yield return ErrorRecords.Of(CloneException.Restored(stop.ErrorId, stop.Message, stop.Advice), run.JobName);
        var (one, sum) = run.RestoredJobId is null
            ? (ErrorId.CloneItemFailed, ErrorId.CloneItemsFailed)
            : (ErrorId.CloneRestoreItemFailed, ErrorId.CloneRestoreItemsFailed);
        foreach (var failure in run.Failures) yield return Of(failure, (run.RestoredJobId is null ? null : IdOf(failure.Problem)) ?? one);
        if (run.Failed > 0) yield return ErrorRecords.Of(new CloneException(sum, run.JobName, run.Failed), run.JobName);
    }

    /// <summary>The error of one item.</summary>
    public static ErrorRecord Of(RunFailure failure, ErrorId id = ErrorId.CloneItemFailed)
    {
        var error = new CloneException(id, failure.Path, failure.Code, failure.Reason);
        return ErrorRecords.Of(error, CategoryOf(failure.Operation), failure.Path);
    }

    /// <summary>What has an error of its own, since something else is to be done than to remove a cause.</summary>
    static ErrorId? IdOf(IoProblem problem) => problem switch
    {
        IoProblem.Archived => ErrorId.CloneRestoreItemArchived,
        IoProblem.ArchiveRequested => ErrorId.CloneRestoreItemRequested,
        _ => null,
    };

    static ErrorCategory CategoryOf(EntryOperation operation) =>
        operation is EntryOperation.List or EntryOperation.Look or EntryOperation.Read
            ? ErrorCategory.ReadError
            : ErrorCategory.WriteError;
}
