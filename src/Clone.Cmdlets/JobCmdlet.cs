using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Texts;
using Clone.Engine.Live;
using JobDefinition = Clone.Engine.Jobs.JobDefinition;

namespace Clone.Cmdlets;

/// <summary>What cmdlets that work on jobs share.</summary>
public abstract class JobCmdlet : CloneCmdlet
{
    /// <summary>Writes the job as users see it, with its last run.</summary>
    protected void WriteJob(JobDefinition job)
    {
        var last = Node.History(job.Id, count: 1);
        WriteObject(CloneJob.Of(Node.WithDisk(job), last.Count > 0 ? last[0] : null, Node.ConnectedDisks(job)));
    }

    /// <summary>A base folder as the user wrote it, made absolute unless it is a path inside volumes.</summary>
    private protected string? BaseFolder(string? written, bool isInVolume) =>
        isInVolume || string.IsNullOrEmpty(written) ? written : FolderPath(written!);

    /// <summary>The job of that name, or all whose names match it as a pattern; a job's name holds no wildcards.</summary>
    /// <exception cref="Clone.Engine.Errors.CloneException">It is no pattern and no job has it (CloneJobNotFound).</exception>
    protected IEnumerable<JobDefinition> JobsLike(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name)) return [Node.Jobs.Find(name)];
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        return Node.Jobs.List().Where(job => pattern.IsMatch(job.Name));
    }

    /// <summary>
    /// The runs that wait or are under way of the jobs of that name, and the restores of their copies; those of copies whose
    /// job is not known here go by the path of the copy.
    /// </summary>
    /// <param name="name">A name or pattern.</param>
    /// <param name="jobs">The jobs.</param>
    /// <exception cref="Clone.Engine.Errors.CloneException">It is no pattern, and neither a job nor a restore has it (CloneJobNotFound).</exception>
    private protected List<LiveRun> RunsLike(string name, out IReadOnlyList<JobDefinition> jobs)
    {
        var living = Node.Live.List();
        var named = living.Where(run => run.RestoredJobId is not null && IsLike(run.JobName, name)).ToList();
        var found = named.Count == 0
            ? JobsLike(name).ToArray()
            : Node.Jobs.List().Where(job => IsLike(job.Name, name)).ToArray();
        jobs = found;
        return [.. living.Where(run => found.Any(job => job.Id == (run.RestoredJobId ?? run.JobId)) || named.Contains(run))];
    }

    /// <summary>Whether a name is the one that was said, or matches it as a pattern.</summary>
    private protected static bool IsLike(string name, string said) =>
        string.Equals(name, said, StringComparison.OrdinalIgnoreCase)
        || (WildcardPattern.ContainsWildcardCharacters(said) && new WildcardPattern(said, WildcardOptions.IgnoreCase).IsMatch(name));

    /// <summary>Asks, where the user wishes to be asked, whether to do something with a run.</summary>
    private protected bool Agreed(LiveRun run, IReadOnlyList<JobDefinition> jobs, string actionKey) =>
        run.RestoredJobId is null && jobs.FirstOrDefault(job => job.Id == run.JobId) is { } job
            ? Agreed(job, actionKey)
            : ShouldProcess(CmdletText.Format("Target.Restore", run.JobName), CmdletText.Get(actionKey));

    /// <summary>Asks, where the user wishes to be asked, whether to do something with a job.</summary>
    /// <param name="job">The job, for its name and folders.</param>
    /// <param name="actionKey">Key of the text that says what is to be done.</param>
    protected bool Agreed(JobDefinition job, string actionKey) => ShouldProcess(
        CmdletText.Format("Target.Job", job.Name, job.Source, job.PlaceForPeople()), CmdletText.Get(actionKey));
}
