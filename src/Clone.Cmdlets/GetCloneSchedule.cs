using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Sync;

namespace Clone.Cmdlets;

/// <summary>Shows the schedules of jobs, and when their next run of each kind is due.</summary>
[Cmdlet(VerbsCommon.Get, "CloneSchedule")]
[OutputType(typeof(CloneJobSchedule))]
public sealed class GetCloneSchedule : JobCmdlet
{
    /// <summary>Names or patterns; all jobs when not said.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of jobs; * and ? stand for any characters.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        var (now, zone) = (Options.Time.GetUtcNow(), Options.Time.LocalTimeZone);
        foreach (var job in JobsLike(name))
        {
            if (job.IncrementalSchedule.Count > 0) WriteObject(CloneJobSchedule.Of(job, SyncMode.Incremental, now, zone));
            if (job.FullSchedule.Count > 0) WriteObject(CloneJobSchedule.Of(job, SyncMode.Full, now, zone));
        }
    });
}
