using System;
using System.Collections.Generic;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>One of those that are measured in a row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Commands">What it does, one after the other; all of it is timed.</param>
sealed record Side(string Name, params IReadOnlyList<Command> Commands)
{
    /// <summary>The name of Clone's side where it stands against peers.</summary>
    public const string Own = "Clone";

    /// <summary>Its version; empty when the page tells it elsewhere.</summary>
    public string Version { get; init; } = "";

    /// <summary>A peer: the most that Clone's time may be as a share of its time.</summary>
    public double Bar { get; init; }

    /// <summary>Why it cannot be measured here; null when it can.</summary>
    public string? Missing { get; init; }

    /// <summary>Done before each run, not timed.</summary>
    public Action? BeforeEach { get; init; }

    /// <summary>Done after each run, not timed.</summary>
    public Action? AfterEach { get; init; }
}
