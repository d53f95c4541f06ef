using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Clone.Engine.Entries;

namespace Clone.Tests.Memory;

/// <summary>A file, folder or link of a <see cref="MemoryDisk"/>. Names are bytes, one a character.</summary>
sealed class MemoryEntry(EntryKind kind, ulong id)
{
    public EntryKind Kind => kind;

    public ulong Id => id;

    public string Name { get; set; } = "";

    /// <summary>The folder that holds it; null for the root and for what was removed.</summary>
    public MemoryEntry? Parent { get; set; }

    /// <summary>What a folder holds, by the form in which the disk compares names.</summary>
    public Dictionary<string, MemoryEntry> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Contents of a file, target of a link; replaced as a whole, never changed in place.</summary>
    public byte[] Content { get; set; } = [];

    public uint Mode { get; set; }

    public uint Owner { get; set; }

    public uint Group { get; set; }

    public long Modified { get; set; }

    public long Changed { get; set; }

    public long Born { get; init; }

    /// <summary>The path from the root of its disk, as text.</summary>
    public string Path => Parent is null ? "" : Join(Parent.Path, Text(Name));

    /// <summary>Everything below it, each folder before what it holds.</summary>
    public IEnumerable<(string Path, MemoryEntry Entry)> Below(string path = "") =>
        Children.Values.OrderBy(child => child.Name, StringComparer.Ordinal).SelectMany(child =>
        {
            var below = Join(path, Text(child.Name));
            return child.Below(below).Prepend((below, child));
        });

    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    /// <summary>The text of a name; bytes that are no UTF-8 become U+FFFD.</summary>
    public static string Text(string name) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(name));

    public static string NameOf(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
