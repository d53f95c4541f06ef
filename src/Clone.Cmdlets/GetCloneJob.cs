using System.Management.Automation;
using Clone.Cmdlets.Objects;

namespace Clone.Cmdlets;

/// <summary>Lists jobs.</summary>
[Cmdlet(VerbsCommon.Get, "CloneJob")]
[OutputType(typeof(CloneJob))]
public sealed class GetCloneJob : JobCmdlet
{
    /// <summary>Names or patterns; all jobs when not said.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of jobs; * and ? stand for any characters.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        foreach (var job in JobsLike(name)) WriteJob(job);
    });
}
