using System.Collections.Generic;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>The blobs of a container by their keys, and what is said of them when they are put.</summary>
sealed class AzureBlobs(BlobContainerClient container, AzurePlace place)
{
    /// <summary>How keys are names; told anew when it turns out that folders are things of their own.</summary>
    public AzureNames Names { get; set; } = new(isHierarchical: false);

    /// <summary>A blob.</summary>
    /// <exception cref="EntryException">NameTooLong, NameNotAllowed.</exception>
    public BlockBlobClient Of(string key, string? versionId, EntryOperation operation)
    {
        var blob = container.GetBlockBlobClient(Names.Of(key, operation));
        return versionId is null ? blob : blob.WithVersion(versionId);
    }

    public Dictionary<string, string> MetadataOf(string key, ObjectProperties properties)
    {
        var metadata = AzureMetadata.Set(properties.Metadata);
        if (Names.IsFolder(key)) metadata[AzureNames.FolderMark] = "true";
        return metadata;
    }

    /// <summary>The access tier of a blob; null for the account's default.</summary>
    public AccessTier? TierOf(ObjectProperties? properties) => (properties?.StorageClass ?? place.AccessTier) is { } name ? new AccessTier(name) : default(AccessTier?);

    public static BlobHttpHeaders HeadersOf(ObjectProperties properties) => new() { ContentType = properties.ContentType, ContentHash = properties.ContentMd5 };

    /// <summary>An ETag as headers hold it.</summary>
    public static ETag TagOf(string eTag) => new("\"" + eTag + "\"");

    public static BlobRequestConditions? ConditionOf(PutCondition condition) => condition switch
    {
        { IfAbsent: true } => new BlobRequestConditions { IfNoneMatch = ETag.All },
        { IfMatch: { } eTag } => new BlobRequestConditions { IfMatch = TagOf(eTag) },
        _ => null,
    };
}
