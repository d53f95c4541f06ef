namespace Clone.Engine.Settings;

/// <summary>What Set-CloneSetting is told; null means not said.</summary>
public sealed record SettingsChanges
{
    /// <summary>How many runs may be under way at once; 1 to 64.</summary>
    public int? MaxConcurrentRuns { get; init; }

    /// <summary>Whether the log names every item that fails.</summary>
    public bool? LogAllFailures { get; init; }

    /// <summary>Whether the runs of all jobs leave processor and disks to others.</summary>
    public bool? LowPriority { get; init; }
}
