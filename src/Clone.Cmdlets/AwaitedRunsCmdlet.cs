using System;
using System.Collections.Generic;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Running;
using Clone.Engine.Errors;
using Clone.Engine.Live;

namespace Clone.Cmdlets;

/// <summary>What cmdlets share that wait for runs in any process of this machine.</summary>
public abstract class AwaitedRunsCmdlet : JobCmdlet
{
    readonly List<LiveRun> runs = [];

    /// <summary>Names or patterns of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of jobs; * and ? stand for any characters.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Adds a run that is to be waited for.</summary>
    private protected void Await(LiveRun run) => runs.Add(run);

    /// <summary>Waits for all of them.</summary>
    /// <param name="seconds">The most time; null for as long as it takes.</param>
    /// <param name="writes">Whether the reports are written.</param>
    private protected void WaitForAll(int? seconds, bool writes)
    {
        if (runs.Count == 0) return;
        Attempt(target: null, () =>
        {
            var most = seconds is { } given ? TimeSpan.FromSeconds(given) : (TimeSpan?)null;
            foreach (var report in new LiveWatch(this, Node.Live, Cancellation).Wait(runs, most))
                if (writes) WriteObject(CloneSync.Of(report));
        });
        foreach (var run in runs)
            WriteError(ErrorRecords.Of(new CloneException(ErrorId.CloneWaitTimeout, run.JobName, seconds), run.JobName));
    }
}
