using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.EndToEnd;

/// <summary>Any destination, at which things go wrong by a seed.</summary>
/// <param name="inner">The destination.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="openSource">Opens the source a second time, to be read wrong.</param>
sealed class FaultyDestination(IDestination inner, Faults faults, Func<FolderHandle> openSource) : WrappedDestination(inner)
{
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    public override async IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
    {
        faults.ThrowBefore(EntryOperation.List);
        await foreach (var batch in Inner.ListAsync(scope, onUnreadable, cancellation))
        {
            await PauseAsync();
            if (faults.Hits(FaultKind.During)) throw new EntryException(IoProblem.DeviceError, "FaultDuring", EntryOperation.List);
            yield return batch;
        }
    }

    public override async ValueTask<PlacedEntry> CreateFolderAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, CancellationToken cancellation)
    {
        await BeginAsync(EntryOperation.CreateFolder);
        var placed = await Inner.CreateFolderAsync(source, path, facts, cancellation);
        faults.ThrowAfter(EntryOperation.CreateFolder);
        return placed;
    }

    public override async ValueTask<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, EntryFacts? replaces, Action<int> onBytes, CancellationToken cancellation)
    {
        await BeginAsync(EntryOperation.Write);
        var breaks = faults.Hits(FaultKind.During);
        using var spoiled = new SourceFolder(((SourceFolder)source).Path, new SpoiledFolder(openSource(), faults));
        var staged = await Inner.StageAsync(spoiled, path, facts, replaces, bytes =>
        {
            if (breaks) throw new EntryException(IoProblem.DeviceError, "FaultDuring", EntryOperation.Write);
            onBytes(bytes);
        }, cancellation);
        faults.ThrowAfter(EntryOperation.Write);
        return staged;
    }

    public override async ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem)
    {
        await PauseAsync();
        // Where a group breaks nobody tidies up what waits for its name.
        var reached = faults.Hits(FaultKind.During) ? faults.Pick(items.Count) : items.Count;
        await Inner.CommitAsync([.. items.Take(reached)], (item, failure) =>
            onItem(item, failure ?? (faults.Hits(FaultKind.After) ? new EntryException(IoProblem.DeviceError, "FaultAfter", EntryOperation.Rename) : null)));
        foreach (var item in items.Skip(reached))
            onItem(item, new EntryException(IoProblem.DeviceError, "FaultDuring", EntryOperation.Rename));
    }

    public override async ValueTask<PlacedEntry> SettleFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, FacetMask mask)
    {
        await BeginAsync(EntryOperation.SetFacets);
        var placed = await Inner.SettleFolderAsync(source, path, facts, mask);
        faults.ThrowAfter(EntryOperation.SetFacets);
        return placed;
    }

    public override async ValueTask<EntryFacts> SetFacetsAsync(
        EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation)
    {
        await BeginAsync(EntryOperation.SetFacets);
        var stored = await Inner.SetFacetsAsync(path, facts, mask, cancellation);
        faults.ThrowAfter(EntryOperation.SetFacets);
        return stored;
    }

    public override async ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation)
    {
        await BeginAsync(EntryOperation.Remove);
        var outcome = await Inner.RemoveAsync(path, seen, cancellation);
        faults.ThrowAfter(EntryOperation.Remove);
        return outcome;
    }

    public override async ValueTask FlushAsync()
    {
        await BeginAsync(EntryOperation.Flush);
        await Inner.FlushAsync();
        faults.ThrowAfter(EntryOperation.Flush);
    }

    async ValueTask BeginAsync(EntryOperation operation)
    {
        await PauseAsync();
        faults.ThrowBefore(operation);
    }

    async ValueTask PauseAsync()
    {
        if (faults.Hits(FaultKind.Slow)) await Task.Delay(Moment);
    }
}
