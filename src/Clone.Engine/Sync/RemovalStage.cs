using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>
/// Makes the removals that the guard let through, contents before their folders. Files are removed several at once;
/// a folder waits for all that comes before it.
/// </summary>
sealed class RemovalStage(
    RunDesk desk, NameLedger? written, WorkLimits work, Action<PlanItem, EntryException> onFailed)
{
    /// <summary>Fewer files get no second thread: to begin one takes about as long as to remove a file.</summary>
    const int FewestAThread = 8;

    /// <summary>So many files for each thread are removed before more are begun.</summary>
    const int MostAThread = 64;

    volatile bool hasFailed;

    /// <summary>
    /// Told of each folder that still holds something after a removal has failed: perhaps nothing but that, so that it can go
    /// when the removal succeeds at its second try.
    /// </summary>
    public Action<PlanItem>? OnHeld { get; init; }

    public async Task RunAsync(IEnumerable<PlanItem> removals, CancellationToken cancellation)
    {
        var files = new List<PlanItem>();
        foreach (var item in removals)
        {
            cancellation.ThrowIfCancellationRequested();
            if (written is not null && written.Holds(item.Path, item.Source.Kind))
            {
                desk.Index.Delete(item.Key);
                // Made by this very run it may be, by a march that was begun anew since; the next run lists.
                desk.Score.IsCopyUnsure = true;
                continue;
            }
            if (item.Source.Kind != EntryKind.Folder)
            {
                files.Add(item);
                if (files.Count < work.Workers * MostAThread) continue;
            }
            await RemoveFilesAsync(files, cancellation).ConfigureAwait(false);
            if (item.Source.Kind == EntryKind.Folder) await RemoveAsync(item, cancellation).ConfigureAwait(false);
        }
        await RemoveFilesAsync(files, cancellation).ConfigureAwait(false);
        desk.Index.Flush();
    }

    /// <summary>Removes files, the next by whichever thread is free, and forgets them.</summary>
    async Task RemoveFilesAsync(List<PlanItem> files, CancellationToken cancellation)
    {
        var next = -1;
        void Work()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < files.Count;)
                RemoveAsync(files[i], cancellation).GetAwaiter().GetResult();
        }

        var threads = Math.Min(work.Workers, (files.Count + FewestAThread - 1) / FewestAThread);
        if (threads > 0) await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => work.Threads.Run(Work))).ConfigureAwait(false);
        else Work();
        files.Clear();
    }

    async Task RemoveAsync(PlanItem item, CancellationToken cancellation)
    {
        if (item.Step == PlanStep.Remove) desk.Score.Current = item.Path;
        try
        {
            var outcome = await desk.Destination
                .RemoveAsync(item.Path, item.Destination ?? item.Source, cancellation).ConfigureAwait(false);
            if (outcome != RemovalOutcome.Removed) desk.Wonder();
            // It stays, and its row does not.
            if (outcome == RemovalOutcome.IsAnother) desk.Score.IsCopyUnsure = true;
            if (outcome == RemovalOutcome.HoldsOthers)
            {
                if (hasFailed) OnHeld?.Invoke(item);
                return;
            }
            if (outcome == RemovalOutcome.Removed && item.Step == PlanStep.Remove) desk.Score.AddDeleted();
            desk.Index.Delete(item.Key);
        }
        catch (EntryException e)
        {
            hasFailed = true;
            onFailed(item, e);
        }
    }
}
