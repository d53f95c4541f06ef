using System;
using System.Collections.Generic;
using System.Globalization;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>What lies in a bucket in memory; several stores may be open on it. All under one lock.</summary>
/// <param name="order">How it is listed; with another order than that of the keys all must come in one page.</param>
sealed class MemoryBucket(IComparer<string>? order = null)
{
    public static readonly ObjectStoreTraits DefaultTraits = new()
    {
        LeastPart = 5, GreatestPart = 1 << 20, MostParts = 100, LargestObject = 100L << 20, LargestPut = 8 << 20, LargestCopy = 8 << 20,
        KeyBytes = 1024, KeyCharacters = int.MaxValue, MetadataBytes = 2048,
        ListsInKeyOrder = true, ListsFromAnyKey = true, HasConditionalPuts = true, HasConditionalCopies = true, HasSourceConditions = true, HasMd5ETags = true,
    };

    int names;

    public ObjectStoreTraits Traits { get; init; } = DefaultTraits;

    /// <summary>Objects of a page of a listing.</summary>
    public int PageSize { get; init; } = 3;

    public bool KeepsVersions { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public object Gate { get; } = new();

    /// <summary>Versions of each key, the newest last.</summary>
    public SortedDictionary<string, List<MemoryObject>> Keys { get; } = new(order ?? KeyOrder.Instance);

    public SortedDictionary<string, MemoryUpload> Uploads { get; } = new(StringComparer.Ordinal);

    /// <summary>Blocks of each key that belong to no object yet, by their names; of containers alone.</summary>
    public Dictionary<string, Dictionary<string, byte[]>> Uncommitted { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether what is deleted can be brought back; of containers alone.</summary>
    public bool KeepsDeleted { get; init; }

    /// <summary>What was deleted last of each key, and when.</summary>
    public SortedDictionary<string, (MemoryObject Object, DateTimeOffset DeletedAt)> Deleted { get; } = new(order ?? KeyOrder.Instance);

    /// <summary>What became of uploads.</summary>
    public Dictionary<string, StoredObject> Completed { get; } = new(StringComparer.Ordinal);

    /// <summary>Told of each object that is put or removed, before it is.</summary>
    public Action<BucketChange> OnChange { get; set; } = _ => { };

    public string NextName() => (++names).ToString("d8", CultureInfo.InvariantCulture);

    /// <summary>The newest version, or the one that is named; null when there is none or it is a delete marker.</summary>
    public MemoryObject? Find(string key, string? versionId)
    {
        if (!Keys.TryGetValue(key, out var versions)) return null;
        var found = versionId is null ? versions[^1] : versions.Find(version => version.Info.VersionId == versionId);
        return found is null || found.Info.IsDeleteMarker ? null : found;
    }

    public void Add(MemoryObject added)
    {
        OnChange(new BucketChange(added.Info.Key, Find(added.Info.Key, null), added));
        if (!Keys.TryGetValue(added.Info.Key, out var versions)) Keys[added.Info.Key] = versions = [];
        if (!KeepsVersions) versions.Clear();
        versions.Add(added);
        // Whatever is put lets go what was staged, and takes the place of what was deleted.
        Uncommitted.Remove(added.Info.Key);
        Deleted.Remove(added.Info.Key);
    }
}
