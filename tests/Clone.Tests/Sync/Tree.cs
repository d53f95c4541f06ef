using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using CsCheck;

namespace Clone.Tests.Sync;

/// <summary>
/// A side of a run as a plain dictionary of paths, and as the batches in which a walk would give it. Only what a walk
/// would see is in it: nothing lies below a folder that is not entered.
/// </summary>
sealed class Tree
{
    public const string TemporaryName = ".clone-0123abcd456789ef-00000001.part";

    readonly SortedDictionary<string, Node> nodes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Node> Nodes => nodes;

    /// <summary>Random sides; what the filters say depends on the names alone, so that it is the same for both.</summary>
    public static Gen<Tree> Side(bool isSource, bool entersExcluded) => Gen.Select(Paths, Kinds, Facts, Found, Gen.Int[0, 9])
        .Array[0, 25].Select(all => Of(all, isSource, entersExcluded));

    static Gen<string[]> Paths => Gen.OneOf("a", "a-", "b", "f", "p", "CloneForWindows", TemporaryName).Array[1, 4];

    static Gen<EntryKind> Kinds => Gen.Frequency(
        (6, Gen.Const(EntryKind.File)), (4, Gen.Const(EntryKind.Folder)), (2, Gen.Const(EntryKind.Link)), (1, Gen.Const(EntryKind.Other)));

    static Gen<Exclusion> Found => Gen.Frequency(
        (12, Gen.Const(Exclusion.None)), (1, Gen.Const(Exclusion.SystemFile)), (1, Gen.Const(Exclusion.Encrypted)), (2, Gen.Const(Exclusion.TooLarge)));

    static Gen<EntryFacts> Facts => Gen.Select(Gen.Long[0, 2], Times, Times, Gen.UInt[0, 2], Gen.ULong[1, 3], Gen.UInt[0, 1], Gen.Long[0, 2])
        .Select((size, modified, created, attributes, id, owner, changed) => new EntryFacts
        {
            Size = size,
            Modified = modified,
            Created = created,
            Attributes = attributes,
            FileId = id,
            Changed = changed,
            Owner = owner,
        });

    static Gen<long> Times => Gen.Frequency(
        (6, Gen.Const(TimeSpan.TicksPerDay)), (1, Gen.Const(TimeSpan.TicksPerDay + 1)), (1, Gen.Const(TimeSpan.TicksPerDay + 20_000_000)),
        (1, Gen.Const(TimeSpan.TicksPerDay + TimeSpan.TicksPerHour)));

    static Tree Of((string[], EntryKind, EntryFacts, Exclusion, int)[] all, bool isSource, bool entersExcluded)
    {
        var tree = new Tree();
        foreach (var (parts, kind, facts, found, unreadable) in all)
        {
            for (var length = 1; length <= parts.Length; length++)
            {
                var last = length == parts.Length;
                var own = facts with { Kind = last ? kind : EntryKind.Folder, Unreadable = unreadable == 0 };
                if (!tree.Add(string.Join("/", parts.Take(length)), own, last ? found : Exclusion.None, !isSource && entersExcluded)) break;
            }
        }
        return tree;
    }

    /// <summary>
    /// A tree from its keys, folders with '/' at the end and those that were not read to their ends with "/!"; folders
    /// above come first.
    /// </summary>
    public static Tree Of(params string[] keys)
    {
        var tree = new Tree();
        foreach (var key in keys)
        {
            var facts = new EntryFacts
            {
                Kind = key[^1] is '/' or '!' ? EntryKind.Folder : EntryKind.File,
                Unreadable = key[^1] == '!',
                Modified = TimeSpan.TicksPerDay,
            };
            tree.Add(key.TrimEnd('!').TrimEnd('/'), facts, Exclusion.None, entersExcluded: true);
        }
        return tree;
    }

    public Tree Copy()
    {
        var copy = new Tree();
        foreach (var (path, node) in nodes) copy.nodes.Add(path, node);
        return copy;
    }

    /// <summary>The same with all folders read to their ends.</summary>
    public Tree Readable()
    {
        var copy = new Tree();
        foreach (var (path, node) in nodes) copy.nodes.Add(path, node with { Facts = node.Facts with { Unreadable = false } });
        return copy;
    }

    /// <summary>
    /// Adds an entry unless there is one of that path, or a walk would not come there; what is there keeps its kind.
    /// False when nothing can lie below the path.
    /// </summary>
    public bool Add(string path, EntryFacts facts, Exclusion found, bool entersExcluded)
    {
        var parent = ParentOf(path);
        if (parent.Length > 0 && !(nodes.TryGetValue(parent, out var above) && IsEntered(above, entersExcluded))) return false;
        if (!nodes.TryGetValue(path, out var node))
        {
            nodes.Add(path, node = NodeOf(path, facts, found, entersExcluded));
        }
        return IsEntered(node, entersExcluded);
    }

