using System;
using System.Collections.Generic;
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
    RunDesk desk, NameLedger? written, int workerCount, Action<PlanItem, EntryException> onFailed)
{
    volatile bool hasFailed;

    /// <summary>
    /// Told of each folder that still holds something after a removal has failed: perhaps nothing but that, so that it can go
    /// when the removal succeeds at its second try.
    /// </summary>
    public Action<PlanItem>? OnHeld { get; init; }

    public async Task RunAsync(IEnumerable<PlanItem> removals, CancellationToken cancellation)
    {
        var underWay = new List<Task>();
        foreach (var item in removals)
        {
            cancellation.ThrowIfCancellationRequested();
            if (written is not null && written.Holds(item.Path, item.Source.Kind))
            {
                desk.Index.Delete(item.Key);
                continue;
            }
            if (item.Source.Kind == EntryKind.Folder || underWay.Count == workerCount * 16)
            {
                await Task.WhenAll(underWay).ConfigureAwait(false);
                underWay.Clear();
            }
            var removal = Task.Run(() => RemoveAsync(item, cancellation), CancellationToken.None);
            if (item.Source.Kind == EntryKind.Folder || workerCount == 0) await removal.ConfigureAwait(false);
            else underWay.Add(removal);
        }
        await Task.WhenAll(underWay).ConfigureAwait(false);
        desk.Index.Flush();
    }

    async Task RemoveAsync(PlanItem item, CancellationToken cancellation)
    {
        if (item.Step == PlanStep.Remove) desk.Score.Current = item.Path;
        try
        {
            var outcome = await desk.Destination
                .RemoveAsync(item.Path, item.Destination ?? item.Source, cancellation).ConfigureAwait(false);
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
