using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Destinations;

/// <summary>A destination in memory, which knows no folders but by their keys, as a store of objects does.</summary>
sealed class MemoryDestination(MemoryStore store, DestinationCapabilities capabilities) : IDestination
{
    readonly Dictionary<ulong, byte[]> staged = [];

    public DestinationCapabilities Capabilities => capabilities;

    public async IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
    {
        EntryPath? closed = null;
        foreach (var group in Consecutive(store.All()))
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            var listing = new FolderListing();
            foreach (var (path, item) in group)
            {
                if (closed is { } shut && path.IsWithin(shut)) continue;
                var exclusion = scope.Judge(path.Parent, path.Name, item.Facts, Exclusion.None, inVolumeRoot: false);
                if (item.Facts.Kind == EntryKind.Folder && !scope.Enters(exclusion)) closed = path;
                listing.Add(path.Name, item.Facts, exclusion);
            }
            if (listing.Count > 0) yield return new EntryBatch(group[0].Path.Parent, listing, 0, listing.Count);
        }
    }

    public EntryFacts LookAtRoot() => store.Root;

    public ValueTask<EntryFacts?> LookAsync(EntryPath path) => new(store.Find(path)?.Facts);

    public long? FreeBytes() => null;

    public ValueTask<PlacedEntry> CreateFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, CancellationToken cancellation)
    {
        RequireParent(path, EntryOperation.CreateFolder);
        if (store.Find(path) is { } there)
        {
            return there.Facts.Kind == EntryKind.Folder
                ? new(new PlacedEntry(Placement.WasThere, there.Facts))
                : throw new EntryException(IoProblem.NameTaken, "Taken", EntryOperation.CreateFolder);
        }
        return new(new PlacedEntry(Placement.Written, store.Put(path, Stored(facts) with { Kind = EntryKind.Folder, Size = 0 }, []).Facts));
    }

    public ValueTask<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, EntryFacts? replaces, Action<int> onBytes, CancellationToken cancellation)
    {
        if (facts.Kind == EntryKind.File && facts.Size > capabilities.MaxFileSize)
            throw new EntryException(IoProblem.FileTooLarge, "TooLarge", EntryOperation.Write);
        if (facts.Kind == EntryKind.Link && !capabilities.KeepsLinks)
            throw new EntryException(IoProblem.NotSupported, "NoLinks", EntryOperation.CreateLink);
        RequireParent(path, EntryOperation.Write);
        var content = facts.Kind == EntryKind.Link ? source.ReadLink(path) : Read(source, path, onBytes, cancellation, ref facts);
        var stored = Stored(facts) with { Size = content.Length, FileId = capabilities.HasLastingFileIds ? store.NextId() : 0 };
        var number = store.NextId();
        lock (staged) staged.Add(number, content);
        return new(new StagedItem
        {
            Path = path,
            Source = facts,
            Placed = new PlacedEntry(Placement.Written, stored),
            TemporaryName = BitConverter.GetBytes(number),
            Replaces = replaces is not null,
            Bytes = content.Length,
        });
    }

    public ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem)
    {
        foreach (var item in items)
        {
            EntryException? failure = null;
            byte[] content;
            lock (staged) staged.Remove(BitConverter.ToUInt64(item.TemporaryName!), out content!);
            try
            {
                RequireParent(item.Path, EntryOperation.Rename);
                if (store.Find(item.Path)?.Facts.Kind == EntryKind.Folder)
                    throw new EntryException(IoProblem.NameTaken, "Taken", EntryOperation.Rename);
                store.Put(item.Path, item.Placed.Facts, content);
            }
            catch (EntryException e)
            {
                failure = e;
            }
            onItem(item, failure);
        }
        return default;
    }

    public ValueTask MoveAsync(IReadOnlyList<EntryMove> moves, Action<EntryMove, EntryFacts?> onItem)
    {
        foreach (var move in moves) onItem(move, Move(move));
        return default;
    }

    public ValueTask<PlacedEntry> SettleFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, FacetMask mask) =>
        new(new PlacedEntry(Placement.Written, Set(path, facts, mask)));

    public ValueTask<EntryFacts> SetFacetsAsync(EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation) =>
        new(Set(path, facts, mask));

    public ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation) =>
        new(store.Remove(path, seen.Kind, capabilities.HasLastingFileIds ? seen.FileId : 0));

    public ValueTask FlushAsync() => default;

    public ValueTask DisposeAsync() => default;

    EntryFacts? Move(EntryMove move)
    {
        var there = store.Find(move.To);
        if (store.Find(move.From) is not { } item || !IsSeen(move.Seen, item.Facts)) return null;
        if (there is not null && !(move.Replaces && there.Facts.Kind != EntryKind.Folder)) return null;
        if (!move.To.Parent.IsRoot && store.Find(move.To.Parent) is not { Facts.Kind: EntryKind.Folder }) return null;
        var all = store.All().Where(one => one.Path.IsWithin(move.From)).ToList();
        foreach (var (path, below) in all.AsEnumerable().Reverse()) store.Remove(path, below.Facts.Kind, 0);
        foreach (var (path, below) in all)
            store.Put(new EntryPath([.. move.To.Bytes, .. path.Bytes[move.From.Bytes.Length..]]), below.Facts, below.Content);
        return item.Facts;
    }

    bool IsSeen(in EntryFacts seen, in EntryFacts now) => seen.Kind == now.Kind
        && (!capabilities.HasLastingFileIds || seen.FileId == 0 || seen.FileId == now.FileId)
        && (now.Kind == EntryKind.Folder || (seen.Size == now.Size && seen.Modified == now.Modified));

    static byte[] Read(IEntryHolder source, EntryPath path, Action<int> onBytes, CancellationToken cancellation, ref EntryFacts facts)
    {
        using var reader = source.OpenFile(path);
        var before = reader.Look();
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = reader.Read(buffer, content.Length)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            content.Write(buffer, 0, read);
            onBytes(read);
        }
        facts = reader.Look();
        return facts == before && content.Length == facts.Size
            ? content.ToArray()
            : throw new EntryException(IoProblem.ChangedWhileRead, "Changed", EntryOperation.Read);
    }

    EntryFacts Set(EntryPath path, in EntryFacts facts, FacetMask mask)
    {
        if (path.IsRoot) return store.Root = Merged(store.Root, facts, mask);
        if (store.Find(path) is not { } there || there.Facts.Kind != facts.Kind) throw new EntryException(IoProblem.NotFound, "Gone", EntryOperation.SetFacets);
        return store.Put(path, Merged(there.Facts, facts, mask), there.Content).Facts;
    }

    EntryFacts Merged(in EntryFacts there, in EntryFacts facts, FacetMask mask)
    {
        var stored = Stored(facts);
        var merged = there;
        if ((mask & FacetMask.Modified) != 0) merged = merged with { Modified = stored.Modified };
        if ((mask & FacetMask.Attributes) != 0) merged = merged with { Attributes = stored.Attributes };
        if ((mask & FacetMask.Owner) != 0) merged = merged with { Owner = stored.Owner, Group = stored.Group };
        return merged;
    }

    EntryFacts Stored(in EntryFacts facts) => new()
    {
        Kind = facts.Kind,
        Modified = facts.Modified / capabilities.TimeUnit * capabilities.TimeUnit,
        Attributes = (capabilities.Keeps & FacetMask.Attributes) != 0 ? facts.Attributes : 0,
        Owner = (capabilities.Keeps & FacetMask.Owner) != 0 ? facts.Owner : 0,
        Group = (capabilities.Keeps & FacetMask.Owner) != 0 ? facts.Group : 0,
    };

    void RequireParent(EntryPath path, EntryOperation operation)
    {
        if (path.Parent.IsRoot || store.Find(path.Parent) is { Facts.Kind: EntryKind.Folder }) return;
        throw new EntryException(IoProblem.ParentMissing, "NoParent", operation);
    }

    /// <summary>Cuts what is in order where the folder changes.</summary>
    static List<List<(EntryPath Path, MemoryItem Item)>> Consecutive(List<(EntryPath Path, MemoryItem Item)> all)
    {
        var groups = new List<List<(EntryPath Path, MemoryItem Item)>>();
        foreach (var one in all)
        {
            if (groups.Count == 0 || groups[^1][0].Path.Parent != one.Path.Parent) groups.Add([]);
            groups[^1].Add(one);
        }
        return groups;
    }
}
