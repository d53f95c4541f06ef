using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>
/// Brings staged items together, so that one flush of the destination serves many of them. Whoever fills a group
/// commits it, while others fill the next.
/// </summary>
sealed class CommitGroup(IDestination destination, int mostItems, Action<StagedItem, EntryException?> onItem)
{
    /// <summary>A group is committed at its number of items, at this number of bytes, or this long after its first item.</summary>
    const long MostBytes = 256L << 20;
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    readonly object gate = new();
    readonly Stopwatch age = new();
    List<StagedItem> items = [];
    long bytes;

    /// <summary>Adds an item, and commits the group when it is full.</summary>
    public ValueTask AddAsync(StagedItem item)
    {
        List<StagedItem> full;
        lock (gate)
        {
            if (items.Count == 0) age.Restart();
            items.Add(item);
            bytes += item.Bytes;
            if (items.Count < mostItems && bytes < MostBytes && age.Elapsed < MostTime) return default;
            full = Take();
        }
        return destination.CommitAsync(full, onItem);
    }

    /// <summary>Commits what is left.</summary>
    public ValueTask CommitAsync()
    {
        List<StagedItem> rest;
        lock (gate) rest = Take();
        return rest.Count == 0 ? default : destination.CommitAsync(rest, onItem);
    }

    List<StagedItem> Take()
    {
        var taken = items;
        items = [];
        bytes = 0;
        return taken;
    }
}
