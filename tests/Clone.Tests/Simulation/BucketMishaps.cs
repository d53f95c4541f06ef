using System;

namespace Clone.Tests.Simulation;

/// <summary>What goes wrong between a run and its service.</summary>
sealed record BucketMishaps
{
    /// <summary>Requests of 10,000 that fail before they are carried out.</summary>
    public int FailBefore { get; init; }

    /// <summary>Requests of 10,000 that are carried out and answered with a failure.</summary>
    public int FailAfter { get; init; }

    /// <summary>Failures of 100 after which the same request succeeds: the service was busy or the connection broke.</summary>
    public int Passing { get; init; }

    /// <summary>Objects of 1,000 that a deletion of many leaves.</summary>
    public int Undeleted { get; init; }

    /// <summary>The request from which on the service does not answer; 0 for none.</summary>
    public int OutageAt { get; init; }

    /// <summary>So many requests get no answer then.</summary>
    public int OutageLength { get; init; }

    /// <summary>A run in which nothing goes wrong.</summary>
    public static BucketMishaps None { get; } = new();

    public bool AreNone => this == None;

    public static BucketMishaps Of(Random random)
    {
        var mishaps = None;
        if (random.Next(3) > 0)
            mishaps = mishaps with { FailBefore = random.Next(600), FailAfter = random.Next(3) * random.Next(200), Passing = random.Next(3) * 50, Undeleted = random.Next(2) * random.Next(300) };
        if (random.Next(6) == 0) mishaps = mishaps with { OutageAt = 1 + random.Next(200), OutageLength = random.Next(2, 60) };
        return mishaps;
    }
}
