using System;
using System.Collections.Generic;
using Amazon.S3.Model;
using Clone.Adapters.Services;

namespace Clone.Adapters.S3;

/// <summary>Metadata as headers; texts that are not ASCII are encoded (<see cref="HeaderText"/>).</summary>
static class S3Metadata
{
    const string HeaderPrefix = "x-amz-meta-";

    public static void Set(MetadataCollection target, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var pair in metadata) target.Add(pair.Key, HeaderText.Encode(pair.Value));
    }

    public static IReadOnlyDictionary<string, string> Get(MetadataCollection source)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in source.Keys)
        {
            var name = header.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase) ? header.Substring(HeaderPrefix.Length) : header;
            metadata[name.ToLowerInvariant()] = HeaderText.Decode(source[header]);
        }
        return metadata;
    }
}
