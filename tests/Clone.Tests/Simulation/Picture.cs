using System;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>An entry as it was at some moment.</summary>
sealed record Picture(EntryKind Kind, byte[] Content, uint Mode, uint Owner, uint Group, long Modified, ulong Id)
{
    /// <summary>Everything below a folder, by path.</summary>
    public static SortedDictionary<string, Picture> Of(MemoryEntry? folder)
    {
        var pictures = new SortedDictionary<string, Picture>(StringComparer.Ordinal);
        if (folder is null) return pictures;
        Add(pictures, folder, "");
        return pictures;
    }

    /// <summary>What differs from another, in words; null when nothing does that the disk of the other can hold.</summary>
    public string? Differs(Picture other, MemoryDisk disk)
    {
        if (Kind != other.Kind) return Kind + " and " + other.Kind;
        if (!Content.AsSpan().SequenceEqual(other.Content)) return "contents of " + Content.Length + " and " + other.Content.Length + " bytes";
        if (Math.Abs(Modified - other.Modified) >= Math.Max(1, disk.TimeUnit)) return "times " + Modified + " and " + other.Modified;
        if (!disk.IsUnix) return null;
        if (Kind != EntryKind.Link && Mode != other.Mode) return "modes " + Mode + " and " + other.Mode;
        return (Owner, Group) == (other.Owner, other.Group) ? null : "owners";
    }

    static void Add(SortedDictionary<string, Picture> pictures, MemoryEntry folder, string path)
    {
        foreach (var child in folder.Children.Values)
        {
            var below = MemoryEntry.Join(path, MemoryEntry.Text(child.Name));
            pictures[below] = new Picture(child.Kind, child.Content, child.Mode, child.Owner, child.Group, child.Modified, child.Id);
            if (child.Kind == EntryKind.Folder) Add(pictures, child, below);
        }
    }
}
