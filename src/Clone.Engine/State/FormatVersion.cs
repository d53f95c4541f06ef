namespace Clone.Engine.State;

/// <summary>The member that every stored JSON object has.</summary>
sealed record FormatVersion
{
    /// <summary>Format version; null when the object has none.</summary>
    public int? Version { get; init; }
}
