using System;
using System.Collections.Generic;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Running;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Sync;
using Clone.Engine.Texts;

namespace Clone.Cmdlets;

/// <summary>
/// Runs jobs one after the other and writes a report for each, whatever came of it. Errors are written after the last
/// report, so that -ErrorAction Stop costs no run.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "CloneSync", SupportsShouldProcess = true, DefaultParameterSetName = Named)]
[OutputType(typeof(CloneSync), typeof(Job))]
public sealed class StartCloneSync : JobCmdlet
{
    const string Named = "Named";
    const string Scheduled = "Scheduled";

    /// <summary>The jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = Named, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of jobs.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The mode of the run.</summary>
    [Parameter(Position = 1, ParameterSetName = Named, HelpMessage = "Incremental: sends what differs or changed. Full: sends everything.")]
    public SyncMode Mode { get; set; }

    /// <summary>Runs what the schedules of the jobs ask for.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Scheduled,
        HelpMessage = "Runs what the schedules of the jobs ask for now, each once whoever asks; nothing when nothing is due. For cron and the like.")]
    public SwitchParameter Due { get; set; }

    /// <summary>Lets the removals and replacements through that the guard would refuse.</summary>
    [Parameter(ParameterSetName = Named, HelpMessage = "Lets the removals and replacements through that the guard would refuse.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Removes nothing at the destination this time.</summary>
    [Parameter(HelpMessage = "Removes nothing at the destination this time; -NoDelete:$false does, whatever the job says.")]
    public SwitchParameter NoDelete { get; set; }

    /// <summary>Ends this run after this time.</summary>
    [Parameter(HelpMessage = "Ends this run in good order after this time, such as 04:00:00; 0 for no limit. The job's limit when not said.")]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>Ends this run at this time of the day.</summary>
    [Parameter(HelpMessage = "Ends this run in good order at this time of the day, such as 06:00; -1 for no limit. The job's limit when not said.")]
    public TimeSpan? StopAt { get; set; }

    // An error that ends the command, as -ErrorAction Stop asks for, must not cost the runs of the jobs that follow.
    readonly List<ErrorRecord> errors = [];

    /// <summary>Runs in the background of this session.</summary>
    [Parameter(ParameterSetName = Named, HelpMessage = "Returns a job of PowerShell for each run at once; the runs end with this session.")]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Due)
        {
            Attempt(target: null, RunDue);
            return;
        }
        AttemptEach(Name, name =>
        {
            if (AsJob) Begin(name);
            else Run(name, Mode);
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var error in errors) WriteError(error);
    }

    void Begin(string name)
    {
        var job = Node.Jobs.Find(name);
        if (!Agreed(job, ActionOf(Mode))) return;
        var run = new CloneSyncJob(MyInvocation.Line.Trim(), job.Name, CloneNode.Open(Options));
        JobRepository.Add(run);
        var (mode, isForced, limits) = (Mode, Force.IsPresent, Limits);
        run.Begin(
            (node, progress, stopping) => node.SyncAsync(job, mode, isForced, limits, progress, stopping),
            (asked, error) => CloneSync.NotBegun(job.Name, mode.ToString(), asked, error));
        WriteObject(run);
    }

    /// <summary>With -WhatIf nothing is claimed.</summary>
    void RunDue()
    {
        if (IsWhatIf) return;
        Node.CheckDisks();
        foreach (var due in Node.TakeDue()) Run(due.Job.Name, due.Mode);
    }

    void Run(string name, SyncMode mode)
    {
        var begun = DateTimeOffset.Now;
        try
        {
            var job = Node.Jobs.Find(name);
            if (!Agreed(job, ActionOf(mode))) return;
            var report = new WatchedRun(this, job.Name).Wait(
                progress => Node.SyncAsync(job, mode, Force, Limits, progress, Cancellation));
            WriteObject(CloneSync.Of(report));
            foreach (var warning in report.Warnings) WriteWarning(DisplayText.Escape(warning));
            errors.AddRange(RunErrors.Of(report));
        }
        catch (CloneException error)
        {
            // A task that returns (Start-CloneSync …).ExitCode must not return 0 when there was nothing to run.
            WriteObject(CloneSync.NotBegun(name, mode.ToString(), begun, error));
            errors.Add(ErrorRecords.Of(error, name));
        }
    }

    RunLimits Limits => new()
    {
        NoDelete = MyInvocation.BoundParameters.ContainsKey(nameof(NoDelete)) ? NoDelete.IsPresent : null,
        MaxDuration = MaxDuration,
        StopAt = StopAt,
    };

    static string ActionOf(SyncMode mode) => mode == SyncMode.Full ? "Action.SyncFull" : "Action.SyncIncremental";
}
