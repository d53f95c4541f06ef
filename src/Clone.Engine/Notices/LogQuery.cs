using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Jobs;

namespace Clone.Engine.Notices;

/// <summary>Which records of the log are wanted; what is null takes all.</summary>
public sealed record LogQuery
{
    /// <summary>From this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of this level or a graver one.</summary>
    public LogLevel? AtLeast { get; init; }

    /// <summary>Of this job.</summary>
    public Guid? JobId { get; init; }

    /// <summary>Of this run.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Of the services of these kinds of jobs.</summary>
    public IReadOnlyCollection<JobKind>? Services { get; init; }

    /// <summary>Of this event, ignoring case.</summary>
    public string? EventId { get; init; }

    /// <summary>True for a record that is wanted.</summary>
    public bool Takes(LogRecord record) =>
        (Since is not { } since || record.Time >= since)
        && (Until is not { } until || record.Time < until)
        && (AtLeast is not { } level || record.Level >= level)
        && (JobId is not { } job || record.JobId == job)
        && (RunId is not { } run || record.RunId == run)
        && (Services is not { } services || (record.Service is { } service && services.Contains(service)))
        && (EventId is null || string.Equals(record.EventId, EventId, StringComparison.OrdinalIgnoreCase));
}
