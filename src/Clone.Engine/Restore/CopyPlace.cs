using System;
using Clone.Engine.Jobs;

namespace Clone.Engine.Restore;

/// <summary>Where a copy is: the destination of a job, or any folder that a run of some machine has filled.</summary>
public sealed record CopyPlace
{
    /// <summary>The job; null when the folder is named.</summary>
    public JobDefinition? Job { get; init; }

    /// <summary>Full path of the copy; null when the job is named.</summary>
    public string? Path { get; init; }

    /// <summary>The time as of which it is to be read; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
