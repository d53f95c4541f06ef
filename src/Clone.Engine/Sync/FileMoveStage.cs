using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Moves at the destination the files that were moved at the source. Where one takes the place of another that moves too,
/// that one goes first; names that go round in a circle are sent, so that each path has a whole file at every moment.
/// </summary>
/// <param name="desk">What to work with.</param>
/// <param name="plan">The moves.</param>
/// <param name="spools">Where it is taken down what was moved.</param>
/// <param name="onFailed">Told of facets that could not be set.</param>
sealed class FileMoveStage(RunDesk desk, MovePlan plan, PassSpools spools, Action<PlanItem, EntryException> onFailed)
{
    const int MovesAtOnce = 1024;

    readonly List<EntryMove> batch = [];
    readonly TableChanges changes = new();
    readonly List<PlanItem> touches = [];
    readonly HashSet<EntryPath> early = [];
    ISortedTable? moved;

    /// <summary>Moves everything that may be moved.</summary>
    /// <param name="refusesReplacements">The guard lets nothing be replaced; then no path that stands loses its file either.</param>
    /// <param name="cancellation">Stops between moves.</param>
    /// <returns>False when something that was to be moved stayed: it is to be sent, and goes with the removals.</returns>
    public async Task<bool> RunAsync(bool refusesReplacements, CancellationToken cancellation)
    {
        var before = plan.Spared;
        foreach (var move in plan.Moves())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var item in InOrder(move))
            {
                if (refusesReplacements && (item.Replaces || item.FromStands)) continue;
                batch.Add(new EntryMove(item.From!.Value, item.Path, item.Destination!.Value, item.Replaces) { Tag = item });
            }
            if (batch.Count >= MovesAtOnce) await MoveAsync(cancellation).ConfigureAwait(false);
        }
        await MoveAsync(cancellation).ConfigureAwait(false);
        return plan.Spared == before;
    }

    /// <summary>Whether an item was moved, so that nothing is to be sent.</summary>
    public bool HasMoved(PlanItem item) => moved?.Get(item.Key) is not null;

    /// <summary>Whether a removal is none, since what it would remove is, or is to be, moved.</summary>
    public bool Spares(PlanItem removal) =>
        plan.MoveFrom(removal.Key) is { } move && move.From == removal.Path && (moved is null || HasMoved(move));

    /// <summary>The march begins anew.</summary>
    public void Forget()
    {
        plan.Forget();
        early.Clear();
        moved = null;
    }

    /// <summary>A move, after those that must go before it. None where it has been in its turn, or they go round in a circle.</summary>
    Stack<PlanItem> InOrder(PlanItem move)
    {
        var chain = new Stack<PlanItem>();
        if (early.Remove(move.Path)) return chain;
        var first = move.Key;
        for (PlanItem? next = move; next is not null; next = next.Replaces ? plan.MoveFrom(next.Key) : null)
        {
            var order = chain.Count == 0 ? 1 : next.Key.AsSpan().SequenceCompareTo(first);
            if (order < 0) break;
            if (order == 0) return new Stack<PlanItem>();
            if (chain.Count > 0) early.Add(next.Path);
            chain.Push(next);
        }
        return chain;
    }

    async Task MoveAsync(CancellationToken cancellation)
    {
        if (batch.Count == 0) return;
        moved ??= spools.EmptyTable("moved");
        desk.Score.Current = batch[0].To;
        await desk.Destination.MoveAsync(batch, Moved).ConfigureAwait(false);
        batch.Clear();
        moved.Apply(changes);
        changes.Clear();
        foreach (var item in touches) await TouchAsync(item, cancellation).ConfigureAwait(false);
        touches.Clear();
    }

    void Moved(EntryMove move, EntryFacts? stored)
    {
        var item = (PlanItem)move.Tag!;
        if (stored is not { } facts)
        {
            // What was said to have failed may have taken effect.
            desk.Score.IsCopyUnsure = true;
            plan.GiveUp(item);
            return;
        }
        desk.Score.AddMoved();
        desk.OnSuccess?.Invoke(item.Path, false);
        desk.Score.SpareBytes(item.Source.Size);
        desk.Index.MoveFile(move.From, item.Path, item.Source, facts);
        changes.Put(item.Key, []);
        if (desk.Planned.FacetsDiffer(item.Source, facts)) touches.Add(item with { Step = PlanStep.Touch });
    }

    async ValueTask TouchAsync(PlanItem item, CancellationToken cancellation)
    {
        try
        {
            var stored = await desk.Destination
                .SetFacetsAsync(item.Path, item.Source, desk.Planned.FacetsFor(item.Source.Kind), cancellation).ConfigureAwait(false);
            desk.Index.Put(item.Path, item.Source, stored);
        }
        catch (EntryException e)
        {
            onFailed(item, e);
        }
    }
}
