using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Sync;

namespace Clone.Engine.Live;

/// <summary>The runs that wait or are under way, in all processes of this machine: to be seen and to be stopped.</summary>
public sealed class LiveRuns
{
    readonly CloneNode node;

    internal LiveRuns(CloneNode node) => this.node = node;

    /// <summary>The runs now: those under way in the order in which they began to wait, then those that wait.</summary>
    /// <exception cref="CloneException">CloneStateBusy, CloneStateDamaged, CloneStateTooNew, CloneStateUnavailable.</exception>
    public IReadOnlyList<LiveRun> List()
    {
        var living = node.Queue.List();
        var waiting = 0;
        return [.. living.OrderBy(run => !run.IsRunning).Select(run => Of(run, living, run.IsRunning ? 0 : ++waiting))];
    }

    /// <summary>The run of a job; null when none waits or is under way.</summary>
    /// <exception cref="CloneException">As <see cref="List"/>.</exception>
    public LiveRun? Find(Guid jobId) => List().FirstOrDefault(run => run.JobId == jobId);

    /// <summary>Asks a run to end in good order, as Aborted. It does so as soon as what it has begun is at its place.</summary>
    /// <returns>False when it has ended already.</returns>
    /// <exception cref="CloneException">As <see cref="List"/>.</exception>
    public bool RequestStop(Guid runId) => node.Queue.RequestStop(runId);

    /// <summary>The report of a run that is not among them any more; of one that was cut off, what is known of it.</summary>
    /// <returns>Null when nothing is on record.</returns>
    /// <exception cref="CloneException">CloneStateTooNew, CloneStateDamaged, CloneStateUnavailable.</exception>
    public RunReport? ReportOf(LiveRun run) =>
        node.Journal.Find(run.JobId, run.RunId)
        ?? (new InterruptedRuns(node).Look(run.JobId) is { } cutOff && cutOff.RunId == run.RunId ? cutOff : null);

    LiveRun Of(RunTicket run, IReadOnlyList<RunTicket> living, int position) => new()
    {
        RunId = run.RunId,
        JobId = run.JobId,
        JobName = run.JobName,
        RestoredJobId = run.RestoredJobId,
        Kind = run.Kind,
        Mode = run.Mode,
        StartTime = run.StartTime,
        ProcessId = run.ProcessId,
        State = StateOf(run),
        Position = position,
        WaitsFor = run.IsRunning ? [] : [.. node.Queue.Before(run, living).Select(other => other.JobName)],
        Progress = ProgressOf(run),
    };

    /// <summary>What a run shows is a moment older than its ticket.</summary>
    RunProgress? ProgressOf(RunTicket run)
    {
        var progress = node.Queue.ProgressOf(run.RunId);
        return run.IsRunning && progress?.Phase == RunPhase.Waiting ? progress with { Phase = RunPhase.Starting } : progress;
    }

    LiveState StateOf(RunTicket run)
    {
        if (node.Queue.IsStopRequested(run.RunId)) return LiveState.Stopping;
        return run.IsRunning ? LiveState.Running : LiveState.Waiting;
    }
}
