using System.Collections.Generic;

namespace Clone.Engine.Restore;

/// <summary>What is to be restored, and how.</summary>
public sealed record RestoreRequest
{
    /// <summary>The copy.</summary>
    public required CopyPlace From { get; init; }

    /// <summary>Full path of the folder to restore into. It is made when it is not there; the folder above must be.</summary>
    public required string Destination { get; init; }

    /// <summary>Files and folders of the copy, or patterns, as paths relative to it; everything when empty.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Patterns of what is taken; all when empty.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether the folder is emptied first.</summary>
    public bool Clean { get; init; }

    /// <summary>Whether links that lead out of the folder are made too.</summary>
    public bool AllowLinks { get; init; }

    /// <summary>Bytes a second that may be written, as a number or a time table (see <see cref="Jobs.BandwidthTable"/>); null for no limit.</summary>
    public string? BandwidthLimit { get; init; }

    /// <summary>Whether owners and rights are left to the folder that takes what is restored.</summary>
    public bool NoAcl { get; init; }
}
