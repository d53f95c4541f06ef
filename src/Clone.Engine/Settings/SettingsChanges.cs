using System.Collections.Generic;
using Clone.Engine.Secrets;

namespace Clone.Engine.Settings;

/// <summary>What Set-CloneSetting is told; null means not said.</summary>
public sealed record SettingsChanges
{
    /// <summary>How many runs may be under way at once; 1 to 64.</summary>
    public int? MaxConcurrentRuns { get; init; }

    /// <summary>Whether a run that was missed is made up for.</summary>
    public bool? RunMissedSchedules { get; init; }

    /// <summary>Whether the log names every item that fails.</summary>
    public bool? LogAllFailures { get; init; }

    /// <summary>Whether the log names every file that was copied, and every one that needed nothing.</summary>
    public bool? LogSuccesses { get; init; }

    /// <summary>For how many days the log is kept; 1 to 3,650.</summary>
    public int? LogRetentionDays { get; init; }

    /// <summary>The language of messages, events and reports.</summary>
    public NodeLanguage? Language { get; init; }

    /// <summary>Whether the runs of all jobs leave processor and disks to others.</summary>
    public bool? LowPriority { get; init; }

    /// <summary>Address of an HTTP proxy, without a scheme http; an empty text for none.</summary>
    public string? Proxy { get; init; }

    /// <summary>The hosts that are reached without it.</summary>
    public IReadOnlyList<string>? ProxyBypass { get; init; }

    /// <summary>User name and password for it; its giver wipes it.</summary>
    public Credential? ProxyCredential { get; init; }

    /// <summary>Whether the proxy asks for no credential any more.</summary>
    public bool ForgetsProxyCredential { get; init; }
}
