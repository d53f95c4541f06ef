using System;
using System.Collections.Generic;

namespace Clone.Engine.Objects;

/// <summary>What is kept beside the contents of an object.</summary>
public sealed record ObjectProperties
{
    /// <summary>None.</summary>
    public static ObjectProperties None { get; } = new();

    /// <summary>Metadata: names of letters, digits and '-' or '_' in lower case; values may be any text, and are encoded where the service takes ASCII alone.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Storage class or access tier in the service's words; null for that of the place.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Content type; null for the service's default.</summary>
    public string? ContentType { get; init; }

    /// <summary>MD5 of the whole contents, to be kept with the object (<see cref="ObjectStoreTraits.KeepsContentMd5"/>).</summary>
    public byte[]? ContentMd5 { get; init; }
}
