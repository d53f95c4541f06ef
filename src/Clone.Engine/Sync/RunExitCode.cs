namespace Clone.Engine.Sync;

/// <summary>The exit codes that a task or script returns for a run; 1 stays PowerShell's own.</summary>
public static class RunExitCode
{
    /// <summary>A run that another process has under way, or that waits, was asked for.</summary>
    public const int AlreadyActive = 14;

    /// <summary>The code of a result.</summary>
    public static int Of(RunResult result) => result switch
    {
        RunResult.Succeeded => 0,
        RunResult.CompletedWithFailures => 10,
        RunResult.Failed => 11,
        RunResult.Refused => 12,
        _ => 13,
    };
}
