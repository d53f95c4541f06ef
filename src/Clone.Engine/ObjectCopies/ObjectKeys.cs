using System;
using System.Text;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>The keys of a copy: the prefix, then the path with '/' between its parts, and '/' at the end of a folder's.</summary>
/// <param name="prefix">What all keys of the copy begin with; empty, or it ends with '/'.</param>
/// <param name="encoding">How names are spelled.</param>
/// <param name="traits">How long keys may be.</param>
sealed class ObjectKeys(string prefix, KeyEncoding encoding, ObjectStoreTraits traits)
{
    /// <summary>What all keys of the copy begin with.</summary>
    public string Prefix => prefix;

    /// <summary>What the keys of Clone's own objects begin with.</summary>
    public string OwnPrefix => prefix + DestinationMarker.FolderName + "/";

    /// <summary>The key of one of Clone's own objects.</summary>
    public string Own(string name) => OwnPrefix + name;

    /// <summary>The key of an entry; a folder's may be that of no object, but of what lies in it the prefix.</summary>
    /// <exception cref="EntryException">KeyTooLong.</exception>
    public string Of(EntryPath path, EntryKind kind, EntryOperation operation)
    {
        var key = Of(prefix, path, kind);
        CheckLength(key, operation);
        return key;
    }

    /// <summary>The key of an entry under another prefix, of any length.</summary>
    public string Of(string below, EntryPath path, EntryKind kind)
    {
        if (path.IsRoot) return below;
        var key = new StringBuilder(below, below.Length + path.Bytes.Length + 1);
        var rest = path.Bytes;
        for (int cut; (cut = rest.IndexOf((byte)'/')) >= 0; rest = rest.Slice(cut + 1))
            key.Append(encoding.Encode(rest.Slice(0, cut))).Append('/');
        key.Append(encoding.Encode(rest));
        if (kind == EntryKind.Folder) key.Append('/');
        return key.ToString();
    }

    /// <summary>Lets a key pass that the service can hold.</summary>
    /// <exception cref="EntryException">KeyTooLong.</exception>
    public void CheckLength(string key, EntryOperation operation)
    {
        if (key.Length > traits.KeyCharacters) throw new EntryException(IoProblem.KeyTooLong, key.Length + " characters", operation);
        if (traits.KeyBytes == int.MaxValue || key.Length * 3L <= traits.KeyBytes) return;
        var bytes = Encoding.UTF8.GetByteCount(key);
        if (bytes > traits.KeyBytes) throw new EntryException(IoProblem.KeyTooLong, bytes + " bytes", operation);
    }

    /// <summary>The name in a part of a key; null when no name is spelled so.</summary>
    public byte[]? NameOf(string part) => encoding.Decode(part);

    /// <summary>
    /// The path of a folder from the text between the prefix and the last '/' of a key; false when a part of it is no name.
    /// </summary>
    public bool TryFolder(string text, out EntryPath path)
    {
        path = EntryPath.Root;
        if (text.Length == 0) return true;
        foreach (var part in text.Split('/'))
        {
            if (encoding.Decode(part) is not { } name) return false;
            path = path.Append(name);
        }
        return true;
    }
}
