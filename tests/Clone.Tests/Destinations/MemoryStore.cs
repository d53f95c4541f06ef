using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;

namespace Clone.Tests.Destinations;

/// <summary>What lies at <see cref="MemoryDestination"/>s, by key; it outlasts them. Safe for several threads.</summary>
sealed class MemoryStore
{
    readonly SortedDictionary<byte[], MemoryItem> items =
        new(Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)));
    readonly object gate = new();
    ulong lastId;

    public EntryFacts Root { get; set; } = new() { Kind = EntryKind.Folder };

    public ulong NextId()
    {
        lock (gate) return ++lastId;
    }

    public List<(EntryPath Path, MemoryItem Item)> All()
    {
        lock (gate) return [.. items.Select(pair => (EntryOrder.PathOf(pair.Key), pair.Value))];
    }

    public MemoryItem? Find(EntryPath path)
    {
        lock (gate)
            return items.GetValueOrDefault(EntryOrder.Key(path, EntryKind.File)) ?? items.GetValueOrDefault(EntryOrder.Key(path, EntryKind.Folder));
    }

    public MemoryItem Put(EntryPath path, EntryFacts facts, byte[] content)
    {
        lock (gate) return items[EntryOrder.Key(path, facts.Kind)] = new MemoryItem(facts, content);
    }

    /// <summary>Removes what was seen; id 0 is any.</summary>
    public RemovalOutcome Remove(EntryPath path, EntryKind kind, ulong id)
    {
        lock (gate)
        {
            if (Find(path) is not { } there) return RemovalOutcome.WasGone;
            if (there.Facts.Kind != kind || (id != 0 && there.Facts.FileId != id)) return RemovalOutcome.IsAnother;
            var key = EntryOrder.Key(path, kind);
            if (kind == EntryKind.Folder && items.Keys.Any(other => other.Length > key.Length && other.AsSpan().StartsWith(key)))
                return RemovalOutcome.HoldsOthers;
            items.Remove(key);
            return RemovalOutcome.Removed;
        }
    }
}
