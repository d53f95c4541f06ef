using System;
using System.Threading;

namespace Clone.Engine.Sync;

/// <summary>Reports the score of a run a few times a second to whoever watches.</summary>
sealed class ProgressWatch : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    readonly ITimer? timer;

    /// <summary>Starts to report; nothing happens when nobody watches.</summary>
    public ProgressWatch(RunScore score, Func<long> seen, IProgress<RunProgress>? watcher, TimeProvider time)
    {
        if (watcher is null) return;
        timer = time.CreateTimer(_ => watcher.Report(score.Snapshot(seen())), null, Interval, Interval);
    }

    /// <summary>Ends the reports.</summary>
    public void Dispose() => timer?.Dispose();
}
