using System;

namespace Clone.Engine.State;

/// <summary>What a run that is under way reads and writes; written beside its lock.</summary>
sealed record ActiveRun
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Identity of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Name of its job.</summary>
    public string JobName { get; init; } = "";

    /// <summary>The folder that it reads, links resolved.</summary>
    public string Source { get; init; } = "";

    /// <summary>The folder that it writes, links resolved; null when it writes to no folder.</summary>
    public string? Destination { get; init; }
}
