using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Sends large files in parts, several at once; where the blocks of the older object are known, only the ranges that have
/// changed. A part is proven by its MD5 before it counts, also one that was copied: with the wrong one it is sent.
/// </summary>
sealed class PartSender(ObjectPlace place, UploadJournal uploads)
{
    /// <summary>
    /// Most bytes of a part that may be used again: of a changed range whole parts are sent. It is rclone's size for such services
    /// (https://rclone.org/azureblob/#azureblob-chunk-size).
    /// </summary>
    const long ReusedBytes = 4L << 20;

    readonly IObjectStore store = place.Store;
    readonly IPartReuser? reuser = place.Store as IPartReuser;
    readonly ObjectSendLimits limits = place.Limits;
    volatile bool refusesCopies;

    static readonly IReadOnlyDictionary<ByteRange, UploadPart> None = new Dictionary<ByteRange, UploadPart>();

    /// <summary>The service made nothing of parts that were copied: from now on files are sent whole.</summary>
    public void SendWholeFromNowOn() => refusesCopies = true;

    /// <summary>Sends a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="former">What is known of the object that it replaces; null for none.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<StagedObject> SendAsync(SentFile file, ObjectRecord? former, CancellationToken cancellation)
    {
        try
        {
            if (former is { } there && await TrySendChangesAsync(file, there, cancellation).ConfigureAwait(false) is { } changed) return changed;
            return await SendWholeAsync(file, former, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Problem is IoProblem.ChangedWhileRead or IoProblem.NotFound)
        {
            // Its parts are of a file that is not there any more.
            await uploads.GiveUpAsync(file.Path, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The size of a file's blocks; null when no sums of them are kept.</summary>
    int? BlockBytesOf(SentFile file) => place.Blocks is { } shelf && store.Traits.HasMd5ETags && file.Facts.Size >= shelf.From
        ? BlockSums.BlockBytesOf(file.Facts.Size, shelf.BlockBytes)
        : null;

    /// <summary>The sums of the object that is replaced; null when they are not known of this very one.</summary>
    BlockSums? Older(SentFile file, in ObjectRecord former)
    {
        if (refusesCopies || BlockBytesOf(file) is not { } fresh) return null;
        if (place.Blocks!.Find(file.Path) is not { } index || !index.IsOf(former.Facts)) return null;
        var known = index.Sums.BlockBytes;
        return Math.Max(fresh, known) > 2 * Math.Min(fresh, known) ? null : index.Sums;
    }

    async Task<StagedObject?> TrySendChangesAsync(SentFile file, ObjectRecord former, CancellationToken cancellation)
    {
        if (Older(file, former) is { } old) return await TrySendChangesAsync(file, former.ETag, old, cancellation).ConfigureAwait(false);
        if (place.MetadataOnly is null || former.Facts.Size != file.Facts.Size) return null;
        return await HoldsAsync(file, former.ETag, cancellation).ConfigureAwait(false) ? Same(file, sums: null) : null;
    }

    static StagedObject Same(SentFile file, BlockSums? sums) =>
        new(file.Key, ObjectProperties.None, ETag: null) { IsSame = true, Blocks = sums };

    /// <summary>Whether the object has the contents of a file, by what the service says of it. The file is read for that.</summary>
    async Task<bool> HoldsAsync(SentFile file, string eTag, CancellationToken cancellation)
    {
        var info = await store.LookAsync(file.Key, versionId: null, cancellation).ConfigureAwait(false);
        if (info.ETag != eTag || info.Size != file.Facts.Size) return false;
        using var proof = new ObjectProof(info, store.Traits);
        return proof.IsPossible && file.Agrees(proof, cancellation);
    }

    async Task<StagedObject?> TrySendChangesAsync(SentFile file, string eTag, BlockSums old, CancellationToken cancellation)
    {
        using var plan = new PartPlan(store.Traits, file.Facts.Size, old);
        BlockSums sums;
        using (var reader = file.Source.OpenFile(file.Path))
        {
            if (!FilePart.IsSame(file.Facts, reader.Look())) throw FilePart.Changed("CHANGED");
            sums = new BlockHasher(reader, file.Facts.Size, old.BlockBytes).Run(plan.Take, cancellation);
        }
        if (plan.Finish() is not { } planned || plan.Layout() is not { } layout) return null;
        if (place.MetadataOnly == MetadataOnlyMode.Defer && old.Length == file.Facts.Size && planned.All(part => part.Md5 is not null))
        {
            file.CheckSame();
            return Same(file, sums);
        }
        var properties = ObjectMetadata.Of(file.Facts, layout);
        var (upload, there) = await uploads.TakeAsync(file, layout, properties, cancellation).ConfigureAwait(false);
        var parts = new UploadPart[planned.Count];
        var from = new ObjectSource(file.Key, IfMatch: eTag);
        var sent = 0L;
        await ForEachAsync(planned.Count, async (i, stop) =>
        {
            var range = planned[i].Range;
            if (planned[i].Md5 is { } md5 && await CopyAsync(upload, i + 1, from, range, md5, there, stop).ConfigureAwait(false) is { } copied)
            {
                parts[i] = copied;
                return;
            }
            Interlocked.Add(ref sent, range.Length);
            parts[i] = await SendAsync(upload, i + 1, file.Part(range, place.Gate, stop), range.Length, there, stop).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        file.CheckSame();
        return new StagedObject(file.Key, properties, ContentMd5.ETagOf(parts))
        {
            Upload = upload,
            Parts = parts,
            Blocks = sums,
            Sent = sent,
            HasCopiedParts = true,
        };
    }

    /// <summary>Parts of the object that is replaced, which need not be sent when they are the same; none where the service reuses none.</summary>
    async Task<IReadOnlyDictionary<ByteRange, UploadPart>> ReusableAsync(SentFile file, ObjectRecord? former, CancellationToken cancellation)
    {
        if (reuser is null || refusesCopies || former is not { } there || there.Facts.Size <= limits.WholeBytes) return None;
        try
        {
            return await reuser.PartsOfAsync(new ObjectSource(file.Key, IfMatch: there.ETag), cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (!IsOutage(e))
        {
            // Somebody has replaced it.
            return None;
        }
    }

    async Task<StagedObject> SendWholeAsync(SentFile file, ObjectRecord? former, CancellationToken cancellation)
    {
        var (size, blockBytes) = (file.Facts.Size, BlockBytesOf(file));
        var partSize = store.Traits.PartSize(size, reuser is null ? limits.PartBytes : Math.Min(limits.PartBytes, ReusedBytes));
        // A part holds whole blocks, so that each is summed by whoever sends the part.
        if (blockBytes is { } unit)
        {
            var whole = (partSize + unit - 1) / unit * unit;
            if (whole <= store.Traits.GreatestPart) partSize = whole;
            else blockBytes = null;
        }
        var layout = PartLayout.Even(partSize);
        var properties = ObjectMetadata.Of(file.Facts, layout);
        var (upload, there) = await uploads.TakeAsync(file, layout, properties, cancellation).ConfigureAwait(false);
        var older = await ReusableAsync(file, former, cancellation).ConfigureAwait(false);
        var parts = new UploadPart[(int)((size + partSize - 1) / partSize)];
        var (saved, reused) = (0L, 0);
        var sums = blockBytes is { } block ? new byte[BlockSums.CountOf(block, size) * BlockSums.SumBytes] : null;
        var summed = 0;
        await ForEachAsync(parts.Length, async (i, stop) =>
        {
            var range = new ByteRange(i * partSize, Math.Min(partSize, size - i * partSize));
            using var ofRange = sums is null ? null : new RangeSums(sums, blockBytes!.Value, range.Offset, range.Length);
            var part = file.Part(range, place.Gate, stop);
            part.Sums = ofRange;
            if (older.TryGetValue(range, out var same) && part.Md5().AsSpan().SequenceEqual(same.Md5!))
            {
                parts[i] = same with { Number = i + 1 };
                Interlocked.Add(ref saved, range.Length);
                Interlocked.Increment(ref reused);
                return;
            }
            parts[i] = await SendAsync(upload, i + 1, part, range.Length, there, stop).ConfigureAwait(false);
            if (ofRange?.IsComplete == true) Interlocked.Increment(ref summed);
        }, cancellation).ConfigureAwait(false);
        file.CheckSame();
        var sent = ContentMd5.ETagOf(parts);
        var isTold = store.Traits.HasMd5ETags;
        return new StagedObject(file.Key, isTold ? properties : ObjectProof.With(properties, sent), isTold ? sent : null)
        {
            Upload = upload,
            Parts = parts,
            Blocks = sums is not null && summed == parts.Length ? new BlockSums(blockBytes!.Value, size, sums) : null,
            Sent = size - saved,
            HasCopiedParts = reused > 0,
        };
    }

    /// <summary>A part that an earlier run sent, if it is the same by its MD5; else it is sent.</summary>
    async Task<UploadPart> SendAsync(
        ObjectUpload upload, int number, FilePart part, long length, Dictionary<int, UploadPart> there, CancellationToken cancellation)
    {
        if (there.TryGetValue(number, out var sent) && sent.Size == length && sent.Md5 is { } md5 && part.Md5().AsSpan().SequenceEqual(md5))
            return sent;
        var body = store.Traits.NamesPartsByMd5 ? part.KnownBody : part.Body;
        return await store.PutPartAsync(upload, number, body, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// A range of the older object as a part; null when what is there is not what it should be, or the service does no such thing.
    /// </summary>
    async Task<UploadPart?> CopyAsync(
        ObjectUpload upload, int number, ObjectSource from, ByteRange range, byte[] md5, Dictionary<int, UploadPart> there,
        CancellationToken cancellation)
    {
        bool IsProven(UploadPart part) => part.Size == range.Length && part.Md5 is { } known && known.AsSpan().SequenceEqual(md5);
        if (there.TryGetValue(number, out var earlier) && IsProven(earlier)) return earlier;
        if (refusesCopies) return null;
        try
        {
            var copied = await store.CopyPartAsync(upload, number, from, range, cancellation).ConfigureAwait(false);
            return IsProven(copied) ? copied : null;
        }
        catch (EntryException e) when (!IsOutage(e))
        {
            // The object was replaced by somebody, or the service copies no ranges.
            if (e.Problem is not (IoProblem.ChangedMeanwhile or IoProblem.NotFound)) SendWholeFromNowOn();
            return null;
        }
    }

    /// <summary>True when the service was not reached, or too busy: that says nothing of what it can do.</summary>
    public static bool IsOutage(EntryException e) => e.Problem is IoProblem.DeviceError or IoProblem.DeviceGone or IoProblem.Throttled;

    /// <summary>Does work for each of some numbers, several at once; the first failure stops the rest.</summary>
    async Task ForEachAsync(int count, Func<int, CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var next = -1;
        async Task WorkAsync()
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < count;) await work(i, stop.Token).ConfigureAwait(false);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
        var workers = Enumerable.Range(0, Math.Min(count, limits.PartsAtOnce)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)).ToList();
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (Exception) when (workers.Find(worker => worker.Exception?.InnerException is { } inner and not OperationCanceledException) is { } failed)
        {
            // What failed first, not what was stopped by it.
            await failed.ConfigureAwait(false);
        }
    }
}
