using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// The folders of a copy. One that holds something is there by that, and its facets are remembered; one that holds nothing is an
/// object of no length under its key, '/' at the end.
/// </summary>
sealed class ObjectFolders(ObjectPlace place, ObjectMemory memory)
{
    readonly FolderLedger ledger = new();
    readonly HashSet<EntryPath> missing = [];

    /// <summary>What was done in the folders.</summary>
    public FolderLedger Ledger => ledger;

    /// <summary>Takes down that a folder is there; it costs a request only if nothing is put into it.</summary>
    public EntryFacts Make(EntryPath path, in EntryFacts facts)
    {
        place.Keys.Of(path, EntryKind.Folder, EntryOperation.CreateFolder);
        var record = ObjectRecord.Of(facts with { Size = 0 }, "");
        memory.Put(path, record);
        ledger.Make(path);
        lock (missing) missing.Remove(path);
        return record.Facts;
    }

    /// <summary>Lets an entry pass whose folder is there.</summary>
    /// <exception cref="EntryException">ParentMissing.</exception>
    public async ValueTask RequireAsync(EntryPath folder, EntryOperation operation, CancellationToken cancellation)
    {
        if (folder.IsRoot || memory.Find(folder, EntryKind.Folder) is not null) return;
        bool isMissing;
        lock (missing) isMissing = missing.Contains(folder);
        if (!isMissing && await IsThereAsync(folder, cancellation).ConfigureAwait(false))
        {
            memory.Put(folder, ObjectRecord.Of(new EntryFacts { Kind = EntryKind.Folder }, ""));
            return;
        }
        lock (missing) missing.Add(folder);
        throw new EntryException(IoProblem.ParentMissing, "NoSuchKey", operation);
    }

    /// <summary>Gives a folder its facets, and an object where it needs one.</summary>
    public async Task<EntryFacts> SettleAsync(EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation)
    {
        var known = memory.Find(path, EntryKind.Folder);
        if (known is null && !path.IsRoot) throw new EntryException(IoProblem.NotFound, "NoSuchKey", EntryOperation.SetFacets);
        var merged = ObjectFacets.Merge(known?.Facts ?? new EntryFacts { Kind = EntryKind.Folder }, facts, mask);
        var hasObject = known is { ETag.Length: > 0 };
        var isNew = !path.IsRoot && !hasObject && await NeedsObjectAsync(path, cancellation).ConfigureAwait(false);
        if (!isNew && !(hasObject && merged != known!.Value.Facts))
        {
            var same = ObjectRecord.Of(merged, known?.ETag ?? "");
            if (known is null || same != known.Value) memory.Put(path, same);
            return same.Facts;
        }
        return await PutAsync(path, merged, cancellation).ConfigureAwait(false);
    }

    /// <summary>Puts the objects of folders that were made and hold nothing.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        foreach (var path in ledger.Unfilled())
        {
            if ((ledger.Of(path) & FolderLedger.State.Filled) == 0 && memory.Find(path, EntryKind.Folder) is { } known)
                await PutAsync(path, known.Facts, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whether any key begins with a folder's.</summary>
    public async Task<bool> IsThereAsync(EntryPath path, CancellationToken cancellation)
    {
        var (hasObject, holdsOthers) = await LookInAsync(path, cancellation).ConfigureAwait(false);
        return hasObject || holdsOthers;
    }

    /// <summary>Whether a folder has an object of its own, and whether other keys begin with its.</summary>
    public async Task<(bool HasObject, bool HoldsOthers)> LookInAsync(EntryPath path, CancellationToken cancellation)
    {
        var key = place.Keys.Of(place.Keys.Prefix, path, EntryKind.Folder);
        var hasObject = false;
        await foreach (var page in place.Store.ListAsync(new KeyRange(key), cancellation).ConfigureAwait(false))
        {
            foreach (var info in page)
            {
                if (info.Key != key) return (hasObject, true);
                hasObject = true;
            }
        }
        return (hasObject, false);
    }

    async ValueTask<bool> NeedsObjectAsync(EntryPath path, CancellationToken cancellation)
    {
        var state = ledger.Of(path);
        if ((state & FolderLedger.State.Filled) != 0 || state == FolderLedger.State.None) return false;
        return (state & FolderLedger.State.Made) != 0 || !await IsThereAsync(path, cancellation).ConfigureAwait(false);
    }

    async Task<EntryFacts> PutAsync(EntryPath path, EntryFacts facts, CancellationToken cancellation)
    {
        var key = place.Keys.Of(path, EntryKind.Folder, EntryOperation.CreateFolder);
        var stored = await place.Store
            .PutAsync(key, ObjectBody.Empty, ObjectMetadata.Of(facts), PutCondition.None, cancellation).ConfigureAwait(false);
        var record = ObjectRecord.Of(facts, stored.ETag);
        memory.Put(path, record);
        ledger.Settle(path);
        ledger.Fill(path.Parent);
        return record.Facts;
    }
}
