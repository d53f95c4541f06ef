using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.State;
using Clone.Engine.Sync;

namespace Clone.Engine.Kept;

/// <summary>
/// A copy as it was at a time: what is there, less what later runs made, plus what they kept. A run counts as a whole at
/// the time at which it began. It is put together in a table on disk when something is first asked of it: the runs are
/// undone from the last to the first, so that the earliest after the time has the last word.
/// </summary>
sealed class CopyAsOf : IReadableTree
{
    const int RowsAtOnce = 8192;

    /// <summary>What lies at a destination and is no contents is left out; all else is judged when it is listed.</summary>
    static readonly EntryScope Everything = new(filters: null) { IsDestination = true };

    readonly SourceFolder current;
    readonly KeptStore store;
    readonly DateTimeOffset[] later;
    readonly Lazy<IStateFile> file;
    readonly Dictionary<int, SourceFolder> holders = [];
    readonly object gate = new();
    Dictionary<EntryPath, EntryException>? unreadable;

    /// <summary>Takes over all three.</summary>
    /// <param name="current">What is there now.</param>
    /// <param name="store">What was kept.</param>
    /// <param name="time">The time.</param>
    /// <param name="open">Makes a file of state for the length of this.</param>
    public CopyAsOf(SourceFolder current, KeptStore store, DateTimeOffset time, Func<IStateFile> open)
    {
        this.current = current;
        this.store = store;
        file = new Lazy<IStateFile>(open);
        var moments = store.Moments();
        later = moments.Where(moment => moment > time).ToArray();
        if (moments.Count > 0 && time < moments[0]) KnownFrom = moments[0];
    }

    /// <summary>
    /// The first run of which anything is known, when the time is before it: then this is the copy as that run found it;
    /// null otherwise.
    /// </summary>
    public DateTimeOffset? KnownFrom { get; }

    /// <inheritdoc/>
    public VolumeFacts Volume => current.Volume;

    /// <inheritdoc/>
    public EntryFacts LookAtRoot() => current.LookAtRoot();

