using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Texts;
using JobDefinition = Clone.Engine.Jobs.JobDefinition;

namespace Clone.Cmdlets;

/// <summary>What cmdlets that work on jobs share.</summary>
public abstract class JobCmdlet : CloneCmdlet
{
    /// <summary>Writes the job as users see it, with its last run.</summary>
    protected void WriteJob(JobDefinition job)
    {
        var last = Node.History(job.Id, count: 1);
        WriteObject(CloneJob.Of(job, last.Count > 0 ? last[0] : null));
    }

    /// <summary>The job of that name, or all whose names match it as a pattern; a job's name holds no wildcards.</summary>
    /// <exception cref="Clone.Engine.Errors.CloneException">It is no pattern and no job has it (CloneJobNotFound).</exception>
    protected IEnumerable<JobDefinition> JobsLike(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name)) return [Node.Jobs.Find(name)];
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        return Node.Jobs.List().Where(job => pattern.IsMatch(job.Name));
    }

    /// <summary>Asks, where the user wishes to be asked, whether to do something with a job.</summary>
    /// <param name="job">The job, for its name and folders.</param>
    /// <param name="actionKey">Key of the text that says what is to be done.</param>
    protected bool Agreed(JobDefinition job, string actionKey) => ShouldProcess(
        CmdletText.Format("Target.Job", job.Name, job.Source, job.Destination), CmdletText.Get(actionKey));
}
