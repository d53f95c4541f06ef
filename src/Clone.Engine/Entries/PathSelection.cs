using System.Collections.Generic;

namespace Clone.Engine.Entries;

/// <summary>A few entries out of a tree, by their paths, and the folders on the way to them.</summary>
public sealed class PathSelection
{
    readonly HashSet<EntryPath> selected = [];
    readonly HashSet<EntryPath> way = [];

    /// <summary>Number of entries.</summary>
    public int Count => selected.Count;

    /// <summary>Adds an entry.</summary>
    public void Add(EntryPath path)
    {
        if (!selected.Add(path)) return;
        for (var above = path.Parent; !above.IsRoot && way.Add(above);) above = above.Parent;
    }

    /// <summary>None for an entry of the selection, PassedThrough for a folder on the way to one, Filter for all else.</summary>
    public Exclusion Judge(EntryPath path) =>
        selected.Contains(path) ? Exclusion.None : way.Contains(path) ? Exclusion.PassedThrough : Exclusion.Filter;
}
