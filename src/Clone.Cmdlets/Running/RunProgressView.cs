using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Clone.Cmdlets.Texts;
using Clone.Engine.Sync;
using Clone.Engine.Texts;

namespace Clone.Cmdlets.Running;

/// <summary>
/// The moments of a run as PowerShell shows progress: how many items and bytes, how fast, and, once everything has
/// been compared, how much is done and how long the rest takes.
/// </summary>
sealed class RunProgressView
{
    // What one item costs beside its bytes, in bytes: a small file takes about as long as this much of a large one.
    const double CostOfItem = 64 * 1024;

    // The speed is that of about the last ten seconds.
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    readonly string activity;
    readonly int activityId;
    TimeSpan lastTime;
    double lastWork;
    long lastBytes;
    double workPerSecond;
    double bytesPerSecond;

    public RunProgressView(string jobName)
    {
        activity = CmdletText.Format("Progress.Activity", jobName);
        activityId = RuntimeHelpers.GetHashCode(this) & int.MaxValue;
    }

    /// <summary>Whether anything was shown that must be closed.</summary>
    public bool IsShown { get; private set; }

    /// <summary>The record of a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="elapsed">Time since the run began.</param>
    public ProgressRecord Show(RunProgress moment, TimeSpan elapsed)
    {
        var work = moment.Bytes + (CostOfItem * moment.Done);
        Measure(work, moment.Bytes, elapsed);
        var record = new ProgressRecord(activityId, activity, Status(moment));
        if (moment.CurrentPath is { } path) record.CurrentOperation = DisplayText.Escape(path);
        if (moment.PlanKnown) AddForecast(record, work, moment.PlannedBytes + (CostOfItem * moment.Planned));
        IsShown = true;
        return record;
    }

    /// <summary>The record that takes the progress away.</summary>
    public ProgressRecord Close() => new(activityId, activity, CmdletText.Get("Progress.Finishing")) { RecordType = ProgressRecordType.Completed };

    void Measure(double work, long bytes, TimeSpan elapsed)
    {
        var seconds = (elapsed - lastTime).TotalSeconds;
        if (seconds <= 0) return;
        // The first measurement stands alone; later ones weigh by the time that they cover.
        var weight = IsShown ? 1 - Math.Exp(-seconds / Memory.TotalSeconds) : 1;
        workPerSecond += weight * (((work - lastWork) / seconds) - workPerSecond);
        bytesPerSecond += weight * (((bytes - lastBytes) / seconds) - bytesPerSecond);
        (lastTime, lastWork, lastBytes) = (elapsed, work, bytes);
    }

    void AddForecast(ProgressRecord record, double work, double planned)
    {
        record.PercentComplete = planned > 0 ? (int)Math.Min(100, 100 * work / planned) : 100;
        var left = workPerSecond > 0 ? (planned - work) / workPerSecond : -1;
        if (left is >= 0 and < int.MaxValue) record.SecondsRemaining = (int)Math.Ceiling(left);
    }

    string Status(RunProgress moment)
    {
        var status = CmdletText.Format(
            "Progress.Status",
            CmdletText.Get("Progress." + moment.Phase),
            moment.Seen,
            moment.Done,
            moment.Planned,
            ByteSize.Text(moment.Bytes),
            ByteSize.Text(moment.PlannedBytes),
            ByteSize.Text(bytesPerSecond));
        if (moment.Deleted > 0) status += CmdletText.Format("Progress.Deleted", moment.Deleted);
        if (moment.Failed > 0) status += CmdletText.Format("Progress.Failed", moment.Failed);
        return status;
    }
}
