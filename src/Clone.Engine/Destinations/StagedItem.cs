using Clone.Engine.Blocks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.ObjectCopies;

namespace Clone.Engine.Destinations;

/// <summary>An item that lies at the destination and waits for its name.</summary>
public sealed record StagedItem
{
    /// <summary>Its path.</summary>
    public required EntryPath Path { get; init; }

    /// <summary>Facts at the source while it was read.</summary>
    public required EntryFacts Source { get; init; }

    /// <summary>What comes to stand at the destination; its change time, which the new name moves, is not known yet.</summary>
    public required PlacedEntry Placed { get; init; }

    /// <summary>The temporary name in its folder; null when nothing waits (already in place), or what waits has no name.</summary>
    public byte[]? TemporaryName { get; init; }

    /// <summary>The open file that has no name yet; null when it has a temporary one, or nothing waits.</summary>
    internal FileWriter? Unnamed { get; init; }

    /// <summary>Whether anything waits for its name.</summary>
    internal bool Waits => TemporaryName is not null || Unnamed is not null;

    /// <summary>True when something of that name was there to be replaced.</summary>
    public bool Replaces { get; init; }

    /// <summary>Bytes of content that were written.</summary>
    public long Bytes { get; init; }

    /// <summary>The checksum by which it is to be read back before it gets its name; null when that is not asked for, or done.</summary>
    internal byte[]? Checksum { get; init; }

    /// <summary>The sums of a large file's blocks; null when there are none.</summary>
    public BlockSums? Blocks { get; init; }

    /// <summary>The journal of a file that was changed in its place: what becomes of it decides whether the change stays.</summary>
    internal UndoJournal? Undo { get; init; }

    /// <summary>What waits at an object store; null at folders.</summary>
    internal StagedObject? Object { get; init; }

    /// <summary>What the sender attached to it.</summary>
    public object? Tag { get; set; }
}
