using System;
using System.Threading;

namespace Clone.Engine.Live;

/// <summary>
/// Looks at a run a few times a second: shows how far it is, in this process and to others, and ends it when another
/// process asks for that.
/// </summary>
sealed class RunWatch : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    readonly object gate = new();
    readonly RunPlace place;
    readonly Func<RunProgress> look;
    readonly IProgress<RunProgress>? watcher;
    readonly CancellationTokenSource stopping;
    readonly RunPace pace = new();
    readonly ITimer timer;
    bool ended;

    /// <summary>Begins to look.</summary>
    /// <param name="place">The run's place, where others see it.</param>
    /// <param name="look">This moment of the run, without speed and forecast.</param>
    /// <param name="watcher">Who watches in this process; null for nobody.</param>
    /// <param name="time">Tells when to look.</param>
    /// <param name="cancellation">Ends the run too.</param>
    public RunWatch(
        RunPlace place, Func<RunProgress> look, IProgress<RunProgress>? watcher, TimeProvider time,
        CancellationToken cancellation)
    {
        this.place = place;
        this.look = look;
        this.watcher = watcher;
        stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Cancelled when somebody, here or in another process, wants the run to end.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>Looks no more.</summary>
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            ended = true;
            stopping.Dispose();
        }
    }

    void Look()
    {
        // A look that takes long, on a slow disk, is not joined by the next.
        if (!Monitor.TryEnter(gate)) return;
        try
        {
            if (ended) return;
            if (!stopping.IsCancellationRequested && place.IsStopRequested) stopping.Cancel();
            // What waits for the cancellation may go on on this thread, to its end.
            if (ended) return;
            var moment = pace.Measure(look());
            place.Show(moment);
            watcher?.Report(moment);
        }
        finally
        {
            Monitor.Exit(gate);
        }
    }
}
