namespace Clone.Engine.Objects;

/// <summary>What helps after a failed request.</summary>
public enum ServiceRemedy
{
    /// <summary>Nothing that the store could do.</summary>
    None,

    /// <summary>The same request again, after a pause.</summary>
    Retry,

    /// <summary>The same request again after a pause, and fewer at once from now on.</summary>
    Slow,
}
