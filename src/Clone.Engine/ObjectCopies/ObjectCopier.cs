using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>Copies objects inside the service, of whatever size: the contents do not travel.</summary>
sealed class ObjectCopier(IObjectStore store)
{
    /// <summary>Wished length of a copied part: few requests, and none that takes the service minutes.</summary>
    const long PartBytes = 1L << 30;

    /// <summary>Copies an object.</summary>
    /// <param name="source">It, with the ETag that it must still have.</param>
    /// <param name="size">Its length.</param>
    /// <param name="key">The key of the copy.</param>
    /// <param name="properties">The properties of the copy; null for those of the source.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<StoredObject> CopyAsync(
        ObjectSource source, long size, string key, ObjectProperties? properties, CancellationToken cancellation)
    {
        if (size <= store.Traits.LargestCopy)
            return await store.CopyAsync(source, key, properties, PutCondition.None, cancellation).ConfigureAwait(false);
        var partSize = store.Traits.PartSize(size, PartBytes);
        properties = WithPartLength(properties ?? await PropertiesOfAsync(source, cancellation).ConfigureAwait(false), partSize);
        var upload = await store.BeginUploadAsync(key, properties, cancellation).ConfigureAwait(false);
        try
        {
            var parts = new List<UploadPart>();
            for (var offset = 0L; offset < size; offset += partSize)
            {
                var range = new ByteRange(offset, Math.Min(partSize, size - offset));
                parts.Add(await store.CopyPartAsync(upload, parts.Count + 1, source, range, cancellation).ConfigureAwait(false));
            }
            return await store.CompleteUploadAsync(upload, parts, properties, PutCondition.None, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await store.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    static ObjectProperties WithPartLength(ObjectProperties properties, long partSize)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in properties.Metadata) metadata[pair.Key] = pair.Value;
        metadata[ObjectProof.Layout] = PartLayout.Even(partSize).ToString();
        return properties with { Metadata = metadata };
    }

    async Task<ObjectProperties> PropertiesOfAsync(ObjectSource source, CancellationToken cancellation)
    {
        var info = await store.LookAsync(source.Key, source.VersionId, cancellation).ConfigureAwait(false);
        return new ObjectProperties
        {
            Metadata = info.Metadata ?? ObjectProperties.None.Metadata,
            ContentType = info.ContentType,
            ContentMd5 = info.ContentMd5,
        };
    }
}
