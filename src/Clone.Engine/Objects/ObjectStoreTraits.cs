using System;

namespace Clone.Engine.Objects;

/// <summary>What an object service can hold and do.</summary>
public sealed record ObjectStoreTraits
{
    /// <summary>Least size in bytes of a part that is not the last.</summary>
    public required long LeastPart { get; init; }

    /// <summary>Greatest size in bytes of a part, sent or copied.</summary>
    public required long GreatestPart { get; init; }

    /// <summary>Most parts of one object.</summary>
    public required int MostParts { get; init; }

    /// <summary>Most bytes of one object.</summary>
    public required long LargestObject { get; init; }

    /// <summary>Most bytes that one put may have.</summary>
    public required long LargestPut { get; init; }

    /// <summary>Most bytes of an object that is copied in one request; larger ones are copied in parts.</summary>
    public required long LargestCopy { get; init; }

    /// <summary>Most bytes of a key in UTF-8; <see cref="int.MaxValue"/> where the service counts characters.</summary>
    public required int KeyBytes { get; init; }

    /// <summary>Most UTF-16 units of a key; <see cref="int.MaxValue"/> where the service counts bytes.</summary>
    public required int KeyCharacters { get; init; }

    /// <summary>Most bytes of names and values of the metadata together, as they are sent.</summary>
    public required int MetadataBytes { get; init; }

    /// <summary>Whether a listing carries metadata.</summary>
    public bool ListsMetadata { get; init; }

    /// <summary>Whether a listing is known to come in the order of the keys' UTF-8 bytes (<see cref="KeyOrder"/>).</summary>
    public bool ListsInKeyOrder { get; init; }

    /// <summary>Whether a listing can begin after any key; else <see cref="KeyRange.After"/> costs a listing from the prefix on.</summary>
    public bool ListsFromAnyKey { get; init; }

    /// <summary>Whether puts with a condition are known to be refused where it does not hold.</summary>
    public bool HasConditionalPuts { get; init; }

    /// <summary>Whether copies and completed uploads take a <see cref="PutCondition"/>.</summary>
    public bool HasConditionalCopies { get; init; }

    /// <summary>
    /// Whether copies are known to be refused where the source is not what its ETag says. Else the store finds out after the
    /// copy: the failure is the same, but something else may lie at the copy's key.
    /// </summary>
    public bool HasSourceConditions { get; init; }

    /// <summary>Whether the place keeps older versions; null until <see cref="IObjectStore.CheckAsync"/>, or where nobody may know.</summary>
    public bool? KeepsVersions { get; init; }

    /// <summary>
    /// Whether the ETag of an object that was put in one request is the MD5 of its contents, and that of parts the MD5 of
    /// their MD5s. Not so under some encryptions.
    /// </summary>
    public bool HasMd5ETags { get; init; }

    /// <summary>Whether <see cref="ObjectProperties.ContentMd5"/> is kept and given back with an object.</summary>
    public bool KeepsContentMd5 { get; init; }

    /// <summary>
    /// Whether the service itself forgets, after some days, uploads that nobody completed: then there is no list of them, and
    /// giving one up asks nothing.
    /// </summary>
    public bool ForgetsUploads { get; init; }

    /// <summary>Whether a part has its MD5 in its name, so that it must be known before the part is sent (<see cref="ObjectBody.Md5"/>).</summary>
    public bool NamesPartsByMd5 { get; init; }

    /// <summary>How names that the service cannot hold become keys.</summary>
    public NameSpelling Spelling { get; init; }

    /// <summary>Whether folders are things of their own, as in accounts with a hierarchical namespace.</summary>
    public bool HasFolders { get; init; }

    /// <summary>
    /// The size of the parts of an object: <paramref name="wished"/>, or as much more as the number of parts asks for, in
    /// whole MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The object is larger than <see cref="LargestObject"/>.</exception>
    public long PartSize(long size, long wished)
    {
        if (size < 0 || size > LargestObject) throw new ArgumentOutOfRangeException(nameof(size));
        const long Step = 1 << 20;
        var least = size / MostParts + (size % MostParts > 0 ? 1 : 0);
        var rounded = (least + Step - 1) / Step * Step;
        return Math.Min(GreatestPart, Math.Max(Math.Max(wished, LeastPart), rounded));
    }
}
