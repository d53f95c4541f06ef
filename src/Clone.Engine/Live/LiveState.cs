namespace Clone.Engine.Live;

/// <summary>What a run that has not ended does.</summary>
public enum LiveState
{
    /// <summary>It waits for other runs.</summary>
    Waiting,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It was asked to end and is about to.</summary>
    Stopping,
}
