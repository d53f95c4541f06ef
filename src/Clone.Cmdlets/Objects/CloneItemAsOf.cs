using System;

namespace Clone.Cmdlets.Objects;

/// <summary>Something that a copy held at a time. (A parameter of PowerShell cannot be left out by a property that is null.)</summary>
public sealed record CloneItemAsOf : CloneItem
{
    /// <summary>The time, local: to be given to -AsOf.</summary>
    public DateTime AsOf { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
