using System;
using System.Collections.Generic;

namespace Clone.Engine.Settings;

/// <summary>What holds for all jobs of the node; <c>settings.json</c>.</summary>
public sealed record NodeSettings
{
    /// <summary>The newest format version that is understood.</summary>
    internal const int CurrentVersion = 1;

    /// <summary>The least of <see cref="MaxConcurrentRuns"/>.</summary>
    public const int LeastRuns = 1;

    /// <summary>The most of <see cref="MaxConcurrentRuns"/>.</summary>
    public const int MostRuns = 64;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>How many runs may be under way at once; 1 to 64. Others wait for their turn.</summary>
    public int MaxConcurrentRuns { get; init; } = LeastRuns;

    /// <summary>Whether a run that was missed is made up for, once for a job.</summary>
    public bool RunMissedSchedules { get; init; }

    /// <summary>Whether the log names every item that fails, not the first 1,000 of a run alone.</summary>
    public bool LogAllFailures { get; init; }

    /// <summary>Whether the log names every file that was copied, and every one that needed nothing.</summary>
    public bool LogSuccesses { get; init; }

    /// <summary>The least of <see cref="LogRetentionDays"/>.</summary>
    public const int LeastRetentionDays = 1;

    /// <summary>The most of <see cref="LogRetentionDays"/>.</summary>
    public const int MostRetentionDays = 3650;

    /// <summary>For how many days the log is kept; its months go when their last day is older. 1 to 3,650.</summary>
    public int LogRetentionDays { get; init; } = 31;

    /// <summary>The language of messages, events and reports, whoever runs the job.</summary>
    public NodeLanguage Language { get; init; }

    /// <summary>Whether the runs of all jobs leave processor and disks to others; else those whose job says so.</summary>
    public bool LowPriority { get; init; }

    /// <summary>Address of the HTTP proxy by which services are reached; null for none.</summary>
    public string? Proxy { get; init; }

    /// <summary>The hosts that are reached without it (see <see cref="Settings.ProxyBypass"/>).</summary>
    public IReadOnlyList<string> ProxyBypass { get; init; } = [];

    /// <summary>Its credential in the store of secrets; null for none.</summary>
    public Guid? ProxySecretId { get; init; }
}
