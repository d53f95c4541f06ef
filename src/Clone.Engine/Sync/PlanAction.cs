namespace Clone.Engine.Sync;

/// <summary>What a run does with an item.</summary>
public enum PlanAction
{
    /// <summary>Made at the destination.</summary>
    Create,

    /// <summary>Its contents are sent again.</summary>
    Replace,

    /// <summary>Only times, attributes or owner are set.</summary>
    Touch,

    /// <summary>Renamed or moved at the destination.</summary>
    Move,

    /// <summary>Removed at the destination.</summary>
    Remove,

    /// <summary>Left out; shown on demand only.</summary>
    Exclude,
}
