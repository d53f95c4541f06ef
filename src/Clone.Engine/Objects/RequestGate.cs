using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Engine.Objects;

/// <summary>
/// Limits the requests of one store that are under way at once, and tunes the limit to what the service and the link
/// bear: it grows by one with each success until the first sign of overload, is halved by such a sign, and then grows by
/// one each time that as many requests have succeeded as the limit lets go at once.
/// </summary>
/// <param name="most">The greatest limit.</param>
/// <param name="first">The limit at the beginning.</param>
public sealed class RequestGate(int most, int first)
{
    readonly object gate = new();
    readonly Queue<TaskCompletionSource<bool>> waiting = new();
    double limit = Math.Min(most, Math.Max(1, first));
    int underWay;
    long passed;
    long passedAtCut;
    bool wasOverloaded;

    /// <summary>How many may be under way now.</summary>
    public int Limit
    {
        get
        {
            lock (gate) return (int)limit;
        }
    }

    /// <summary>How many are under way now.</summary>
    public int UnderWay
    {
        get
        {
            lock (gate) return underWay;
        }
    }

    /// <summary>Waits until there is room for one more. Whoever passes tells of the end by one of the Leave methods.</summary>
    /// <returns>The number of the passage.</returns>
    public async ValueTask<long> EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TaskCompletionSource<bool> turn;
        lock (gate)
        {
            if (waiting.Count == 0 && underWay < (int)limit) return Pass();
            turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
        }
        // A turn that was given up is passed over when it would come.
        using (cancellation.Register(() => turn.TrySetCanceled(cancellation))) await turn.Task.ConfigureAwait(false);
        lock (gate) return passed++;
    }

    /// <summary>One is over that went well.</summary>
    public void Leave(long passage) => LeaveWith(passage, () => limit += wasOverloaded ? 1 / limit : 1);

    /// <summary>One is over that says nothing about the load.</summary>
    public void LeaveUnjudged(long passage) => LeaveWith(passage, () => { });

    /// <summary>One is over that showed overload.</summary>
    public void LeaveOverloaded(long passage) => LeaveWith(passage, () =>
    {
        wasOverloaded = true;
        // What was sent before the last cut says nothing about the limit since then.
        if (passage < passedAtCut) return;
        limit = Math.Max(1, limit / 2);
        passedAtCut = passed;
    });

    void LeaveWith(long passage, Action judge)
    {
        if (passage < 0) throw new ArgumentOutOfRangeException(nameof(passage));
        lock (gate)
        {
            underWay--;
            judge();
            limit = Math.Min(most, limit);
            while (waiting.Count > 0 && underWay < (int)limit)
                if (waiting.Dequeue().TrySetResult(true)) underWay++;
        }
    }

    long Pass()
    {
        underWay++;
        return passed++;
    }
}
