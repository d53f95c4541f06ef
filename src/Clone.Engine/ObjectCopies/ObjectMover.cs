using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>Gives objects other keys: a copy inside the service, then the old one is deleted; a run that is cut off between leaves both.</summary>
sealed class ObjectMover(ObjectPlace place, ObjectMemory memory, ObjectFolders folders, ObjectKept? kept)
{
    readonly ObjectCopier copier = new(place.Store);

    /// <summary>Moves one; null when it stayed.</summary>
    public async ValueTask<EntryFacts?> TryMoveAsync(EntryMove move)
    {
        if (memory.Find(move.From, EntryKind.File) is not { } known || !IsSeen(move.Seen, known.Facts)) return null;
        var former = memory.Find(move.To, EntryKind.File);
        if (former is not null && !move.Replaces) return null;
        if (memory.Find(move.To, EntryKind.Folder) is not null) return null;
        try
        {
            await folders.RequireAsync(move.To.Parent, EntryOperation.Rename, CancellationToken.None).ConfigureAwait(false);
            return await MoveAsync(move, known, former).ConfigureAwait(false);
        }
        catch (EntryException)
        {
            // Whoever asked sends what stays, and is told then what is the matter.
            return null;
        }
    }

    static bool IsSeen(in EntryFacts seen, in EntryFacts now) => seen.Kind == EntryKind.File
        && (seen.FileId == 0 || seen.FileId == now.FileId) && seen.Size == now.Size && seen.Modified == now.Modified;

    async Task<EntryFacts> MoveAsync(EntryMove move, ObjectRecord known, ObjectRecord? former)
    {
        var from = place.Keys.Of(move.From, EntryKind.File, EntryOperation.Rename);
        var to = place.Keys.Of(move.To, EntryKind.File, EntryOperation.Rename);
        if (kept is not null)
        {
            await kept.TakeAsync(move.From, known, CancellationToken.None).ConfigureAwait(false);
            if (former is { } replaced) await kept.TakeAsync(move.To, replaced, CancellationToken.None).ConfigureAwait(false);
        }
        var source = new ObjectSource(from, IfMatch: known.ETag);
        var stored = await copier.CopyAsync(source, known.Facts.Size, to, properties: null, CancellationToken.None).ConfigureAwait(false);
        var record = ObjectRecord.Of(known.Facts, stored.ETag);
        memory.Put(move.To, record);
        folders.Ledger.Fill(move.To.Parent);
        var deleted = await place.Store.DeleteAsync([new ObjectVersion(from)], CancellationToken.None).ConfigureAwait(false);
        // One that stays is removed as any other that is too much, and the file is sent.
        if (deleted[0].Failure is { } failure) throw failure;
        memory.Forget(move.From, EntryKind.File);
        folders.Ledger.Drain(move.From.Parent);
        return record.Facts;
    }
}
