using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Running;
using Clone.Engine.Sync;

namespace Clone.Cmdlets;

/// <summary>
/// Shows runs: those that wait or are under way in any process of this machine, and the reports of those that have ended.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloneSync", DefaultParameterSetName = "Now")]
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
    /// How many runs that have ended: of each job with -Name, of the whole node without, those of removed jobs included.
    /// When not said, the run of each job that waits or is under way, else its last.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = "Past",
        HelpMessage = "How many past runs: of each named job, or of the whole node. Without it the present or last run of each job.")]
    [ValidateRange(1, int.MaxValue)]
    public int History { get; set; }

    /// <summary>Shows progress until the runs have ended, then their reports.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Watch",
        HelpMessage = "Shows the progress of runs until they have ended, then their reports.")]
    public SwitchParameter Watch { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is null && History > 0) Attempt(target: null, () => Write(Node.History(jobId: null, History)));
        else AttemptEach(Name ?? ["*"], WriteOf);
    }

    void WriteOf(string name)
    {
        if (History > 0)
        {
            WritePast(name);
            return;
        }
        var runs = RunsLike(name, out var jobs);
        var idle = jobs.Where(job => runs.All(run => run.JobId != job.Id)).ToArray();
        if (Watch) Write(new LiveWatch(this, Node.Live, Cancellation).Wait(runs, most: null));
        foreach (var run in runs) WriteObject(CloneSync.Of(run));
        foreach (var job in idle)
            if (Node.LastRun(job.Id) is { } last) WriteObject(CloneSync.Of(last));
    }

    void WritePast(string name)
    {
        var elsewhere = Node.Restores(jobId: null, int.MaxValue).Where(run => IsLike(run.JobName, name)).ToArray();
        var jobs = elsewhere.Length == 0 ? JobsLike(name) : Node.Jobs.List().Where(job => IsLike(job.Name, name));
        var known = new HashSet<Guid>();
        foreach (var job in jobs)
        {
            known.Add(job.Id);
            Write(Node.History(job.Id, History).Concat(Node.Restores(job.Id, History)).OrderByDescending(run => run.StartTime).Take(History));
        }
        Write(elsewhere.Where(run => !known.Contains(run.RestoredJobId!.Value)).Take(History));
    }

    void Write(IEnumerable<RunReport> reports)
    {
        foreach (var report in reports) WriteObject(CloneSync.Of(report));
    }
}
