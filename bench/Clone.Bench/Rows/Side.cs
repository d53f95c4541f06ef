using System;
using System.Collections.Generic;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>One of those that are measured in a row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty when the page tells it elsewhere.</param>
/// <param name="Commands">What it does, one after the other; all of it is timed.</param>
sealed record Side(string Name, string Version, params IReadOnlyList<Command> Commands)
{
    /// <summary>A peer; no command is made when it is missing.</summary>
    public static Side Of(Peer peer, double bar, Func<Command> command) => peer.Missing is { } why
        ? new Side(peer.Name, peer.Version) { Missing = why }
        : new Side(peer.Name, peer.Version, command()) { Bar = bar };

    /// <summary>A peer: the most that Clone's time may be as a share of its time.</summary>
    public double Bar { get; init; }

    /// <summary>Why it cannot be measured here; null when it can.</summary>
    public string? Missing { get; init; }

    /// <summary>Done before each run, not timed.</summary>
    public Action? BeforeEach { get; init; }
}
