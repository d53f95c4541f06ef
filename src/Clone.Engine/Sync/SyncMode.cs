namespace Clone.Engine.Sync;

/// <summary>What a run sends. Both are mirrors: what is gone from the source goes from the destination too.</summary>
public enum SyncMode
{
    /// <summary>What differs from the destination, or from what was last seen.</summary>
    Incremental,

    /// <summary>Everything.</summary>
    Full,
}
