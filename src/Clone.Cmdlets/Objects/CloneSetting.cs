using System.Collections.Generic;
using Clone.Engine.Settings;

namespace Clone.Cmdlets.Objects;

/// <summary>The settings of the node, which hold for all its jobs.</summary>
public sealed record CloneSetting
{
    /// <summary>How many runs may be under way at once; others wait for their turn.</summary>
    public int MaxConcurrentRuns { get; init; }

    /// <summary>Whether a scheduled run that was missed is made up for.</summary>
    public bool RunMissedSchedules { get; init; }

    /// <summary>Whether the log names every item that fails, not the first 1,000 of a run alone.</summary>
    public bool LogAllFailures { get; init; }

    /// <summary>Whether the log names every file that was copied, and every one that needed nothing.</summary>
    public bool LogSuccesses { get; init; }

    /// <summary>For how many days the log is kept.</summary>
    public int LogRetentionDays { get; init; }

    /// <summary>The language of messages, events and reports: System, English or Japanese.</summary>
    public string Language { get; init; } = "";

    /// <summary>Whether the runs of all jobs leave processor and disks to others.</summary>
    public bool LowPriority { get; init; }

    /// <summary>Address of the HTTP proxy by which services are reached; null for none.</summary>
    public string? Proxy { get; init; }

    /// <summary>Whether a credential is kept for the proxy.</summary>
    public bool HasProxyCredential { get; init; }

    /// <summary>The hosts that are reached without the proxy.</summary>
    public IReadOnlyList<string> ProxyBypass { get; init; } = [];

    internal static CloneSetting Of(NodeSettings settings) => new()
    {
        MaxConcurrentRuns = settings.MaxConcurrentRuns,
        RunMissedSchedules = settings.RunMissedSchedules,
        LogAllFailures = settings.LogAllFailures,
        LogSuccesses = settings.LogSuccesses,
        LogRetentionDays = settings.LogRetentionDays,
        Language = settings.Language.ToString(),
        LowPriority = settings.LowPriority,
        Proxy = settings.Proxy,
        HasProxyCredential = settings.ProxySecretId is not null,
        ProxyBypass = [.. settings.ProxyBypass],
    };
}
