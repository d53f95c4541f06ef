using System;

namespace Clone.Engine.Objects;

/// <summary>How a store works, whatever service it is.</summary>
public sealed record ObjectStoreOptions
{
    /// <summary>The defaults.</summary>
    public static ObjectStoreOptions Default { get; } = new();

    /// <summary>The clock of pauses.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Most requests under way at once; fewer when the service throttles.</summary>
    public int MostAtOnce { get; init; } = 64;

    /// <summary>How often and how long is waited before a request is given up.</summary>
    public RetryPauses Pauses { get; init; } = RetryPauses.Default;

    /// <summary>Longest time without a byte in either direction, and to the answer of a request.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Longest time until a connection is made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
