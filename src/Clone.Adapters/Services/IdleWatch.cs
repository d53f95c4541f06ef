using System;
using System.Threading;

namespace Clone.Adapters.Services;

/// <summary>Breaks a request off when no byte moves for a while, whatever its size.</summary>
sealed class IdleWatch : IDisposable
{
    readonly TimeSpan longest;
    readonly CancellationTokenSource source;
    readonly CancellationToken caller;

    public IdleWatch(TimeSpan longest, CancellationToken caller)
    {
        this.longest = longest;
        this.caller = caller;
        source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        Touch();
    }

    /// <summary>Cancelled by the caller or after the time without a byte.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether it was the time, and not the caller.</summary>
    public bool IsIdle => source.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>A byte has moved.</summary>
    public void Touch() => source.CancelAfter(longest);

    public void Dispose() => source.Dispose();
}
