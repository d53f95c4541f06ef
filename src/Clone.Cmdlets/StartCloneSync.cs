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
[Cmdlet(VerbsLifecycle.Start, "CloneSync", SupportsShouldProcess = true)]
[OutputType(typeof(CloneSync), typeof(Job))]
public sealed class StartCloneSync : JobCmdlet
{
    /// <summary>The jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of jobs.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The mode of the run.</summary>
    [Parameter(Position = 1, HelpMessage = "Incremental: sends what differs or changed. Full: sends everything.")]
    public SyncMode Mode { get; set; }

    /// <summary>Lets the removals through that the guard would refuse.</summary>
    [Parameter(HelpMessage = "Lets the removals through that the deletion guard would refuse.")]
    public SwitchParameter Force { get; set; }

    // An error that ends the command, as -ErrorAction Stop asks for, must not cost the runs of the jobs that follow.
    readonly List<ErrorRecord> errors = [];

    /// <summary>Runs in the background of this session.</summary>
    [Parameter(HelpMessage = "Returns a job of PowerShell for each run at once; the runs end with this session.")]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        if (AsJob) Begin(name);
        else Run(name);
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var error in errors) WriteError(error);
    }

    void Begin(string name)
    {
        var job = Node.Jobs.Find(name);
        if (!Agreed(job, ActionKey)) return;
        var run = new CloneSyncJob(MyInvocation.Line.Trim(), job.Name, CloneNode.Open(Options));
        JobRepository.Add(run);
        run.Begin(job, Mode, Force);
        WriteObject(run);
    }

    void Run(string name)
    {
        var begun = DateTimeOffset.Now;
        try
        {
            var job = Node.Jobs.Find(name);
            if (!Agreed(job, ActionKey)) return;
            var report = new WatchedRun(this, job.Name).Wait(
                progress => Node.SyncAsync(job, Mode, Force, progress, Cancellation));
            WriteObject(CloneSync.Of(report));
            foreach (var warning in report.Warnings) WriteWarning(DisplayText.Escape(warning));
            errors.AddRange(RunErrors.Of(report));
        }
        catch (CloneException error)
        {
            // A task that returns (Start-CloneSync …).ExitCode must not return 0 when there was nothing to run.
            WriteObject(CloneSync.NotBegun(name, Mode, begun, error));
            errors.Add(ErrorRecords.Of(error, name));
        }
    }

    string ActionKey => Mode == SyncMode.Full ? "Action.SyncFull" : "Action.SyncIncremental";
}
