namespace Clone.Engine.Checks;

/// <summary>What came of a check.</summary>
public enum CheckResult
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>A run would do its work, but somebody should look at this.</summary>
    Warning,

    /// <summary>A run would be refused or fail, as a whole or for some items.</summary>
    Failed,

    /// <summary>It could not be looked at, since something else is missing.</summary>
    Skipped,
}
