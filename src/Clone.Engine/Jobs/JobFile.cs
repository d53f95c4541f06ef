using System.Collections.Generic;

namespace Clone.Engine.Jobs;

/// <summary>What <c>jobs.json</c> holds.</summary>
sealed record JobFile
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The jobs, in no order.</summary>
    public IReadOnlyList<JobDefinition>? Jobs { get; init; }
}
