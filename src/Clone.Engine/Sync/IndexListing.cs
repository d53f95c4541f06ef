using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// The index as the listing of a destination that is not walked. The march reads the same rows as what was last seen; they are
/// read once for both (<see cref="Rows"/>), by whoever is ahead. For one march, on one thread at a time.
/// </summary>
/// <param name="rows">The rows, which the listing takes over.</param>
/// <param name="scope">What takes part at the destination.</param>
/// <param name="inVolumeRoot">Whether the destination is the root of a volume.</param>
sealed class IndexListing(TableCursor rows, EntryScope scope, bool inVolumeRoot)
    : IAsyncEnumerable<EntryBatch>, IAsyncEnumerator<EntryBatch>, IDisposable
{
    const int EntriesAtOnce = 512;

    readonly SharedRows shared = new(rows);
    readonly FolderListing listing = new();
    EntryPath parent = EntryPath.Root;
    byte[]? closed;
    CancellationToken cancellation;
    int next;

    /// <summary>The rows as the march reads them.</summary>
    public TableCursor Rows => shared;

    /// <inheritdoc/>
    public EntryBatch Current => new(parent, listing, 0, listing.Count);

    /// <inheritdoc/>
    public IAsyncEnumerator<EntryBatch> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        cancellation = cancellationToken;
        return this;
    }

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        cancellation.ThrowIfCancellationRequested();
        listing.Clear();
        while (listing.Count < EntriesAtOnce && shared.Holds(next) && TryAdd(shared.KeyAt(next), shared.ValueAt(next))) next++;
        next = shared.Drop(next);
        return new(listing.Count > 0);
    }

    /// <summary>Ends the reading.</summary>
    public void Dispose() => shared.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    /// <summary>Adds a row; false when it is the first of another folder.</summary>
    bool TryAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        // Below a folder that takes no part a walk would not look either.
        if (closed is not null && key.StartsWith(closed)) return true;
        if (!IndexRow.TryRead(value, out var row)) return true;
        var isFolder = EntryOrder.IsFolder(key);
        var path = isFolder ? key.Slice(0, key.Length - 1) : key;
        var cut = path.LastIndexOf((byte)'/');
        var above = cut < 0 ? default : path.Slice(0, cut);
        if (!above.SequenceEqual(parent.Bytes))
        {
            if (listing.Count > 0) return false;
            parent = new EntryPath(above.ToArray());
        }
        var name = path.Slice(cut + 1);
        var facts = row.Listed;
        var exclusion = scope.Judge(parent, name, in facts, Exclusion.None, inVolumeRoot && parent.IsRoot);
        if (isFolder && !scope.Enters(exclusion)) closed = key.ToArray();
        listing.Add(name, in facts, exclusion);
        return true;
    }
}
