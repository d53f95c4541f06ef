namespace Clone.Engine.Live;

/// <summary>Where a run stands.</summary>
public enum RunPhase
{
    /// <summary>Other runs go first.</summary>
    Waiting,

    /// <summary>Checks before anything is read or written.</summary>
    Starting,

    /// <summary>Both sides are walked and compared, and what differs is copied.</summary>
    Copying,

    /// <summary>What is too much at the destination is removed.</summary>
    Deleting,

    /// <summary>What failed is tried once more.</summary>
    Retrying,

    /// <summary>Folder times, flush, state.</summary>
    Finishing,
}
