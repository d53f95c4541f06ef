using System.Management.Automation;
using Clone.Engine.Jobs;

namespace Clone.Cmdlets;

/// <summary>What Enable-CloneJob and Disable-CloneJob share.</summary>
public abstract class JobSwitchCmdlet : JobCmdlet
{
    /// <summary>The jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of jobs.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Writes the changed jobs.</summary>
    [Parameter(HelpMessage = "Writes the jobs to the pipeline.")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Enables or disables a job.</summary>
    protected void Switch(string name, bool enabled, string actionKey)
    {
        var job = Node.Jobs.Find(name);
        if (!Agreed(job, actionKey)) return;
        var changed = Node.Jobs.Change(job.Id, new JobChanges { Enabled = enabled });
        if (PassThru) WriteJob(changed);
    }
}
