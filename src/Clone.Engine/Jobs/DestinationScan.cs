namespace Clone.Engine.Jobs;

/// <summary>How a run learns what lies at its destination.</summary>
public enum DestinationScan
{
    /// <summary>It lists all of it.</summary>
    Always,

    /// <summary>What the index recorded stands for it, and is checked on every write; in full it is listed from time to time.</summary>
    Index,
}
