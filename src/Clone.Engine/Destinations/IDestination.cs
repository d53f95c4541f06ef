using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Destinations;

/// <summary>
/// Where a run writes. Contents are first staged, under a name that no reader takes for the file, then committed in
/// groups: made durable and given their names. Members but <see cref="ListAsync"/> are safe to call from several
/// threads at once. The failure of one item is an <see cref="EntryException"/>.
/// </summary>
public interface IDestination : IAsyncDisposable
{
    /// <summary>What the destination can hold and do.</summary>
    DestinationCapabilities Capabilities { get; }

    /// <summary>
    /// Everything that lies there, in canonical order. The reader checks the order and does not take it for granted.
    /// </summary>
    IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, CancellationToken cancellation);

    /// <summary>Facts of the root, as far as it has any.</summary>
    EntryFacts LookAtRoot();

    /// <summary>Facts of what stands under a path now; null when nothing does.</summary>
    ValueTask<EntryFacts?> LookAsync(EntryPath path);

    /// <summary>Room in bytes; null when it is unlimited or not known.</summary>
    long? FreeBytes();

    /// <summary>Makes a folder with the facets of the source but its times, which are set when its contents are there.</summary>
    ValueTask<PlacedEntry> CreateFolderAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, CancellationToken cancellation);

    /// <summary>Brings the contents of a file, or a link, to the destination without showing it to readers yet.</summary>
    /// <param name="source">Where it is read.</param>
    /// <param name="path">Its path on both sides.</param>
    /// <param name="facts">What was seen of it at the source.</param>
    /// <param name="replaces">What was seen at the destination; null when nothing was there.</param>
    /// <param name="onBytes">Told of the bytes as they are written.</param>
    /// <param name="cancellation">Stops in the middle of a file; nothing of it stays.</param>
    ValueTask<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, EntryFacts? replaces, Action<int> onBytes,
        CancellationToken cancellation);

    /// <summary>Makes staged items durable, then gives each its name; tells of each, perhaps from several threads, what became of it.</summary>
    ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem);

    /// <summary>
    /// Gives entries other paths, one after the other and each in one step, so that a reader finds it under the one or the
    /// other. What is not what was seen any more, or finds something in its way, stays where it is.
    /// </summary>
    /// <param name="moves">Files, or folders with all that lies in them where the destination can move such.</param>
    /// <param name="onItem">Told of each with its facts after the move; null when it stayed.</param>
    ValueTask MoveAsync(IReadOnlyList<EntryMove> moves, Action<EntryMove, EntryFacts?> onItem);

    /// <summary>
    /// Completes a folder whose contents are there: its named streams, as far as the destination holds such, then its facets.
    /// </summary>
    /// <param name="source">Where its streams are read.</param>
    /// <param name="path">Its path on both sides.</param>
    /// <param name="facts">What was seen of it at the source.</param>
    /// <param name="mask">The facets to be set; they are set even when a stream fails.</param>
    ValueTask<PlacedEntry> SettleFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, FacetMask mask);

    /// <summary>Sets facets of an entry that is there, and gives its facts as they are then.</summary>
    ValueTask<EntryFacts> SetFacetsAsync(EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation);

    /// <summary>
    /// Removes a file, link or empty folder, if it is still what was seen: another file id or kind means that the run
    /// itself, or somebody else, has put something new under the name, and it stays.
    /// </summary>
    ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation);

    /// <summary>Brings everything that was written to the disk.</summary>
    ValueTask FlushAsync();
}
