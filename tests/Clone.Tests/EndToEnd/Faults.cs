using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Clone.Engine.Errors;

namespace Clone.Tests.EndToEnd;

/// <summary>
/// Decides from a seed what goes wrong when. The same calls in the same order get the same faults; safe for several threads.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="rates">How many calls of 1,000 each kind of fault hits.</param>
sealed class Faults(int seed, IReadOnlyDictionary<FaultKind, int> rates) : IDisposable
{
    readonly Random random = new(seed);
    readonly Dictionary<FaultKind, int> made = [];
    readonly CancellationTokenSource stop = new();
    readonly object gate = new();

    /// <summary>Cancelled by a fault of that kind.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>Nothing goes wrong.</summary>
    public static Faults None => new(0, new Dictionary<FaultKind, int>());

    /// <summary>How often a fault was made.</summary>
    public int Made(FaultKind kind)
    {
        lock (gate) return made.GetValueOrDefault(kind);
    }

    /// <summary>How many faults were made.</summary>
    public int MadeInAll()
    {
        lock (gate) return made.Values.Sum();
    }

    /// <summary>Whether this call gets that fault.</summary>
    public bool Hits(FaultKind kind)
    {
        lock (gate)
        {
            if (!rates.TryGetValue(kind, out var rate) || random.Next(1000) >= rate) return false;
            made[kind] = made.GetValueOrDefault(kind) + 1;
        }
        if (kind == FaultKind.Cancel) stop.Cancel();
        return true;
    }

    /// <summary>A number below a bound.</summary>
    public int Pick(int bound)
    {
        lock (gate) return random.Next(bound);
    }

    /// <summary>The failures that come before an operation does anything.</summary>
    public void ThrowBefore(EntryOperation operation)
    {
        Hits(FaultKind.Cancel);
        if (Hits(FaultKind.Throttled)) throw new EntryException(IoProblem.OutOfResources, "Throttled", operation);
        if (Hits(FaultKind.Before)) throw new EntryException(IoProblem.DeviceError, "FaultBefore", operation);
        if (operation is EntryOperation.Write or EntryOperation.CreateFolder && Hits(FaultKind.Full))
            throw new EntryException(IoProblem.DiskFull, "Full", operation);
    }

    /// <summary>The failure that comes when an operation has taken effect.</summary>
    public void ThrowAfter(EntryOperation operation)
    {
        if (Hits(FaultKind.After)) throw new EntryException(IoProblem.DeviceError, "FaultAfter", operation);
    }

    public void Dispose() => stop.Dispose();
}
