using System;
using System.Collections.Generic;

namespace Clone.Tests.Simulation;

/// <summary>What goes wrong in one run.</summary>
sealed record Mishaps
{
    /// <summary>Calls of 10,000 that fail before they do anything.</summary>
    public int FailBefore { get; init; }

    /// <summary>Calls of 10,000 that take effect and then say that they failed.</summary>
    public int FailAfter { get; init; }

    /// <summary>Uses of state files of 10,000 that fail.</summary>
    public int FailState { get; init; }

    /// <summary>Reads of 100 that give fewer bytes than were asked for.</summary>
    public int ReadShort { get; init; }

    /// <summary>Calls of 10,000 before which somebody does something in the source.</summary>
    public int Work { get; init; }

    /// <summary>Reads of 100 before which somebody writes to the very file.</summary>
    public int Tear { get; init; }

    /// <summary>The call at which the program is killed; 0 for none.</summary>
    public int KillAt { get; init; }

    /// <summary>The call, of those that are made while a file is being changed in its place, at which it is killed; 0 for none.</summary>
    public int KillInChangeAt { get; init; }

    /// <summary>Whether that call takes effect.</summary>
    public bool KillsAfter { get; init; }

    /// <summary>Whether the power goes with it.</summary>
    public bool CutsPower { get; init; }

    /// <summary>The call at which somebody stops the run; 0 for none.</summary>
    public int CancelAt { get; init; }

    /// <summary>Room at the destination in bytes; null for plenty.</summary>
    public long? Room { get; init; }

    /// <summary>Folders of the source that nobody may read.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    /// <summary>A run in which nothing goes wrong.</summary>
    public static Mishaps None { get; } = new();

    /// <summary>True when the run may only end well.</summary>
    public bool AreNone => FailBefore + FailAfter + FailState + KillAt + KillInChangeAt + CancelAt + Closed.Count == 0 && Room is null;

    /// <summary>The same, and the program is killed while it changes files in their places.</summary>
    public Mishaps InChange(Random random, bool mayCutPower) =>
        this with { KillInChangeAt = 1 + random.Next(40), KillsAfter = random.Next(2) == 0, CutsPower = mayCutPower && random.Next(3) > 0 };

    public static Mishaps Of(Random random, bool mayCutPower, IReadOnlyList<string> folders)
    {
        var mishaps = new Mishaps { ReadShort = random.Next(3) * 20, Work = random.Next(2) * random.Next(300), Tear = random.Next(4) == 0 ? random.Next(30) : 0 };
        if (random.Next(3) == 0) mishaps = mishaps with { FailBefore = random.Next(400), FailAfter = random.Next(3) * random.Next(100) };
        if (random.Next(12) == 0) mishaps = mishaps with { FailState = random.Next(500) };
        if (random.Next(3) == 0) mishaps = mishaps with { KillAt = 1 + random.Next(random.Next(2) == 0 ? 150 : 600), KillsAfter = random.Next(2) == 0, CutsPower = mayCutPower && random.Next(3) > 0 };
        if (random.Next(10) == 0) mishaps = mishaps with { CancelAt = 1 + random.Next(900) };
        if (random.Next(10) == 0) mishaps = mishaps with { Room = (random.Next(2) * (16 << 20)) + random.Next(30_000) };
        if (random.Next(8) == 0 && folders.Count > 0) mishaps = mishaps with { Closed = [folders[random.Next(folders.Count)]] };
        return mishaps;
    }
}
