namespace Clone.Engine.Sync;

/// <summary>What the run is to do with an item: the actions that users see, and the upkeep that they do not.</summary>
enum PlanStep : byte
{
    /// <summary>Make it at the destination.</summary>
    Create,

    /// <summary>Send its contents again.</summary>
    Replace,

    /// <summary>Set attributes, owner or creation time.</summary>
    Touch,

    /// <summary>Give what is at the destination under another path this one.</summary>
    Move,

    /// <summary>Remove it at the destination.</summary>
    Remove,

    /// <summary>Remove a temporary file that an earlier run left; not counted.</summary>
    Sweep,

    /// <summary>Set a folder's times when everything in it is done; not counted.</summary>
    SettleFolder,

    /// <summary>Write down what was seen; nothing differs.</summary>
    Observe,

    /// <summary>
    /// As Observe, but another file has the path than the one that was seen, of the same size and time: it is to be sent if it
    /// was seen under another path.
    /// </summary>
    Doubt,

    /// <summary>Forget what was seen; it is gone from both sides.</summary>
    Forget,

    /// <summary>Nothing: it takes no part. Given for previews alone.</summary>
    Exclude,
}
