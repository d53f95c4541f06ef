namespace Clone.Engine.Destinations;

/// <summary>What became of a removal.</summary>
public enum RemovalOutcome
{
    /// <summary>It is removed.</summary>
    Removed,

    /// <summary>It was not there any more.</summary>
    WasGone,

    /// <summary>Something else has the name now and stays.</summary>
    IsAnother,

    /// <summary>A folder that still holds entries that take no part, such as excluded ones; it stays.</summary>
    HoldsOthers,
}
