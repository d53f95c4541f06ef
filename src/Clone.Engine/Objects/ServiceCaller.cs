using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;

namespace Clone.Engine.Objects;

/// <summary>
/// Sends the requests of one store: so many at once as the gate allows, each again after a pause while that may help.
/// The one place that tries again, for every service, so that the counts of requests are exact.
/// </summary>
/// <param name="options">How often is tried, and how much at once.</param>
/// <param name="judge">What the failure of an operation means; null for an exception that is not the service's.</param>
public sealed class ServiceCaller(ObjectStoreOptions options, Func<Exception, EntryOperation, ServiceFailure?> judge) : IDisposable
{
    const int FirstAtOnce = 16;

    readonly Random chance = new();
    readonly CancellationTokenSource broken = new();
    Exception? unusable;
    volatile bool wasReached;
    volatile bool isSilent;
    long answers;

    /// <summary>What was sent.</summary>
    public RequestCounter Counter { get; } = new();

    /// <summary>How much goes at once.</summary>
    public RequestGate Gate { get; } = new(options.MostAtOnce, FirstAtOnce);

    /// <summary>Sends a request until it succeeds or another try cannot help.</summary>
    /// <param name="kind">Counts as.</param>
    /// <param name="operation">Fails as.</param>
    /// <param name="send">Sends it once; told the number of the try, from 1.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<T> CallAsync<T>(
        RequestKind kind, EntryOperation operation, Func<int, CancellationToken, Task<T>> send, CancellationToken cancellation)
    {
        var before = Interlocked.Read(ref answers);
        var began = options.Time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            ThrowIfUnusable();
            var (result, failure) = await TryAsync(kind, operation, tries, send, cancellation).ConfigureAwait(false);
            if (failure is null) return result!;
            if (IsLast(failure, tries, began)) throw ErrorOf(failure, isUnheard: Interlocked.Read(ref answers) == before);
            await PauseAsync(PauseAfter(tries, failure.Wait), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Frees what it holds, when no request is under way any more.</summary>
    public void Dispose() => broken.Dispose();

    async Task<(T? Result, ServiceFailure? Failure)> TryAsync<T>(
        RequestKind kind, EntryOperation operation, int tries, Func<int, CancellationToken, Task<T>> send, CancellationToken cancellation)
    {
        var passage = await Gate.EnterAsync(cancellation).ConfigureAwait(false);
        Action<long> leave = Gate.LeaveUnjudged;
        try
        {
            // Whoever waited in line meanwhile does not ask a place that turned out to be unusable.
            ThrowIfUnusable();
            Counter.Count(kind, isRetry: tries > 1);
            var result = await send(tries, cancellation).ConfigureAwait(false);
            (wasReached, leave) = (true, Gate.Leave);
            Hear();
            return (result, null);
        }
        catch (Exception e) when (e is not EntryException && judge(e, operation) is not null)
        {
            // A request that was broken off may fail in any way.
            cancellation.ThrowIfCancellationRequested();
            var failure = judge(e, operation)!;
            if (failure.Unreached is null) wasReached = true;
            if (failure is { Unanswered: null, Unreached: null }) Hear();
            if (failure.Remedy == ServiceRemedy.Slow) leave = Gate.LeaveOverloaded;
            return (default, failure);
        }
        finally
        {
            leave(passage);
        }
    }

    bool IsLast(ServiceFailure failure, int tries, long began)
    {
        var pauses = options.Pauses;
        if (failure.Remedy == ServiceRemedy.None || tries >= pauses.MostTries) return true;
        if (!wasReached || isSilent) return tries >= pauses.MostTriesToReach;
        return tries >= pauses.LeastTries && options.Time.GetElapsedTime(began) >= pauses.LeastTime;
    }

    /// <summary>
    /// What is thrown after the last try. The first request that nobody answers fails alone: something on the way may not let its
    /// contents through. With the second, where nothing was answered between them, the place is unusable.
    /// </summary>
    Exception ErrorOf(ServiceFailure failure, bool isUnheard)
    {
        var error = failure.Unreached ?? failure.Error;
        if (isUnheard && failure.Unanswered is { } silence)
        {
            if (isSilent) error = silence;
            isSilent = true;
        }
        if (error is CloneException) Break(error);
        return error;
    }

    /// <summary>The service has answered.</summary>
    void Hear()
    {
        Interlocked.Increment(ref answers);
        isSilent = false;
    }

    void Break(Exception error)
    {
        Interlocked.CompareExchange(ref unusable, error, null);
        // Whoever pauses learns it at once.
        broken.Cancel();
    }

    void ThrowIfUnusable()
    {
        if (Volatile.Read(ref unusable) is CloneException known)
            throw new CloneException(known.Id, known, [.. known.Arguments]);
    }

    TimeSpan PauseAfter(int tries, TimeSpan? asked)
    {
        lock (chance) return options.Pauses.After(tries, asked, chance.NextDouble());
    }

    async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, broken.Token);
        try
        {
#if NET
            await Task.Delay(pause, options.Time, either.Token).ConfigureAwait(false);
#else
            await options.Time.Delay(pause, either.Token).ConfigureAwait(false);
#endif
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            ThrowIfUnusable();
        }
    }
}
