using System;
using System.Globalization;
using Amazon.S3.Model;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>Facts of objects from the SDK's answers.</summary>
static class S3Facts
{
    /// <summary>The class that a listing names and a look does not.</summary>
    const string DefaultClass = "STANDARD";

    public static ObjectInfo Of(S3Object found, string key) => new()
    {
        Key = key,
        Size = found.Size ?? 0,
        ETag = S3Proof.Clean(found.ETag),
        Modified = Ticks(found.LastModified),
        StorageClass = ClassOf(found.StorageClass?.Value),
        Archive = ArchiveOf(
            found.StorageClass?.Value, found.RestoreStatus?.IsRestoreInProgress == true, found.RestoreStatus?.RestoreExpiryDate is not null),
    };

    public static ObjectInfo Of(S3ObjectVersion found, string key) => Of((S3Object)found, key) with
    {
        VersionId = VersionOf(found.VersionId),
        IsLatest = found.IsLatest == true,
        IsDeleteMarker = found.IsDeleteMarker == true,
    };

    public static ObjectInfo Of(GetObjectMetadataResponse found, string key) => new()
    {
        Key = key,
        Size = found.Headers.ContentLength,
        ETag = S3Proof.Clean(found.ETag),
        Modified = Ticks(found.LastModified),
        VersionId = VersionOf(found.VersionId),
        StorageClass = ClassOf(found.StorageClass?.Value),
        Archive = found.ArchiveStatus is not null
            ? ArchiveState.Archived
            : ArchiveOf(found.StorageClass?.Value, found.RestoreInProgress == true, found.RestoreExpiration is not null),
        Metadata = S3Metadata.Get(found.Metadata),
        ContentType = found.Headers.ContentType,
    };

    public static ObjectInfo Of(GetObjectResponse found, string key) => new()
    {
        Key = key,
        Size = SizeOf(found),
        ETag = S3Proof.Clean(found.ETag),
        Modified = Ticks(found.LastModified),
        VersionId = VersionOf(found.VersionId),
        StorageClass = ClassOf(found.StorageClass?.Value),
        Archive = ArchiveOf(found.StorageClass?.Value, isRequested: false, isAvailable: true),
        Metadata = S3Metadata.Get(found.Metadata),
        ContentType = found.Headers.ContentType,
    };

    public static long Ticks(DateTime? time) => time?.ToUniversalTime().Ticks ?? 0;

    /// <summary>"null" is the version of what was put while none were kept; it is a version all the same.</summary>
    public static string? VersionOf(string? id) => string.IsNullOrEmpty(id) ? null : id;

    static string? ClassOf(string? name) => name is null or DefaultClass ? null : name;

    static ArchiveState ArchiveOf(string? name, bool isRequested, bool isAvailable) => name switch
    {
        "GLACIER" or "DEEP_ARCHIVE" => isRequested ? ArchiveState.Requested : isAvailable ? ArchiveState.Available : ArchiveState.Archived,
        _ => ArchiveState.None,
    };

    /// <summary>Of the whole object, whatever range was read: "bytes 0-9/100".</summary>
    static long SizeOf(GetObjectResponse found)
    {
        var total = found.ContentRange?.LastIndexOf('/') ?? -1;
        if (total < 0) return found.ContentLength;
        var text = found.ContentRange!.Substring(total + 1);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : found.ContentLength;
    }
}
