using System.Management.Automation;

namespace Clone.Cmdlets;

/// <summary>Removes jobs. What lies at their destinations stays, marker included.</summary>
[Cmdlet(VerbsCommon.Remove, "CloneJob", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveCloneJob : JobCmdlet
{
    /// <summary>The jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of jobs.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        var job = Node.Jobs.Find(name);
        if (Agreed(job, "Action.RemoveJob")) Node.Jobs.Remove(job.Id);
    });
}
