using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Objects;
using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// A copy in an object store as it was at a time: what the catalogue of the last run before it lists. The contents of a file are
/// what the first run after it kept of that path, or the version that the place keeps; where neither is, the object has not
/// changed since.
/// </summary>
sealed class ObjectTreeAsOf : IReadableTree, IEntryHolder
{
    readonly ObjectPlace place;
    readonly ISortedTable holders;
    readonly ObjectMemory memory;
    readonly DateTimeOffset time;
    readonly IDisposable? tables;

    ObjectTreeAsOf(ObjectPlace place, ISortedTable holders, DateTimeOffset time, IDisposable? tables)
    {
        this.place = place;
        this.holders = holders;
        this.time = time;
        this.tables = tables;
        memory = new ObjectMemory(place.Tables.Objects, place.Tables.Marks);
    }

    /// <summary>Opens it over a store, which it closes; null when nothing is known of the time.</summary>
    /// <param name="place">The copy, with empty tables for what is found out of it.</param>
    /// <param name="holders">An empty table.</param>
    /// <param name="time">The time.</param>
    /// <param name="tables">What is closed with it.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<ObjectTreeAsOf?> OpenAsync(
        ObjectPlace place, ISortedTable holders, DateTimeOffset time, IDisposable? tables, CancellationToken cancellation)
    {
        if (!await new Catalogue(place).ReadAsync(time, place.Tables.Objects, cancellation).ConfigureAwait(false)) return null;
        var tree = new ObjectTreeAsOf(place, holders, time, tables);
        await tree.FindKeptAsync(cancellation).ConfigureAwait(false);
        if (place.Store.Traits.KeepsVersions == true) await tree.FindVersionsAsync(cancellation).ConfigureAwait(false);
        return tree;
    }

    /// <inheritdoc/>
    public VolumeFacts Volume { get; } = new() { FileSystem = "objects", HasLastingFileIds = true };

    /// <inheritdoc/>
    public EntryFacts LookAtRoot() => memory.Find(EntryPath.Root, EntryKind.Folder)?.Facts ?? new EntryFacts { Kind = EntryKind.Folder };

    /// <inheritdoc/>
    public async IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        EntryPath? closed = null;
        var (parent, listing) = (EntryPath.Root, new FolderListing());
        using var rows = place.Tables.Objects.Read();
        while (rows.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            if (rows.Key.SequenceEqual("/"u8) || !ObjectRecord.TryRead(rows.Value, out var record)) continue;
            var path = EntryOrder.PathOf(rows.Key);
            if (closed is { } shut && path.IsWithin(shut)) continue;
            if (path.Parent != parent)
            {
                if (listing.Count > 0) yield return new EntryBatch(parent, listing, 0, listing.Count);
                (parent, listing) = (path.Parent, new FolderListing());
            }
            var exclusion = scope.Judge(parent, path.Name, record.Facts, Exclusion.None, inVolumeRoot: false);
            if (record.Facts.Kind == EntryKind.Folder && !(scope.Enters(exclusion) && scope.GoesBelow(parent))) closed = path;
            listing.Add(path.Name, record.Facts, exclusion);
        }
        if (listing.Count > 0) yield return new EntryBatch(parent, listing, 0, listing.Count);
    }

    /// <inheritdoc/>
    public (byte[] Name, EntryFacts Facts)? Find(EntryPath folder, ReadOnlySpan<byte> name) =>
        Look(folder.Append(name)) is { } facts ? (name.ToArray(), facts) : null;

    /// <inheritdoc/>
    public IEntryHolder HolderOf(EntryPath path) => this;

    /// <inheritdoc/>
    public FileReader OpenFile(EntryPath path)
    {
        var known = memory.Find(path, EntryKind.File) ?? throw new EntryException(IoProblem.NotFound, "NoSuchKey", EntryOperation.Read);
        var key = place.Keys.Of(place.Keys.Prefix, path, EntryKind.File);
        if (holders.Get(EntryOrder.Key(path, EntryKind.File)) is not { } holder)
            return ObjectFile.Open(place, key, versionId: null, known.ETag);
        var text = Encoding.UTF8.GetString(holder, 1, holder.Length - 1);
        return holder[0] == OfVersion
            ? ObjectFile.Open(place, key, text, known.ETag)
            : ObjectFile.Open(place, text, versionId: null, eTag: null);
    }

    /// <inheritdoc/>
    public byte[] ReadLink(EntryPath path) => throw new EntryException(IoProblem.NotSupported, "LINK", EntryOperation.Read);

    /// <inheritdoc/>
    public EntryFacts? Look(EntryPath path) =>
        (memory.Find(path, EntryKind.File) ?? memory.Find(path, EntryKind.Folder))?.Facts;

    /// <inheritdoc/>
    public bool Holds(EntryPath parent, ReadOnlySpan<byte> name) => Look(parent.Append(name)) is not null;

    /// <summary>Closes the store.</summary>
    public void Dispose()
    {
        tables?.Dispose();
        Task.Run(() => place.Store.DisposeAsync().AsTask()).GetAwaiter().GetResult();
    }

    const byte OfKept = 1;
    const byte OfVersion = 2;
    const int RowsAtOnce = 4096;

    /// <summary>Kept objects are listed run by run, the earliest first: that one has what the time saw.</summary>
    async Task FindKeptAsync(CancellationToken cancellation)
    {
        var prefix = ObjectKept.PrefixOf(place.Keys);
        await foreach (var page in place.Store.ListAsync(new KeyRange(prefix), cancellation).ConfigureAwait(false))
        {
            var changes = new TableChanges();
            var ofPage = new HashSet<EntryPath>();
            foreach (var info in page)
            {
                var text = info.Key.Substring(prefix.Length);
                if (ObjectKept.MomentOf(text) is not { } moment || moment <= time) continue;
                if (PathOf(text.Substring(text.IndexOf('/') + 1)) is not { } path || !ofPage.Add(path)) continue;
                if (memory.Find(path, EntryKind.File) is not { } known || known.Facts.Size != info.Size) continue;
                var key = EntryOrder.Key(path, EntryKind.File);
                if (holders.Get(key) is null) changes.Put(key, Holder(OfKept, info.Key));
            }
            holders.Apply(changes);
        }
    }

    /// <summary>The version of each object that the catalogue means, where it is not the newest.</summary>
    async Task FindVersionsAsync(CancellationToken cancellation)
    {
        var changes = new TableChanges();
        await foreach (var page in place.Store.ListVersionsAsync(new KeyRange(place.Keys.Prefix), cancellation).ConfigureAwait(false))
        {
            foreach (var info in page.Where(info => !info.IsDeleteMarker && info.VersionId is not null && !info.IsLatest))
            {
                if (PathOf(info.Key.Substring(place.Keys.Prefix.Length)) is not { } path) continue;
                if (memory.Find(path, EntryKind.File) is not { } known || known.ETag != info.ETag) continue;
                changes.Put(EntryOrder.Key(path, EntryKind.File), Holder(OfVersion, info.VersionId!));
            }
            if (changes.Count < RowsAtOnce) continue;
            holders.Apply(changes);
            changes.Clear();
        }
        holders.Apply(changes);
    }

    static byte[] Holder(byte kind, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var holder = new byte[bytes.Length + 1];
        holder[0] = kind;
        bytes.CopyTo(holder, 1);
        return holder;
    }

    EntryPath? PathOf(string text) => text.Length > 0 && place.Keys.TryFolder(text, out var path) ? path : null;
}
