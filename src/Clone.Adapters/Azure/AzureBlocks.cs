using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Storage.Blobs.Models;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>
/// Blocks that the service has: those of an upload that was cut off, and ranges of blobs that become parts of another without
/// travelling. A block of the blob itself is only named anew.
/// </summary>
sealed class AzureBlocks(AzureConnection connection, AzureBlobs blobs, AzureCalls calls, ObjectStoreOptions options)
{
    readonly object gate = new();
    (string UploadId, IReadOnlyDictionary<ByteRange, UploadPart> Blocks)? known;
    volatile bool copiesNone;

    /// <summary>The blocks of an upload that the service keeps for it.</summary>
    public async Task<IEnumerable<UploadPart>> OfUploadAsync(ObjectUpload upload, CancellationToken cancellation)
    {
        var id = Guid.ParseExact(upload.Id, "N");
        var (list, _) = await ListAsync(upload.Key, BlockListTypes.Uncommitted, EntryOperation.Look, cancellation).ConfigureAwait(false);
        return
            from block in list.UncommittedBlocks
            let name = BlockId.Parse(block.Name)
            where name?.Upload == id
            select new UploadPart(name.Value.Number, block.SizeLong, block.Name) { Md5 = name.Value.Md5 };
    }

    /// <summary>Makes a part of a range.</summary>
    public async Task<UploadPart> CopyAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation)
    {
        if (source is { VersionId: null, IfMatch: { } eTag } && source.Key == upload.Key
            && await FindAsync(upload, eTag, range, cancellation).ConfigureAwait(false) is { } there)
            return there with { Number = number };
        if (!copiesNone)
        {
            try
            {
                return await CopyInsideAsync(upload, number, source, range, cancellation).ConfigureAwait(false);
            }
            catch (EntryException e) when (e.Problem == IoProblem.NotSupported)
            {
                // Azurite: what is read from it is sent back.
                copiesNone = true;
            }
        }
        return await RelayAsync(upload, number, source, range, cancellation).ConfigureAwait(false);
    }

    async Task<UploadPart> CopyInsideAsync(
        ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation)
    {
        var from = blobs.Of(source.Key, source.VersionId, EntryOperation.Write);
        var to = blobs.Of(upload.Key, null, EntryOperation.Write);
        var id = BlockId.Of(upload, number, md5: null).ToString();
        var address = connection.SourceOf(from, options.Time.GetUtcNow());
        await calls.AskAsync(RequestKind.Copy, EntryOperation.Write, watched => to.StageBlockFromUriAsync(address, id, new StageBlockFromUriOptions
        {
            SourceRange = new HttpRange(range.Offset, range.Length),
            SourceConditions = source.IfMatch is { } eTag ? new RequestConditions { IfMatch = AzureBlobs.TagOf(eTag) } : null,
            SourceAuthentication = connection.SourceAuthorization(watched),
        }, watched), cancellation).ConfigureAwait(false);
        return new UploadPart(number, range.Length, id);
    }

    async Task<UploadPart> RelayAsync(ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation)
    {
        var from = blobs.Of(source.Key, source.VersionId, EntryOperation.Write);
        var to = blobs.Of(upload.Key, null, EntryOperation.Write);
        var id = BlockId.Of(upload, number, md5: null).ToString();
        var wanted = new BlobDownloadOptions
        {
            Range = new HttpRange(range.Offset, range.Length),
            Conditions = source.IfMatch is { } eTag ? new BlobRequestConditions { IfMatch = AzureBlobs.TagOf(eTag) } : null,
        };
        var contents = await calls.AskAsync(RequestKind.Copy, EntryOperation.Write, async watched =>
        {
            using var reading = (await from.DownloadStreamingAsync(wanted, watched).ConfigureAwait(false)).Value;
            using var read = new MemoryStream();
            await reading.Content.CopyToAsync(read, 81920, watched).ConfigureAwait(false);
            return read.ToArray();
        }, cancellation).ConfigureAwait(false);
        return await calls.SendAsync(RequestKind.Part, ObjectBody.Of(contents), null, async (_, stream, watched) =>
        {
            await to.StageBlockAsync(id, stream, null, watched).ConfigureAwait(false);
            return new UploadPart(number, range.Length, id) { Md5 = stream.Md5 };
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>The blocks of ours that a blob consists of, by their ranges; those whose contents nobody here has seen are left out.</summary>
    public async Task<IReadOnlyDictionary<ByteRange, UploadPart>> OfBlobAsync(string key, string? eTag, CancellationToken cancellation)
    {
        var (list, current) = await ListAsync(key, BlockListTypes.Committed, EntryOperation.Write, cancellation).ConfigureAwait(false);
        if (eTag is not null && current != eTag) throw new EntryException(IoProblem.ChangedMeanwhile, "SourceConditionNotMet", EntryOperation.Write);
        var committed = new Dictionary<ByteRange, UploadPart>();
        var offset = 0L;
        foreach (var block in list.CommittedBlocks)
        {
            if (BlockId.Parse(block.Name) is { Md5: { } md5 } name)
                committed[new ByteRange(offset, block.SizeLong)] = new UploadPart(name.Number, block.SizeLong, block.Name) { Md5 = md5 };
            offset += block.SizeLong;
        }
        return committed;
    }

    /// <summary>The block of ours that holds just a range of a blob; null when there is none.</summary>
    async Task<UploadPart?> FindAsync(ObjectUpload upload, string eTag, ByteRange range, CancellationToken cancellation)
    {
        if (Known(upload) is not { } committed)
        {
            committed = await OfBlobAsync(upload.Key, eTag, cancellation).ConfigureAwait(false);
            lock (gate) known = (upload.Id, committed);
        }
        return committed.TryGetValue(range, out var part) ? part : null;
    }

    IReadOnlyDictionary<ByteRange, UploadPart>? Known(ObjectUpload upload)
    {
        lock (gate) return known is { } last && last.UploadId == upload.Id ? last.Blocks : null;
    }

    Task<(BlockList List, string ETag)> ListAsync(string key, BlockListTypes types, EntryOperation operation, CancellationToken cancellation)
    {
        var blob = blobs.Of(key, null, operation);
        return calls.AskAsync(RequestKind.List, operation, async watched =>
        {
            var answer = await blob.GetBlockListAsync(types, null, null, watched).ConfigureAwait(false);
            return (answer.Value, AzureFacts.Clean(answer.GetRawResponse().Headers.ETag));
        }, cancellation);
    }
}