    /// <summary>Gives an entry of the same kind other facts, or adds it.</summary>
    public void Set(string path, EntryFacts facts, bool entersExcluded)
    {
        if (nodes.TryGetValue(path, out var node) && node.IsFolder == (facts.Kind == EntryKind.Folder))
            nodes[path] = NodeOf(path, facts, node.Exclusion is Exclusion.SystemFile or Exclusion.Encrypted ? node.Exclusion : Exclusion.None, entersExcluded);
        else Add(path, facts, Exclusion.None, entersExcluded);
    }

    /// <summary>Takes an entry away; false when something lies below it.</summary>
    public bool Remove(string path)
    {
        if (nodes.Keys.Any(k => k.StartsWith(path + "/", StringComparison.Ordinal))) return false;
        nodes.Remove(path);
        return true;
    }

    /// <summary>Only a folder that is entered can turn out to be unreadable.</summary>
    static Node NodeOf(string path, EntryFacts facts, Exclusion found, bool entersExcluded)
    {
        var node = new Node(facts, Judge(path, facts.Kind, found));
        var isRead = IsEntered(node, entersExcluded);
        return node with { Facts = facts with { Size = node.IsFolder ? 0 : facts.Size, Unreadable = isRead && facts.Unreadable } };
    }

    static bool IsEntered(Node node, bool entersExcluded) =>
        node.IsFolder
        && (node.Exclusion is Exclusion.None or Exclusion.PassedThrough || (node.Exclusion == Exclusion.Filter && entersExcluded));

    static Exclusion Judge(string path, EntryKind kind, Exclusion found)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        if (name == TemporaryName) return Exclusion.Temporary;
        if (path == "CloneForWindows") return Exclusion.Reserved;
        if (found != Exclusion.None && kind == EntryKind.File) return found;
        if (kind == EntryKind.Other) return Exclusion.NotAFile;
        if (parts.Contains("f")) return Exclusion.Filter;
        return name == "p" && kind == EntryKind.Folder ? Exclusion.PassedThrough : Exclusion.None;
    }

    /// <summary>The entries in canonical order, cut into batches of at most so many entries.</summary>
    public IAsyncEnumerable<EntryBatch> Batches(int most) => ToAsync(BatchesOf([.. Keys()], most));

    /// <summary>The same entries in another order, in batches of one.</summary>
    public IAsyncEnumerable<EntryBatch> Shuffled(int seed)
    {
        var keys = Keys().ToArray();
        new Random(seed).Shuffle(keys);
        return ToAsync(BatchesOf(keys, 1));
    }

    /// <summary>Each entry two times.</summary>
    public IAsyncEnumerable<EntryBatch> Twice() => ToAsync(BatchesOf([.. Keys().SelectMany(k => new[] { k, k })], 1));

    /// <summary>In canonical order: folders with '/' at the end, by their bytes.</summary>
    public IEnumerable<string> Keys() => nodes.Select(n => n.Value.IsFolder ? n.Key + "/" : n.Key)
        .OrderBy(EntryPath.Parse, Comparer<EntryPath>.Create((a, b) => a.Bytes.SequenceCompareTo(b.Bytes)));

    public static string ParentOf(string path) => path.LastIndexOf('/') is >= 0 and var cut ? path[..cut] : "";

    IEnumerable<EntryBatch> BatchesOf(string[] keys, int most)
    {
        for (var i = 0; i < keys.Length;)
        {
            var parent = ParentOf(keys[i].TrimEnd('/'));
            var listing = new FolderListing();
            for (; i < keys.Length && listing.Count < most && ParentOf(keys[i].TrimEnd('/')) == parent; i++)
            {
                var path = keys[i].TrimEnd('/');
                listing.Add(EntryPath.Parse(path).Name, nodes[path].Facts, nodes[path].Exclusion);
            }
            yield return new EntryBatch(EntryPath.Parse(parent), listing, 0, listing.Count);
        }
    }

    static async IAsyncEnumerable<EntryBatch> ToAsync(IEnumerable<EntryBatch> batches)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            yield return batch;
        }
    }

    public override string ToString() => string.Join(" ", Keys().Select(k =>
    {
        var node = nodes[k.TrimEnd('/')];
        return k + (node.Exclusion == Exclusion.None ? "" : ":" + node.Exclusion) + (node.Facts.Unreadable ? "(!)" : "");
    }));
}
