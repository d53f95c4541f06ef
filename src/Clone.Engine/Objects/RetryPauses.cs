using System;

namespace Clone.Engine.Objects;

/// <summary>Pauses between the tries of one request: growing, random, and as long at least as the service asks.</summary>
public sealed record RetryPauses
{
    /// <summary>The defaults: what is over within two minutes ends no run and fails no file.</summary>
    public static RetryPauses Default { get; } = new();

    /// <summary>Most tries of a request, the first included; the pauses between so many take more than two minutes at any rate.</summary>
    public int MostTries { get; init; } = 16;

    /// <summary>Fewest tries of a request, where each takes long itself.</summary>
    public int LeastTries { get; init; } = 8;

    /// <summary>For so long at least a request is tried again, if that takes no more than the most tries.</summary>
    public TimeSpan LeastTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Most tries while the service was never reached, or has answered nothing while another request was given up: an address that
    /// does not answer is said at once, and not every object waits for a link that is down.
    /// </summary>
    public int MostTriesToReach { get; init; } = 2;

    /// <summary>The bound of the first pause; it doubles with each.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The bound of all pauses, but those that the service asks for.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause that is granted to a service that asks for it.</summary>
    public TimeSpan LongestAsked { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause before the next try.</summary>
    /// <param name="tries">How many there were; at least 1.</param>
    /// <param name="asked">What the service asked for (Retry-After), or null.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    /// <remarks>Half of the bound and a random part of the other half, so that many clients do not come back together.</remarks>
    public TimeSpan After(int tries, TimeSpan? asked, double chance)
    {
        if (tries < 1) throw new ArgumentOutOfRangeException(nameof(tries));
        var bound = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, tries - 1));
        var pause = TimeSpan.FromMilliseconds(bound / 2 + bound / 2 * chance);
        if (asked is not { } wish || wish <= pause) return pause;
        return wish < LongestAsked ? wish : LongestAsked;
    }
}