    /// <inheritdoc/>
    public async IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await Task.Run(() => Table(cancellation), cancellation).ConfigureAwait(false);
        foreach (var failure in unreadable!) onUnreadable(failure.Key, failure.Value);
        EntryPath? passed = null;
        foreach (var batch in SortedListing.ReadSorted(table))
        {
            cancellation.ThrowIfCancellationRequested();
            if (passed is { } above && (batch.Parent == above || batch.Parent.IsWithin(above))) continue;
            var listing = new FolderListing();
            var goesBelow = scope.GoesBelow(batch.Parent);
            for (var i = 0; i < batch.Count; i++)
            {
                ref readonly var facts = ref batch.FactsAt(i);
                var exclusion = scope.Judge(batch.Parent, batch.NameAt(i), facts, batch.ExclusionAt(i), inVolumeRoot: false);
                listing.Add(batch.NameAt(i), facts, exclusion);
                if (facts.Kind == EntryKind.Folder && !(goesBelow && scope.Enters(exclusion))) passed = batch.PathAt(i);
            }
            yield return new EntryBatch(batch.Parent, listing, 0, listing.Count);
        }
    }

    /// <inheritdoc/>
    public (byte[] Name, EntryFacts Facts)? Find(EntryPath folder, ReadOnlySpan<byte> name)
    {
        if (Row(folder.Append(name), out var facts) is not null) return (name.ToArray(), facts);
        // Where case is folded the file system knows the spelling of what is there.
        if (!current.Volume.FoldsCase || Holder(folder)?.Find(folder, name) is not var (stored, _)) return null;
        return Row(folder.Append(stored), out facts) is null ? null : (stored, facts);
    }

    /// <inheritdoc/>
    public IEntryHolder HolderOf(EntryPath path) => Holder(path) ?? current;

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        foreach (var holder in holders.Values) holder.Dispose();
        if (file.IsValueCreated) file.Value.Dispose();
        store.Dispose();
        current.Dispose();
    }

    SourceFolder? Holder(EntryPath path)
    {
        if (path.IsRoot) return current;
        if (Row(path, out _) is not { } row) return null;
        var number = BinaryPrimitives.ReadInt32LittleEndian(row.AsSpan(row.Length - sizeof(int)));
        if (number < 0) return current;
        lock (gate) return holders[number];
    }

    byte[]? Row(EntryPath path, out EntryFacts facts)
    {
        facts = default;
        var table = Table(CancellationToken.None);
        foreach (var kind in new[] { EntryKind.File, EntryKind.Folder })
        {
            var key = EntryOrder.Key(path, kind);
            if (table.Get(key) is not { } row) continue;
            facts = SortedListing.Read(key, row).Facts;
            return row;
        }
        return null;
    }

    ISortedTable Table(CancellationToken cancellation)
    {
        lock (gate)
        {
            var table = file.Value.Table("asof");
            if (unreadable is not null) return table;
            table.Clear();
            var found = new Dictionary<EntryPath, EntryException>();
            Put(table, current, holder: -1, found, cancellation);
            try
            {
                for (var i = later.Length - 1; i >= 0; i--) Undo(table, i, found, cancellation);
            }
            catch (FormatException e)
            {
                throw new CloneException(ErrorId.CloneKeptUnreadable, e, current.Path, e.Message);
            }
            unreadable = found;
            return table;
        }
    }

    void Undo(ISortedTable table, int number, Dictionary<EntryPath, EntryException> found, CancellationToken cancellation)
    {
        var changes = new TableChanges();
        foreach (var path in CreatedList.Read(store.Folder, later[number]))
        {
            cancellation.ThrowIfCancellationRequested();
            changes.Delete(EntryOrder.Key(path, EntryKind.File));
            changes.Delete(EntryOrder.Key(path, EntryKind.Folder));
            Apply(table, changes, RowsAtOnce);
        }
        Apply(table, changes, 1);
        var name = Wtf8.Encode(KeptStamp.Of(later[number]));
        if (store.Folder.Look(name) is not { Kind: EntryKind.Folder }) return;
        if (!holders.TryGetValue(number, out var holder))
            holders.Add(number, holder = new SourceFolder(current.Path, store.Folder.OpenFolder(name)));
        Put(table, holder, number, found, cancellation);
    }

    /// <summary>Puts entries in the place of what the table has; a folder that it has keeps its facts, which are the truer ones.</summary>
    static void Put(
        ISortedTable table, SourceFolder folder, int holder, Dictionary<EntryPath, EntryException> unreadable, CancellationToken cancellation)
    {
        var changes = new TableChanges();
        var batches = folder.ListAsync(Everything, (path, e) => unreadable[path] = e, cancellation).GetAsyncEnumerator(cancellation);
        try
        {
            while (batches.MoveNextAsync().AsTask().GetAwaiter().GetResult())
            {
                var batch = batches.Current;
                for (var i = 0; i < batch.Count; i++)
                {
                    if (batch.ExclusionAt(i) is Exclusion.Reserved or Exclusion.Temporary or Exclusion.SystemFolder) continue;
                    var key = SortedListing.KeyAt(batch, i);
                    if (holder >= 0 && batch.FactsAt(i).Kind == EntryKind.Folder && table.Get(key) is not null) continue;
                    var value = new byte[SortedListing.ValueAt(batch, i).Length + sizeof(int)];
                    SortedListing.ValueAt(batch, i).CopyTo(value, 0);
                    BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(value.Length - sizeof(int)), holder);
                    changes.Put(key, value);
                    Apply(table, changes, RowsAtOnce);
                }
            }
            Apply(table, changes, 1);
        }
        finally
        {
            batches.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    static void Apply(ISortedTable table, TableChanges changes, int least)
    {
        if (changes.Count < least) return;
        table.Apply(changes);
        changes.Clear();
    }
}
