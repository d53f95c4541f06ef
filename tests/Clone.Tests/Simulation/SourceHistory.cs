using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>Everything that the source ever was, and what of it has changed since a run began.</summary>
sealed class SourceHistory(MemoryDisk source)
{
    readonly Dictionary<ulong, List<byte[]>> versions = [];
    readonly Dictionary<string, HashSet<ulong>> folders = new(StringComparer.Ordinal) { [""] = [source.Root.Id] };
    readonly Dictionary<string, HashSet<ulong>> entries = new(StringComparer.Ordinal);
    /// <summary>In another case it is the same place to a destination that folds case.</summary>
    readonly HashSet<string> touched = new(source.FoldsCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    readonly HashSet<string> moved = new(StringComparer.Ordinal);

    /// <summary>The source now.</summary>
    public SortedDictionary<string, Picture> Now { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Whether anything has changed since the run began.</summary>
    public bool IsQuiet => touched.Count == 0;

    /// <summary>A run begins.</summary>
    public void BeginRun()
    {
        Observe();
        touched.Clear();
        moved.Clear();
    }

    /// <summary>To be called after each thing that is done to the source.</summary>
    public void Observe()
    {
        var now = Picture.Of(source.Root);
        foreach (var (path, picture) in now)
        {
            if (Now.GetValueOrDefault(path) == picture) continue;
            touched.Add(path);
            if (Now.GetValueOrDefault(path)?.Id != picture.Id) moved.Add(path);
            Keep(path, picture, FolderOf(path).Length == 0 ? source.Root.Id : now[FolderOf(path)].Id);
        }
        foreach (var path in Now.Keys)
        {
            if (now.ContainsKey(path)) continue;
            touched.Add(path);
            moved.Add(path);
        }
        Now = now;
    }

    /// <summary>True when the path was the same, there or not, from the beginning of the run on.</summary>
    public bool IsStable(string path) => !touched.Contains(path);

    /// <summary>True when no folder above the path came, went or was exchanged since the run began.</summary>
    public bool HasStableFolders(string path)
    {
        for (var cut = path.LastIndexOf('/'); cut >= 0; cut = path.LastIndexOf('/', cut - 1))
        {
            if (moved.Contains(path[..cut])) return false;
            if (cut == 0) break;
        }
        return true;
    }

    /// <summary>
    /// True when a file or link of that name, in a folder that once stood there, has ever had exactly these contents: who has
    /// the folder open reads what is in it also after it was moved.
    /// </summary>
    public bool WasEver(string path, EntryKind kind, byte[] content) =>
        (folders.GetValueOrDefault(Folded(FolderOf(path))) ?? []).SelectMany(folder => entries.GetValueOrDefault(KeyOf(folder, path, kind)) ?? [])
            .Any(id => versions[id].Any(version => version.AsSpan().SequenceEqual(content)));

    /// <summary>True when a file or link of that name, wherever it was, has ever had exactly these contents.</summary>
    public bool WasEverNamed(string path, EntryKind kind, byte[] content) =>
        entries.Where(pair => pair.Key.StartsWith(kind + " ", StringComparison.Ordinal) && pair.Key.EndsWith("/" + NameOf(path), StringComparison.Ordinal))
            .Any(pair => pair.Value.Any(id => versions[id].Any(version => version.AsSpan().SequenceEqual(content))));

    void Keep(string path, Picture picture, ulong folder)
    {
        if (picture.Kind == EntryKind.Folder)
        {
            Add(folders, Folded(path), picture.Id);
            return;
        }
        Add(entries, KeyOf(folder, path, picture.Kind), picture.Id);
        if (!versions.TryGetValue(picture.Id, out var known)) versions.Add(picture.Id, known = []);
        if (known.Count == 0 || known[^1] != picture.Content) known.Add(picture.Content);
    }

    string KeyOf(ulong folder, string path, EntryKind kind) =>
        kind + " " + folder + "/" + NameOf(path);

    string NameOf(string path) => Folded(path.Substring(path.LastIndexOf('/') + 1));

    string Folded(string path) => source.FoldsCase ? path.ToUpperInvariant() : path;

    static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var cut ? path[..cut] : "";

    static void Add(Dictionary<string, HashSet<ulong>> sets, string key, ulong id)
    {
        if (!sets.TryGetValue(key, out var set)) sets.Add(key, set = []);
        set.Add(id);
    }
}
