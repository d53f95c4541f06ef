namespace Clone.Cmdlets.Objects;

/// <summary>A file that Export-CloneLog has written.</summary>
public sealed record CloneLogExport
{
    /// <summary>Its full path.</summary>
    public string Path { get; init; } = "";

    /// <summary>How many records are in it.</summary>
    public long Records { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
