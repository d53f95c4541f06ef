using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// The uploads in parts of this machine that are under way, so that one that was cut off is gone on with, and what nobody
/// goes on with is given up: the service keeps, and charges for, its parts otherwise. Safe for several threads.
/// </summary>
sealed class UploadJournal(IObjectStore store, ObjectKeys keys, ISortedTable table)
{
    /// <summary>An upload that no journal knows is given up after this long: another program's may still be under way.</summary>
    static readonly TimeSpan Abandoned = TimeSpan.FromDays(7);

    readonly object gate = new();
    readonly HashSet<string> used = [];

    /// <summary>The upload to go on with, and the parts that it has; else one that is begun.</summary>
    public async Task<(ObjectUpload Upload, Dictionary<int, UploadPart> Parts)> TakeAsync(
        SentFile file, PartLayout layout, ObjectProperties properties, CancellationToken cancellation)
    {
        if (Find(file.Path) is { } record)
        {
            var known = new ObjectUpload(file.Key, record.UploadId);
            if (record.IsOf(file.Facts, layout) && await PartsOfAsync(known, cancellation).ConfigureAwait(false) is { } parts)
            {
                Use(known);
                return (known, parts);
            }
            await GiveUpAsync(file.Path, cancellation).ConfigureAwait(false);
        }
        var upload = await store.BeginUploadAsync(file.Key, properties, cancellation).ConfigureAwait(false);
        Use(upload);
        var begun = new UploadRecord(upload.Id, layout.ToString(), file.Facts);
        Write(changes => changes.Put(EntryOrder.Key(file.Path, EntryKind.File), begun.ToBytes()));
        return (upload, []);
    }

    /// <summary>An upload is completed.</summary>
    public void Forget(EntryPath path) => Write(changes => changes.Delete(EntryOrder.Key(path, EntryKind.File)));

    /// <summary>Gives up the upload of a file, if there is one, and its parts.</summary>
    public async Task GiveUpAsync(EntryPath path, CancellationToken cancellation)
    {
        if (Find(path) is not { } record) return;
        var upload = new ObjectUpload(keys.Of(keys.Prefix, path, EntryKind.File), record.UploadId);
        await store.AbortUploadAsync(upload, cancellation).ConfigureAwait(false);
        Forget(path);
    }

    /// <summary>
    /// Gives up the uploads of earlier runs that this one, which has gone to its end, had no use for.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var journalled = new Dictionary<string, EntryPath>(StringComparer.Ordinal);
        using (var cursor = table.Read())
            while (cursor.MoveNext())
                if (UploadRecord.Read(cursor.Value) is { } record) journalled[record.UploadId] = EntryOrder.PathOf(cursor.Key);
        var given = 0;
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var upload in store.ListUploadsAsync(keys.Prefix, cancellation).ConfigureAwait(false))
        {
            there.Add(upload.Id);
            var isOurs = journalled.ContainsKey(upload.Id);
            if (IsUsed(upload.Id) || (!isOurs && upload.Begun > now.UtcTicks - Abandoned.Ticks)) continue;
            await store.AbortUploadAsync(upload, cancellation).ConfigureAwait(false);
            given++;
            if (isOurs) Forget(journalled[upload.Id]);
        }
        foreach (var (id, path) in Pairs(journalled))
            if (!there.Contains(id) && !(store.Traits.ForgetsUploads && IsUsed(id))) Forget(path);
        return given;
    }

    static IEnumerable<(string Id, EntryPath Path)> Pairs(Dictionary<string, EntryPath> uploads)
    {
        foreach (var pair in uploads) yield return (pair.Key, pair.Value);
    }

    UploadRecord? Find(EntryPath path) => table.Get(EntryOrder.Key(path, EntryKind.File)) is { } row ? UploadRecord.Read(row) : null;

    /// <summary>The parts that an upload has; null when the service does not know it any more.</summary>
    async Task<Dictionary<int, UploadPart>?> PartsOfAsync(ObjectUpload upload, CancellationToken cancellation)
    {
        var parts = new Dictionary<int, UploadPart>();
        try
        {
            await foreach (var part in store.ListPartsAsync(upload, cancellation).ConfigureAwait(false)) parts[part.Number] = part;
            return parts;
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return null;
        }
    }

    void Use(ObjectUpload upload)
    {
        lock (gate) used.Add(upload.Id);
    }

    bool IsUsed(string uploadId)
    {
        lock (gate) return used.Contains(uploadId);
    }

    void Write(Action<TableChanges> change)
    {
        var changes = new TableChanges();
        change(changes);
        lock (gate) table.Apply(changes);
    }
}
