using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Objects;

/// <summary>Why a run, or the removals of a run, were refused; or why it failed as a whole.</summary>
public sealed record CloneSyncStop
{
    /// <summary>The stable id, such as CloneTooManyRemovals.</summary>
    public string ErrorId { get; init; } = "";

    /// <summary>What and why.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Number of removals that were not made.</summary>
    public long Removals { get; init; }

    /// <summary>The first 100 of them: paths relative to the destination, '/' between the parts.</summary>
    public IReadOnlyList<string> WouldRemove { get; init; } = [];

    /// <summary>Number of replacements that were not made.</summary>
    public long Replacements { get; init; }

    /// <summary>The first 100 of them, as in WouldRemove.</summary>
    public IReadOnlyList<string> WouldReplace { get; init; } = [];

    /// <summary>The message.</summary>
    public override string ToString() => Message;

    internal static CloneSyncStop Of(RunStop stop) => new()
    {
        ErrorId = stop.ErrorId.ToString(),
        Message = stop.Message,
        Advice = stop.Advice,
        Removals = stop.Removals,
        WouldRemove = stop.WouldRemove.ToArray(),
        Replacements = stop.Replacements,
        WouldReplace = stop.WouldReplace.ToArray(),
    };
}
