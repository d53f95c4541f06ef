using System;
using System.Threading;

namespace Clone.Engine.Objects;

/// <summary>Counts the requests of a store, tries included. Safe for several threads.</summary>
public sealed class RequestCounter
{
    readonly long[] counts = new long[KindCount];
    long retries;

    static int KindCount => (int)RequestKind.Archive + 1;

    /// <summary>Requests that were sent again after a failure; they count in their kind too.</summary>
    public long Retries => Interlocked.Read(ref retries);

    /// <summary>All requests.</summary>
    public long Total
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < counts.Length; i++) sum += Interlocked.Read(ref counts[i]);
            return sum;
        }
    }

    /// <summary>Requests of a kind.</summary>
    public long this[RequestKind kind] => Interlocked.Read(ref counts[(int)kind]);

    /// <summary>Counts one that is sent.</summary>
    public void Count(RequestKind kind, bool isRetry)
    {
        if ((int)kind < 0 || (int)kind >= counts.Length) throw new ArgumentOutOfRangeException(nameof(kind));
        Interlocked.Increment(ref counts[(int)kind]);
        if (isRetry) Interlocked.Increment(ref retries);
    }
}
