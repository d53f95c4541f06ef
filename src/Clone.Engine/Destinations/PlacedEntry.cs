using Clone.Engine.Entries;

namespace Clone.Engine.Destinations;

/// <summary>What stands at the destination after an item was brought there.</summary>
/// <param name="How">In which way it came there.</param>
/// <param name="Facts">Its facts as the destination stores them.</param>
public sealed record PlacedEntry(Placement How, EntryFacts Facts)
{
    /// <summary>How many named streams of the source the destination cannot hold.</summary>
    public int StreamsLeft { get; init; }

    /// <summary>Its contents are those of the source; its times, attributes and owner are put off until these change.</summary>
    public bool IsDeferred { get; init; }
}
