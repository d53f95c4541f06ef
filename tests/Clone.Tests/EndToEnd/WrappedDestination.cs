using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.EndToEnd;

/// <summary>A real destination whose members can be made to behave otherwise.</summary>
abstract class WrappedDestination(IDestination inner) : IDestination
{
    protected IDestination Inner => inner;

    public DestinationCapabilities Capabilities => inner.Capabilities;

    public virtual IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, CancellationToken cancellation) =>
        inner.ListAsync(scope, onUnreadable, cancellation);

    public virtual EntryFacts LookAtRoot() => inner.LookAtRoot();

    public virtual ValueTask<EntryFacts?> LookAsync(EntryPath path) => inner.LookAsync(path);

    public virtual long? FreeBytes() => inner.FreeBytes();

    public virtual ValueTask<PlacedEntry> CreateFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, CancellationToken cancellation) =>
        inner.CreateFolderAsync(source, path, facts, cancellation);

    public virtual ValueTask<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, EntryFacts? replaces, Action<int> onBytes, CancellationToken cancellation) =>
        inner.StageAsync(source, path, facts, replaces, onBytes, cancellation);

    public virtual ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem) =>
        inner.CommitAsync(items, onItem);

    public virtual ValueTask MoveAsync(IReadOnlyList<EntryMove> moves, Action<EntryMove, EntryFacts?> onItem) => inner.MoveAsync(moves, onItem);

    public virtual ValueTask<PlacedEntry> SettleFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, FacetMask mask) =>
        inner.SettleFolderAsync(source, path, facts, mask);

    public virtual ValueTask<EntryFacts> SetFacetsAsync(EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation) =>
        inner.SetFacetsAsync(path, facts, mask, cancellation);

    public virtual ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation) =>
        inner.RemoveAsync(path, seen, cancellation);

    public virtual ValueTask FlushAsync() => inner.FlushAsync();

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
