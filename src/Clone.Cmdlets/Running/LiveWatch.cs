using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using Clone.Engine.Live;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Running;

/// <summary>Runs, in whichever process, that the thread of the pipeline waits for while it shows how far they are.</summary>
/// <param name="cmdlet">Whose progress is shown.</param>
/// <param name="runs">Where the runs are seen.</param>
/// <param name="cancellation">The user stops the command; the runs go on.</param>
sealed class LiveWatch(Cmdlet cmdlet, LiveRuns runs, CancellationToken cancellation)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    readonly Dictionary<Guid, RunProgressView> views = [];

    /// <summary>The reports of runs, each as soon as it has ended; those that have not when the time is over are left.</summary>
    /// <param name="awaited">The runs; taken out as they end.</param>
    /// <param name="most">The most time to wait; null for as long as it takes.</param>
    public IEnumerable<RunReport> Wait(List<LiveRun> awaited, TimeSpan? most)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var living = runs.List();
            foreach (var run in awaited.Where(run => living.All(other => other.RunId != run.RunId)).ToArray())
            {
                awaited.Remove(run);
                Close(run);
                if (runs.ReportOf(run) is { } report) yield return report;
            }
            if (awaited.Count == 0 || clock.Elapsed >= most) break;
            foreach (var run in living.Where(run => awaited.Any(other => other.RunId == run.RunId))) Show(run);
            cancellation.WaitHandle.WaitOne(most is { } end && end - clock.Elapsed < Pause ? Least(end - clock.Elapsed) : Pause);
            cancellation.ThrowIfCancellationRequested();
        }
        foreach (var run in awaited) Close(run);
    }

    static TimeSpan Least(TimeSpan rest) => rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    void Show(LiveRun run)
    {
        if (!views.TryGetValue(run.RunId, out var view)) views.Add(run.RunId, view = new RunProgressView(run.JobName, run.RestoredJobId is not null));
        cmdlet.WriteProgress(view.Show(run));
    }

    void Close(LiveRun run)
    {
        if (views.TryGetValue(run.RunId, out var view) && view.IsShown) cmdlet.WriteProgress(view.Close());
    }
}
