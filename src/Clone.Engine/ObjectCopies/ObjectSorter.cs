using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Finds the entries that the objects of a listing stand for, and the folders that are only prefixes of their keys. Keys that
/// lie next to each other by any order of their characters have their common folders once.
/// </summary>
/// <param name="keys">The keys of the copy.</param>
/// <param name="onForeign">Told of each key that is no path: it is never made one.</param>
sealed class ObjectSorter(ObjectKeys keys, Action<string>? onForeign)
{
    readonly List<(string Text, EntryPath Path)> way = [];

    /// <summary>The entries of one object: the folders on the way to it that were not met yet, then itself.</summary>
    public void Add(ObjectInfo info, List<FoundObject> into)
    {
        var text = info.Key.Substring(keys.Prefix.Length);
        var isFolder = text.Length > 0 && text[text.Length - 1] == '/';
        if (isFolder) text = text.Substring(0, text.Length - 1);
        var cut = text.LastIndexOf('/');
        // An object at the folder's key that holds something is no folder of ours.
        if (text.Length == 0 || text[0] == '/' || (isFolder && info.Size > 0) || keys.NameOf(text.Substring(cut + 1)) is not { } name)
        {
            onForeign?.Invoke(info.Key);
            return;
        }
        if (!EnterFolder(cut < 0 ? "" : text.Substring(0, cut), into))
        {
            onForeign?.Invoke(info.Key);
            return;
        }
        var parent = way.Count == 0 ? EntryPath.Root : way[way.Count - 1].Path;
        var kind = info.Kind == ObjectKind.Foreign ? EntryKind.Other : isFolder || info.Kind == ObjectKind.Folder ? EntryKind.Folder : EntryKind.File;
        if (kind == EntryKind.Folder && IsOnWay(text)) return;
        into.Add(new FoundObject(parent, name, kind, info));
        if (kind == EntryKind.Folder) way.Add((text, parent.Append(name)));
    }

    bool IsOnWay(string text) => way.Exists(folder => string.Equals(folder.Text, text, StringComparison.Ordinal));

    /// <summary>Leaves the folders that do not hold it, and enters those that do; false when one of them is no path.</summary>
    bool EnterFolder(string text, List<FoundObject> into)
    {
        while (way.Count > 0 && !Holds(way[way.Count - 1].Text, text)) way.RemoveAt(way.Count - 1);
        if (text.Length == 0) return true;
        // The name after it would be empty.
        if (text[text.Length - 1] == '/') return false;
        var at = way.Count == 0 ? 0 : way[way.Count - 1].Text.Length + 1;
        if (at >= text.Length) return true;
        if (!keys.TryFolder(text.Substring(at), out _)) return false;
        while (at < text.Length)
        {
            var end = text.IndexOf('/', at);
            if (end < 0) end = text.Length;
            var parent = way.Count == 0 ? EntryPath.Root : way[way.Count - 1].Path;
            var found = new FoundObject(parent, keys.NameOf(text.Substring(at, end - at))!, EntryKind.Folder, info: null);
            into.Add(found);
            way.Add((text.Substring(0, end), found.Path));
            at = end + 1;
        }
        return true;
    }

    static bool Holds(string folder, string text) =>
        text.StartsWith(folder, StringComparison.Ordinal) && (text.Length == folder.Length || text[folder.Length] == '/');
}
