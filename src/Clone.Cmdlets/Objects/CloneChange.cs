using Clone.Engine.Sync;

namespace Clone.Cmdlets.Objects;

/// <summary>One thing that a run would do, as Compare-CloneJob shows it.</summary>
public sealed record CloneChange
{
    /// <summary>What would be done: Create, Replace, Touch, Move or Remove; Exclude for what takes no part.</summary>
    public string Action { get; init; } = "";

    /// <summary>Path relative to the source, '/' between the parts; a folder's ends with '/'.</summary>
    public string Path { get; init; } = "";

    /// <summary>Of Move: the path at the destination until then; null else, and where a name changes in case alone.</summary>
    public string? From { get; init; }

    /// <summary>
    /// Why, such as Missing, SizeDiffers, TimeDiffers, NotAtSource; of Exclude one of those that a report counts in
    /// Excluded, such as Filter, TooLarge, SystemFile.
    /// </summary>
    public string Reason { get; init; } = "";

    /// <summary>
    /// The setting of the job that left the entry out, such as "-Exclude *.tmp"; null when none did.
    /// </summary>
    public string? Rule { get; init; }

    /// <summary>Bytes that would be written or removed, or are left out; 0 for folders.</summary>
    public long Size { get; init; }

    /// <summary>The job.</summary>
    public string JobName { get; init; } = "";

    /// <summary>Action and path.</summary>
    public override string ToString() => Action + " " + Path;

    internal static CloneChange Of(PlannedChange change, string jobName) => new()
    {
        Action = change.Action.ToString(),
        Path = change.Path,
        From = change.From,
        Reason = change.Action == PlanAction.Exclude ? change.Exclusion.ToString() : change.Reason.ToString(),
        Rule = change.Rule,
        Size = change.Size,
        JobName = jobName,
    };
}
