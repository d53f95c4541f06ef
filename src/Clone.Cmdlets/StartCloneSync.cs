using System;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Running;
using Clone.Engine.Errors;
using Clone.Engine.Sync;

namespace Clone.Cmdlets;

/// <summary>
/// Runs jobs one after the other and writes a report for each, whatever came of it. Errors are written after the report:
/// the run is recorded by then, so that -ErrorAction Stop costs no run.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "CloneSync", SupportsShouldProcess = true)]
[OutputType(typeof(CloneSync))]
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

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        var begun = DateTimeOffset.Now;
        try
        {
            var job = Node.Jobs.Find(name);
            if (!Agreed(job, Mode == SyncMode.Full ? "Action.SyncFull" : "Action.SyncIncremental")) return;
            var report = new WatchedRun(this, job.Name).Wait(
                progress => Node.SyncAsync(job, Mode, Force, progress, Cancellation));
            WriteObject(CloneSync.Of(report));
            foreach (var error in RunErrors.Of(report)) WriteError(error);
        }
        catch (CloneException error)
        {
            // A task that returns (Start-CloneSync …).ExitCode must not return 0 when there was nothing to run.
            WriteObject(CloneSync.NotBegun(name, Mode, begun, error));
            throw;
        }
    });
}
