using Clone.Engine.Entries;

namespace Clone.Engine.Destinations;

/// <summary>An entry at the destination that is to have another path.</summary>
/// <param name="From">Its path.</param>
/// <param name="To">The path that it is to have; the folder that takes it is there.</param>
/// <param name="Seen">What was seen of it at the destination.</param>
/// <param name="Replaces">Whether a file that has that path already gives way; else nothing may be there.</param>
public sealed record EntryMove(EntryPath From, EntryPath To, EntryFacts Seen, bool Replaces)
{
    /// <summary>What the sender attached to it.</summary>
    public object? Tag { get; init; }
}
