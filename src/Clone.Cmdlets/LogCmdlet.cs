using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;

namespace Clone.Cmdlets;

/// <summary>What commands over records of the log share: which records are wanted.</summary>
public abstract class LogCmdlet : JobCmdlet
{
    const string OfItems = "item.";

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

    /// <summary>Kinds of jobs.</summary>
    [Parameter(HelpMessage = "Records of jobs of these kinds: Nas, Azure, S3, Hdd.")]
    [ValidateNotNullOrEmpty]
    public JobKind[]? Service { get; set; }

    /// <summary>A month.</summary>
    [Parameter(HelpMessage = "Records of one month by local time, such as 2026-11.")]
    public DateTime? Month { get; set; }

    /// <summary>Single files.</summary>
    [Parameter(HelpMessage = "Only what was logged of single files and folders; those that went well are logged when Set-CloneSetting -LogSuccesses says so.")]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => saysJob = JobName is not null;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        // A report from the pipeline brings the name that its job had then; the run says it all.
        if (JobName is null || (RunId is not null && !saysJob)) Take(jobs: null);
        else if (JobsNamed(JobName) is { Count: > 0 } jobs) Take(jobs);
    });

    /// <summary>Does with the records what the command is for.</summary>
    /// <param name="query">What is wanted of the log.</param>
    /// <param name="isWanted">What else must hold of a record.</param>
    protected abstract void Take(LogQuery query, Func<LogRecord, bool> isWanted);

    // All jobs in one reading, so that the records come in the order of time.
    void Take(HashSet<Guid>? jobs)
    {
        var events = EventId?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        Take(Query(jobs), record =>
            (jobs is null || (record.JobId is { } job && jobs.Contains(job)))
            && (!Detail || record.EventId.StartsWith(OfItems, StringComparison.Ordinal))
            && (events is null || Array.Exists(events, name => name.IsMatch(record.EventId))));
    }

    HashSet<Guid> JobsNamed(string[] names)
    {
        var jobs = new HashSet<Guid>();
        AttemptEach(names, name => jobs.UnionWith(JobsLike(name).Select(job => job.Id)));
        return jobs;
    }

    LogQuery Query(HashSet<Guid>? jobs) => new()
    {
        JobId = jobs is { Count: 1 } ? jobs.First() : null,
        RunId = RunId,
        AtLeast = Level,
        Services = Service,
        Since = Later(Moment(Since), Moment(FirstOfMonth)),
        Until = Earlier(Moment(Until), Moment(FirstOfMonth?.AddMonths(1))),
    };

    DateTime? FirstOfMonth => Month is { } month ? new DateTime(month.Year, month.Month, 1, 0, 0, 0, DateTimeKind.Local) : null;

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    // A time without a zone is local, as everywhere in PowerShell.
    static DateTimeOffset? Moment(DateTime? time) =>
        time is { } said ? new DateTimeOffset(said.ToUniversalTime(), TimeSpan.Zero) : null;
}
