using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Notices;

namespace Clone.Cmdlets;

/// <summary>Shows records of the log, the oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "CloneLog")]
[OutputType(typeof(CloneLogRecord))]
public sealed class GetCloneLog : JobCmdlet
{
    bool saysJob;

    /// <summary>Names or patterns of jobs.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of jobs; * and ? stand for any characters.")]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? JobName { get; set; }

    /// <summary>The run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "RunId of a run, as in its report.")]
    public Guid? RunId { get; set; }

    /// <summary>The least level.</summary>
    [Parameter(HelpMessage = "Records of this level and graver ones.")]
    public LogLevel? Level { get; set; }

    /// <summary>Names or patterns of events.</summary>
    [Parameter(HelpMessage = "Names of events, such as sync.succeeded; * and ? stand for any characters.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? EventId { get; set; }

    /// <summary>The first moment.</summary>
    [Parameter(HelpMessage = "Records from this time on.")]
    public DateTime? Since { get; set; }

    /// <summary>The moment after the last.</summary>
    [Parameter(HelpMessage = "Records before this time.")]
    public DateTime? Until { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => saysJob = JobName is not null;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        // A report from the pipeline brings the name that its job had then; the run says it all.
        if (JobName is null || (RunId is not null && !saysJob)) Write(jobs: null);
        else if (JobsNamed(JobName) is { Count: > 0 } jobs) Write(jobs);
    });

    HashSet<Guid> JobsNamed(string[] names)
    {
        var jobs = new HashSet<Guid>();
        AttemptEach(names, name => jobs.UnionWith(JobsLike(name).Select(job => job.Id)));
        return jobs;
    }

    // All jobs in one reading, so that the records come in the order of time.
    void Write(HashSet<Guid>? jobs)
    {
        var events = EventId?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var record in Node.ReadLog(Query(jobs)))
        {
            Cancellation.ThrowIfCancellationRequested();
            if (jobs is not null && !(record.JobId is { } job && jobs.Contains(job))) continue;
            if (events is null || events.Any(name => name.IsMatch(record.EventId))) WriteObject(CloneLogRecord.Of(record));
        }
    }

    LogQuery Query(HashSet<Guid>? jobs) => new()
    {
        JobId = jobs is { Count: 1 } ? jobs.First() : null,
        RunId = RunId,
        AtLeast = Level,
        Since = Moment(Since),
        Until = Moment(Until),
    };

    // A time without a zone is local, as everywhere in PowerShell.
    static DateTimeOffset? Moment(DateTime? time) =>
        time is { } said ? new DateTimeOffset(said.ToUniversalTime(), TimeSpan.Zero) : null;
}
