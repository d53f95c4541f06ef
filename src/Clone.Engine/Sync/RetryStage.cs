using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>
/// Tries again what failed, as often as the job says and with growing pauses. What this very run was in the way of (a
/// folder that had to be made, a name that had to be freed) is tried once more in any case.
/// </summary>
/// <param name="desk">What to work with.</param>
/// <param name="spools">Where what failed waits.</param>
/// <param name="options">The job and the clock.</param>
/// <param name="transferAsync">Transfers items, and tells of those that fail.</param>
sealed class RetryStage(
    RunDesk desk, PassSpools spools, PassOptions options,
    Func<IEnumerable<PlanItem>, Action<PlanItem, EntryException>, CancellationToken, Task> transferAsync)
{
    readonly FirstFailures last = new();

    /// <summary>An item failed for the first time.</summary>
    public void OnFailed(PlanItem item, EntryException e) => Keep(item, e, spools.Retries, attempt: 0);

    /// <summary>A removal failed for the first time.</summary>
    public void OnRemovalFailed(PlanItem item, EntryException e) => Keep(item, e, spools.RemovalRetries, attempt: 0);

    /// <summary>The march begins anew.</summary>
    public void Forget() => last.Clear();

    /// <summary>The run is stopped: what has failed so far will not be tried again.</summary>
    public void GiveUp() => last.ReportTo(desk);

    /// <summary>Tries everything that failed.</summary>
    /// <param name="removals">Makes removals; tells of those that fail, and of folders that they hold.</param>
    /// <param name="cancellation">Stops, also in a pause.</param>
    public async Task RunAsync(
        Func<Action<PlanItem, EntryException>, Action<PlanItem>?, RemovalStage> removals, CancellationToken cancellation)
    {
        for (var attempt = 1; spools.Retries.Count + spools.RemovalRetries.Count > 0; attempt++)
        {
            if (options.Job.RetryPause > TimeSpan.Zero && options.Job.RetryCount > 0)
                await options.PauseAsync(PauseBefore(attempt), cancellation).ConfigureAwait(false);
            last.Clear();
            var (items, surplus) = spools.TakeRetries();
            var (number, again, removalsAgain) = (attempt, spools.Retries, spools.RemovalRetries);
            if (surplus.Count > 0)
            {
                var stage = removals((item, e) => Keep(item, e, removalsAgain, number), number < options.Job.RetryCount ? removalsAgain.Add : null);
                await stage.RunAsync(surplus.Read(descending: true), cancellation).ConfigureAwait(false);
            }
            if (items.Count > 0)
                await transferAsync(items.Read(), (item, e) => Keep(item, e, again, number), cancellation).ConfigureAwait(false);
        }
    }

    TimeSpan PauseBefore(int attempt) =>
        TimeSpan.FromTicks(Math.Min(options.Job.RetryPause.Ticks << (attempt - 1), TimeSpan.TicksPerHour));

    void Keep(PlanItem item, EntryException e, Spool again, int attempt)
    {
        if (attempt == 0 ? IsDue(e.Problem) : attempt < options.Job.RetryCount && RetryPolicy.MayHelp(e.Problem))
        {
            last.Add(item, e);
            again.Add(item);
            return;
        }
        desk.Fail(item.Path, item.Source.Kind, e);
        if (item.Step != PlanStep.Remove) options.Failed?.Add(item);
    }

    /// <summary>Archives give back what they hold after minutes at the soonest.</summary>
    bool IsDue(IoProblem problem) => (options.Job.RetryCount > 0 && problem is not (IoProblem.Archived or IoProblem.ArchiveRequested))
        || problem is IoProblem.ParentMissing or IoProblem.NotEmpty or IoProblem.NameTaken or IoProblem.AlreadyExists;
}
