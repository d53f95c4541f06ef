using System.Collections.Generic;

namespace Clone.Engine.Jobs;

/// <summary>What <c>jobs.json</c> holds.</summary>
sealed record JobFile
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 2;

    /// <summary>Format version: 2 where a job names volumes, which version 1 did not know; else 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The jobs, in no order.</summary>
    public IReadOnlyList<JobDefinition>? Jobs { get; init; }
}
