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
/// <param name="destination">Where they go.</param>
/// <param name="mostItems">A group is committed at this number of them.</param>
/// <param name="onItem">Told what became of each.</param>
/// <param name="onGroup">Called when a group has its names: what is written down then is not sent again by a run after a kill.</param>
sealed class CommitGroup(IDestination destination, int mostItems, Action<StagedItem, EntryException?> onItem, Action onGroup)
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
        return CommitAsync(full);
    }

    /// <summary>Commits what is left.</summary>
    public ValueTask CommitAsync()
    {
        List<StagedItem> rest;
        lock (gate) rest = Take();
        return rest.Count == 0 ? default : CommitAsync(rest);
    }

    async ValueTask CommitAsync(List<StagedItem> group)
    {
        await destination.CommitAsync(group, onItem).ConfigureAwait(false);
        onGroup();
    }

    List<StagedItem> Take()
    {
        var taken = items;
        items = [];
        bytes = 0;
        return taken;
    }
}
