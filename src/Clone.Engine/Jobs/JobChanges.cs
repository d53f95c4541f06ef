using System.Collections.Generic;

namespace Clone.Engine.Jobs;

/// <summary>What New-CloneJob or Set-CloneJob is told; null means not said.</summary>
public sealed record JobChanges
{
    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>Source folder, as the user wrote it, made absolute.</summary>
    public string? Source { get; init; }

    /// <summary>Base folder, as the user wrote it, made absolute.</summary>
    public string? HddBaseFolder { get; init; }

    /// <summary>Name below the base folder.</summary>
    public string? DestinationName { get; init; }

    /// <summary>Snapshots.</summary>
    public VssUse? UseVss { get; init; }

    /// <summary>Patterns; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Patterns; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Whether what a filter leaves out is removed at the destination.</summary>
    public bool? DeleteExcluded { get; init; }

    /// <summary>0 to 100.</summary>
    public int? MaxDeletePercent { get; init; }

    /// <summary>0 or more; -1 removes the limit.</summary>
    public long? MaxDeleteCount { get; init; }

    /// <summary>Lets the job take over a destination that is not its own.</summary>
    public TakeOverMode? TakeOver { get; init; }

    /// <summary>Enabled or disabled.</summary>
    public bool? Enabled { get; init; }
}
