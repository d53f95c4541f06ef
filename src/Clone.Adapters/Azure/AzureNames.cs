using System;
using System.Collections.Generic;
using Clone.Engine.Errors;

namespace Clone.Adapters.Azure;

/// <summary>
/// Keys as names of blobs. In an account with a hierarchical namespace folders are things of their own, whose names have no '/'
/// at the end and which metadata tell apart; outside they are what they are elsewhere, objects whose keys end with '/'.
/// </summary>
sealed class AzureNames(bool isHierarchical)
{
    /// <summary>
    /// Metadata of a folder (https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-known-issues); no engine's metadata has this name.
    /// </summary>
    public const string FolderMark = "hdi_isfolder";

    /// <summary>Whether a key is that of a folder which is a thing of its own.</summary>
    public bool IsFolder(string key) => isHierarchical && key.Length > 0 && key[key.Length - 1] == '/';

    /// <summary>The name of a key's blob.</summary>
    /// <exception cref="EntryException">NameTooLong; NameNotAllowed for what no address can hold without meaning something else.</exception>
    public string Of(string key, EntryOperation operation)
    {
        if (key.Length > AzureTraits.Default.KeyCharacters) throw new EntryException(IoProblem.NameTooLong, "OutOfRangeInput", operation);
        foreach (var part in key.Split('/'))
            if (part is "." or "..") throw new EntryException(IoProblem.NameNotAllowed, "InvalidUri", operation);
        // The service takes it for '/'.
        if (key.AsSpan().IndexOf('\\') >= 0) throw new EntryException(IoProblem.NameNotAllowed, "InvalidUri", operation);
        return IsFolder(key) ? key.Substring(0, key.Length - 1) : key;
    }

    /// <summary>The key of a blob.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="metadata">Its metadata as the service has them.</param>
    public string KeyOf(string name, IDictionary<string, string>? metadata) =>
        isHierarchical && metadata is not null && metadata.TryGetValue(FolderMark, out var mark)
        && string.Equals(mark, "true", StringComparison.OrdinalIgnoreCase)
            ? name + "/"
            : name;
}
