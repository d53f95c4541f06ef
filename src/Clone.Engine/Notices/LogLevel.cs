namespace Clone.Engine.Notices;

/// <summary>The levels of events.</summary>
public enum LogLevel
{
    /// <summary>For the record.</summary>
    Information,

    /// <summary>Somebody should look.</summary>
    Warning,

    /// <summary>Work was not done.</summary>
    Error,
}
