using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Clone.Cmdlets.Texts;
using Clone.Engine.Live;
using Clone.Engine.Texts;

namespace Clone.Cmdlets.Running;

/// <summary>
/// The moments of a run as PowerShell shows progress: how many items and bytes, how fast, and, once everything has
/// been compared, how much is done and how long the rest takes.
/// </summary>
sealed class RunProgressView
{
    readonly string activity;
    readonly int activityId;

    public RunProgressView(string jobName)
        : this(jobName, isRestore: false)
    {
    }

    /// <summary>The same for a restore of the job's copy.</summary>
    public RunProgressView(string jobName, bool isRestore)
    {
        activity = CmdletText.Format(isRestore ? "Progress.Restore" : "Progress.Activity", jobName);
        activityId = RuntimeHelpers.GetHashCode(this) & int.MaxValue;
    }

    /// <summary>Whether anything was shown that must be closed.</summary>
    public bool IsShown { get; private set; }

    /// <summary>The record of a moment of a run.</summary>
    public ProgressRecord Show(RunProgress moment)
    {
        var record = Record(moment.Phase == RunPhase.Waiting ? CmdletText.Get("Progress.Waiting") : Status(moment));
        if (moment.CurrentPath is { } path) record.CurrentOperation = DisplayText.Escape(path);
        if (moment.PercentComplete is { } percent) record.PercentComplete = percent;
        if (moment.TimeLeft is { } left) record.SecondsRemaining = (int)Math.Min(int.MaxValue, left.TotalSeconds);
        return record;
    }

    /// <summary>The record of a moment of a run that may be in another process.</summary>
    public ProgressRecord Show(LiveRun run)
    {
        if (run.State == LiveState.Waiting)
            return Record(CmdletText.Format("Progress.WaitingFor", string.Join(", ", run.WaitsFor), run.Position));
        return run.Progress is { } moment ? Show(moment) : Record(CmdletText.Get("Progress.Starting"));
    }

    /// <summary>The record that takes the progress away.</summary>
    public ProgressRecord Close() => new(activityId, activity, CmdletText.Get("Progress.Finishing")) { RecordType = ProgressRecordType.Completed };

    ProgressRecord Record(string status)
    {
        IsShown = true;
        return new ProgressRecord(activityId, activity, status);
    }

    static string Status(RunProgress moment)
    {
        var status = CmdletText.Format(
            "Progress.Status",
            CmdletText.Get("Progress." + moment.Phase),
            moment.Seen,
            moment.Done,
            moment.Planned,
            ByteSize.Text(moment.Bytes),
            ByteSize.Text(moment.PlannedBytes),
            ByteSize.Text(moment.BytesPerSecond));
        if (moment.Deleted > 0) status += CmdletText.Format("Progress.Deleted", moment.Deleted);
        if (moment.Failed > 0) status += CmdletText.Format("Progress.Failed", moment.Failed);
        return status;
    }
}
