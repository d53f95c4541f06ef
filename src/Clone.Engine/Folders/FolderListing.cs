using System;
using Clone.Engine.Entries;

namespace Clone.Engine.Folders;

/// <summary>
/// The entries of one folder, packed: names in one buffer, facts in one array. Filled by a <see cref="FolderHandle"/>,
/// then sorted into canonical order.
/// </summary>
public sealed class FolderListing
{
    byte[] names = [];
    Item[] items = [];
    int[] order = [];
    int used;

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an entry; the name is copied.</summary>
    public void Add(ReadOnlySpan<byte> name, in EntryFacts facts, Exclusion exclusion = Exclusion.None)
    {
        if (used + name.Length > names.Length) Array.Resize(ref names, Math.Max(Math.Max(names.Length * 2, 1024), used + name.Length));
        if (Count == items.Length) Array.Resize(ref items, Math.Max(Count * 2, 32));
        name.CopyTo(names.AsSpan(used));
        items[Count++] = new Item { Offset = used, Length = name.Length, Facts = facts, Exclusion = exclusion };
        used += name.Length;
    }

    /// <summary>The name at a place in the order (of adding, or the canonical order once sorted).</summary>
    public ReadOnlySpan<byte> NameAt(int place)
    {
        ref var item = ref items[Slot(place)];
        return names.AsSpan(item.Offset, item.Length);
    }

    /// <summary>The facts at a place in the order.</summary>
    public ref readonly EntryFacts FactsAt(int place) => ref items[Slot(place)].Facts;

    /// <summary>Why the entry at a place takes no part, or None.</summary>
    public Exclusion ExclusionAt(int place) => items[Slot(place)].Exclusion;

    /// <summary>Says why the entry at a place takes no part.</summary>
    public void Exclude(int place, Exclusion exclusion) => items[Slot(place)].Exclusion = exclusion;

    /// <summary>Replaces the facts at a place.</summary>
    public void Correct(int place, in EntryFacts facts) => items[Slot(place)].Facts = facts;

    /// <summary>Forgets all entries and keeps the buffers.</summary>
    public void Clear()
    {
        Count = 0;
        used = 0;
        order = [];
    }

    /// <summary>Brings the entries into canonical order.</summary>
    public void Sort() => order = new ListingSorter(names, Count).Sort(items);

    int Slot(int place) => order.Length == 0 ? place : order[place];

    /// <summary>One entry: where its name lies, and its facts.</summary>
    internal struct Item
    {
        public int Offset;
        public int Length;
        public Exclusion Exclusion;
        public EntryFacts Facts;
    }
}
