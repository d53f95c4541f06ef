using System;
using Clone.Engine.Entries;

namespace Clone.Engine.Folders;

/// <summary>
/// Consecutive entries of one folder, in canonical order: the unit in which a side is streamed. The batches of a side
/// follow each other in canonical order too. A batch is valid until the next one is asked for: its memory is used
/// again.
/// </summary>
/// <param name="parent">The folder that holds the entries.</param>
/// <param name="listing">Its sorted listing.</param>
/// <param name="start">Place of the first entry of the batch in the listing.</param>
/// <param name="count">Number of entries.</param>
public sealed class EntryBatch(EntryPath parent, FolderListing listing, int start, int count)
{
    /// <summary>The folder that holds the entries.</summary>
    public EntryPath Parent => parent;

    /// <summary>Number of entries.</summary>
    public int Count => count;

    /// <summary>The name of an entry.</summary>
    public ReadOnlySpan<byte> NameAt(int index) => listing.NameAt(start + index);

    /// <summary>The facts of an entry.</summary>
    public ref readonly EntryFacts FactsAt(int index) => ref listing.FactsAt(start + index);

    /// <summary>Why an entry takes no part, or None.</summary>
    public Exclusion ExclusionAt(int index) => listing.ExclusionAt(start + index);

    /// <summary>The path of an entry.</summary>
    public EntryPath PathAt(int index) => parent.Append(NameAt(index));
}
