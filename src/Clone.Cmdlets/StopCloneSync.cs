using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Errors;

namespace Clone.Cmdlets;

/// <summary>
/// Ends runs, in whichever process they are: what a run has begun it brings to an end, what it copied stays, and it is
/// recorded as Aborted.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "CloneSync", SupportsShouldProcess = true)]
[OutputType(typeof(CloneSync))]
public sealed class StopCloneSync : AwaitedRunsCmdlet
{
    /// <summary>Returns before the runs have ended.</summary>
    [Parameter(HelpMessage = "Returns at once; the runs end soon after.")]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Writes the reports of the runs.</summary>
    [Parameter(HelpMessage = "Returns the reports of the runs; with -NoWait the runs as they are.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        var runs = RunsLike(name, out var jobs);
        if (runs.Count == 0 && jobs.Count > 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            throw new CloneException(ErrorId.CloneJobNotActive, jobs[0].Name);
        foreach (var run in runs)
        {
            if (!Agreed(run, jobs, "Action.StopSync")) continue;
            Node.Live.RequestStop(run.RunId);
            if (!NoWait) Await(run);
            else if (PassThru) WriteObject(CloneSync.Of(Node.Live.Find(run.JobId) ?? run));
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => WaitForAll(seconds: null, PassThru);
}
