using System.Collections.Generic;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Sync;

namespace Clone.Cmdlets;

/// <summary>Shows past runs, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "CloneSync")]
[OutputType(typeof(CloneSync))]
public sealed class GetCloneSync : JobCmdlet
{
    /// <summary>Names or patterns of jobs.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of jobs; * and ? stand for any characters.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// How many runs: of each job with -Name, of the whole node without, those of removed jobs included. When not said,
    /// the last run of each job.
    /// </summary>
    [Parameter(Position = 1, HelpMessage = "How many past runs: of each named job, or of the whole node. Without it the last run of each job.")]
    [ValidateRange(1, int.MaxValue)]
    public int History { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is null && History > 0) Attempt(target: null, () => Write(Node.History(jobId: null, History)));
        else AttemptEach(Name ?? ["*"], WriteOf);
    }

    void WriteOf(string name)
    {
        foreach (var job in JobsLike(name)) Write(Node.History(job.Id, History > 0 ? History : 1));
    }

    void Write(IEnumerable<RunReport> reports)
    {
        foreach (var report in reports) WriteObject(CloneSync.Of(report));
    }
}
