using System;
using System.Collections.Generic;

namespace Clone.Engine.Entries;

/// <summary>
/// A few entries out of a tree, by their paths or by patterns, and the folders on the way to them. When it is complete,
/// all members may be called from several threads.
/// </summary>
public sealed class PathSelection
{
    readonly HashSet<EntryPath> selected = [];
    readonly HashSet<EntryPath> way = [];

    /// <summary>Whether all that lies below a folder of the selection is selected with it.</summary>
    public bool TakesBelow { get; init; }

    /// <summary>What is selected beside; null when nothing is.</summary>
    public FilterSet? Patterns { get; init; }

    /// <summary>Number of entries.</summary>
    public int Count => selected.Count;

    /// <summary>The entries that were added, in no order.</summary>
    public IReadOnlyCollection<EntryPath> Paths => selected;

    /// <summary>Adds an entry.</summary>
    public void Add(EntryPath path)
    {
        if (!selected.Add(path)) return;
        for (var above = path.Parent; !above.IsRoot && way.Add(above);) above = above.Parent;
    }

    /// <summary>None for an entry of the selection, PassedThrough for a folder on the way to one, Filter for all else.</summary>
    public Exclusion Judge(EntryPath parent, ReadOnlySpan<byte> name, bool folder)
    {
        var path = parent.Append(name);
        if (selected.Contains(path) || (TakesBelow && IsBelow(parent))) return Exclusion.None;
        var judged = way.Contains(path) ? Exclusion.PassedThrough : Exclusion.Filter;
        if (Patterns is null) return judged;
        var matched = Patterns.Judge(parent, name, folder);
        return matched == Exclusion.Filter ? judged : matched;
    }

    bool IsBelow(EntryPath folder)
    {
        for (var above = folder; !above.IsRoot; above = above.Parent)
            if (selected.Contains(above)) return true;
        return false;
    }
}
