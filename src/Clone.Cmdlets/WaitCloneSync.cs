using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;

namespace Clone.Cmdlets;

/// <summary>
/// Waits until the runs of jobs have ended, in whichever process they are, and writes their reports; of a job without
/// such a run, the last one.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "CloneSync")]
[OutputType(typeof(CloneSync))]
public sealed class WaitCloneSync : AwaitedRunsCmdlet
{
    /// <summary>The most time to wait for all of them together.</summary>
    [Parameter(HelpMessage = "The most time to wait, in seconds; the runs go on. Without it as long as they take.")]
    [Alias("Timeout")]
    [ValidateRange(0, int.MaxValue)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        var runs = RunsLike(name, out var jobs);
        foreach (var run in runs) Await(run);
        foreach (var job in jobs.Where(job => runs.All(run => job.Id != (run.RestoredJobId ?? run.JobId))))
            if (Node.LastRun(job.Id) is { } last) WriteObject(CloneSync.Of(last));
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => WaitForAll(TimeoutSeconds, writes: true);
}
