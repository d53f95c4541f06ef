using System.Collections.Generic;
using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>What the guard said to a run, and what was not done for it.</summary>
sealed record GuardVerdict
{
    /// <summary>Why something was refused; null when nothing was.</summary>
    public CloneException? Refusal { get; init; }

    /// <summary>True when replacements are refused too, not removals alone.</summary>
    public bool RefusesReplacements { get; init; }

    /// <summary>Removals that were refused.</summary>
    public long Removals { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> WouldRemove { get; init; } = [];

    /// <summary>Replacements that were refused.</summary>
    public long Replacements { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> WouldReplace { get; init; } = [];
}
