using System.Collections.Generic;
using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>Why a run, or the removals of a run, were refused; or why it failed as a whole.</summary>
public sealed record RunStop
{
    /// <summary>The stable id.</summary>
    public ErrorId ErrorId { get; init; }

    /// <summary>What and why.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Guard: number of removals that were not made.</summary>
    public long Removals { get; init; }

    /// <summary>Guard: the first 100 of them.</summary>
    public IReadOnlyList<string> WouldRemove { get; init; } = [];

    /// <summary>Guard: number of replacements that were not made.</summary>
    public long Replacements { get; init; }

    /// <summary>Guard: the first 100 of them.</summary>
    public IReadOnlyList<string> WouldReplace { get; init; } = [];
}
