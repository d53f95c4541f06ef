using Clone.Engine.Entries;

namespace Clone.Engine.Sync;

/// <summary>One thing that a run would do, as Compare-CloneJob shows it.</summary>
/// <param name="Action">What would be done.</param>
/// <param name="Path">Path relative to the source, '/' between the parts; a folder's ends with '/'.</param>
/// <param name="Reason">Why.</param>
/// <param name="Size">Size in bytes of what would be written, removed or left out; 0 for folders.</param>
public sealed record PlannedChange(PlanAction Action, string Path, PlanReason Reason, long Size)
{
    /// <summary>Of what is moved: the path at the destination until then; else null.</summary>
    public string? From { get; init; }

    /// <summary>Bytes at the destination that it makes free.</summary>
    internal long Frees { get; init; }

    /// <summary>Of what is left out, or removed since it is: the reason; else None.</summary>
    public Exclusion Exclusion { get; init; }

    /// <summary>The setting of the job that decided so, such as <c>-Exclude *.tmp</c>; null when none did.</summary>
    public string? Rule { get; init; }
}
