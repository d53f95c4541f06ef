namespace Clone.Engine.Sync;

/// <summary>How a run ended.</summary>
public enum RunResult
{
    /// <summary>Everything that takes part is at the destination.</summary>
    Succeeded,

    /// <summary>The run went to its end, some items failed.</summary>
    CompletedWithFailures,

    /// <summary>The run could not do its work.</summary>
    Failed,

    /// <summary>The run was stopped.</summary>
    Aborted,

    /// <summary>A rule of ownership or the guard forbade the run or its removals.</summary>
    Refused,
}
