using System.Collections.Generic;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>Facts of blobs from the SDK's answers.</summary>
sealed class AzureFacts(AzureNames names)
{
    public ObjectInfo Of(BlobItem found)
    {
        var facts = found.Properties;
        return new ObjectInfo
        {
            Key = names.KeyOf(found.Name, found.Metadata),
            Size = facts.ContentLength ?? 0,
            ETag = Clean(facts.ETag),
            Modified = facts.LastModified?.UtcTicks ?? 0,
            VersionId = VersionOf(found.VersionId),
            IsLatest = found.VersionId is null || found.IsLatestVersion == true,
            Kind = KindOf(found.Name, found.Metadata, facts.BlobType),
            StorageClass = facts.AccessTierInferred ? null : facts.AccessTier?.ToString(),
            Archive = ArchiveOf(facts.AccessTier?.ToString(), facts.ArchiveStatus is not null),
            Metadata = AzureMetadata.Get(found.Metadata),
            ContentMd5 = Md5Of(facts.ContentHash),
            ContentType = facts.ContentType,
        };
    }

    public ObjectInfo Of(BlobProperties found, string key) => new()
    {
        Key = key,
        Size = found.ContentLength,
        ETag = Clean(found.ETag),
        Modified = found.LastModified.UtcTicks,
        VersionId = VersionOf(found.VersionId),
        Kind = KindOf(key, found.Metadata, found.BlobType),
        StorageClass = found.AccessTierInferred || string.IsNullOrEmpty(found.AccessTier) ? null : found.AccessTier,
        Archive = ArchiveOf(found.AccessTier, !string.IsNullOrEmpty(found.ArchiveStatus)),
        Metadata = AzureMetadata.Get(found.Metadata),
        ContentMd5 = Md5Of(found.ContentHash),
        ContentType = found.ContentType,
    };

    public ObjectInfo Of(BlobDownloadDetails found, string key) => new()
    {
        Key = key,
        Size = SizeOf(found),
        ETag = Clean(found.ETag),
        Modified = found.LastModified.UtcTicks,
        VersionId = VersionOf(found.VersionId),
        Kind = KindOf(key, found.Metadata, found.BlobType),
        Metadata = AzureMetadata.Get(found.Metadata),
        // Of a range the service names the MD5 of the whole beside that of the range.
        ContentMd5 = Md5Of(found.BlobContentHash) ?? (string.IsNullOrEmpty(found.ContentRange) ? Md5Of(found.ContentHash) : null),
        ContentType = found.ContentType,
    };

    /// <summary>An ETag without its quotation marks; empty when there is none.</summary>
    public static string Clean(ETag? eTag) => eTag?.ToString().Trim('"') ?? "";

    public static string? VersionOf(string? id) => string.IsNullOrEmpty(id) ? null : id;

    static byte[]? Md5Of(byte[]? kept) => kept is { Length: > 0 } ? kept : null;

    ObjectKind KindOf(string name, IDictionary<string, string>? metadata, BlobType? type) =>
        type is not (null or BlobType.Block) ? ObjectKind.Foreign
            : names.IsFolder(names.KeyOf(name, metadata)) ? ObjectKind.Folder
            : ObjectKind.Object;

    static ArchiveState ArchiveOf(string? tier, bool isOnItsWay) => tier != "Archive" ? ArchiveState.None
        : isOnItsWay ? ArchiveState.Requested
        : ArchiveState.Archived;

    /// <summary>Of the whole blob, whatever range was read: "bytes 0-9/100".</summary>
    static long SizeOf(BlobDownloadDetails found)
    {
        var total = found.ContentRange?.LastIndexOf('/') ?? -1;
        if (total < 0) return found.ContentLength;
        var text = found.ContentRange!.Substring(total + 1);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : found.ContentLength;
    }
}
