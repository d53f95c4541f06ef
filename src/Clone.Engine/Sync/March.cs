using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Goes through source, destination and index in lock-step, all three in canonical order, and hands each key to the
/// planner; gives what the planner wants done.
/// </summary>
sealed class March(
    IAsyncEnumerable<EntryBatch> source, IAsyncEnumerable<EntryBatch> destination, TableCursor? index, Planner planner)
{
    const int ItemsAtOnce = 64;

    bool indexHasRow;

    /// <summary>The plan, in canonical order of the entries that it concerns.</summary>
    /// <exception cref="OrderViolationException">A side is not in order.</exception>
    public async IAsyncEnumerable<PlanItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var sourceBatches = source.GetAsyncEnumerator(cancellation);
        await using var _ = sourceBatches.ConfigureAwait(false);
        var destinationBatches = destination.GetAsyncEnumerator(cancellation);
        await using var __ = destinationBatches.ConfigureAwait(false);
        var from = new MarchSide(sourceBatches, isSource: true);
        var to = new MarchSide(destinationBatches, isSource: false);
        var items = new List<PlanItem>();
        indexHasRow = index?.MoveNext() ?? false;
        while (true)
        {
            if (from.NeedsBatch) await from.ReadBatchAsync().ConfigureAwait(false);
            if (to.NeedsBatch) await to.ReadBatchAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (from.Ended && to.Ended && !indexHasRow) break;
            Advance(from, to, items);
            foreach (var item in items) yield return item;
            items.Clear();
        }
        planner.Finish(items);
        foreach (var item in items) yield return item;
    }

    /// <summary>Pairs until a side needs its next batch, or enough items have come together.</summary>
    void Advance(MarchSide from, MarchSide to, List<PlanItem> items)
    {
        while (!from.NeedsBatch && !to.NeedsBatch && items.Count < ItemsAtOnce)
        {
            if (from.Ended && to.Ended && !indexHasRow) return;
            var order = from.Ended ? (to.Ended ? 0 : 1) : to.Ended ? -1 : EntryOrder.Compare(
                from.Parent, from.Name, from.IsFolder, to.Parent, to.Name, to.IsFolder);
            var pair = default(MarchPair);
            if (from.Ended && to.Ended)
            {
                TakeLoneRow(ref pair);
            }
            else
            {
                var first = order <= 0 ? from : to;
                var row = indexHasRow ? EntryOrder.Compare(first.Parent, first.Name, first.IsFolder, index!.Key) : -1;
                if (row > 0)
                {
                    TakeLoneRow(ref pair);
                }
                else
                {
                    pair.Parent = first.Parent;
                    pair.Name = first.Name;
                    pair.IsFolder = first.IsFolder;
                    pair.InSource = order <= 0;
                    pair.AtDestination = order >= 0;
                    if (row == 0) pair.InIndex = IndexRow.TryRead(index!.Value, out pair.Row);
                    TakeSides(ref pair, from, to);
                    planner.Decide(ref pair, items);
                    if (pair.InSource) from.MoveNext();
                    if (pair.AtDestination) to.MoveNext();
                    if (row == 0) indexHasRow = index!.MoveNext();
                    continue;
                }
            }
            planner.Decide(ref pair, items);
            indexHasRow = index!.MoveNext();
        }
    }

    static void TakeSides(ref MarchPair pair, MarchSide from, MarchSide to)
    {
        if (pair.InSource)
        {
            pair.Source = from.Facts;
            pair.SourceExclusion = from.Exclusion;
        }
        if (pair.AtDestination)
        {
            pair.Destination = to.Facts;
            pair.DestinationExclusion = to.Exclusion;
        }
    }

    void TakeLoneRow(ref MarchPair pair)
    {
        var path = EntryOrder.PathOf(index!.Key);
        pair.Parent = path.Parent;
        pair.Name = path.Name.ToArray();
        pair.IsFolder = EntryOrder.IsFolder(index.Key);
        pair.InIndex = true;
        IndexRow.TryRead(index.Value, out pair.Row);
    }
}
