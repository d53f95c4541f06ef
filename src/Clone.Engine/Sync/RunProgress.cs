namespace Clone.Engine.Sync;

/// <summary>A moment of a run, for people who watch.</summary>
/// <param name="Phase">Where the run stands.</param>
/// <param name="Seen">Entries of the source that were compared so far.</param>
/// <param name="Done">Items copied, updated or moved so far.</param>
/// <param name="Planned">Items that are to be copied, updated or moved, as far as is known.</param>
/// <param name="Bytes">Bytes written so far.</param>
/// <param name="PlannedBytes">Bytes to be written, as far as is known.</param>
/// <param name="Deleted">Removals made so far.</param>
/// <param name="Failed">Failures so far.</param>
/// <param name="PlanKnown">True when everything has been compared, so that the planned figures are final.</param>
/// <param name="CurrentPath">The item that is worked on.</param>
public sealed record RunProgress(
    RunPhase Phase, long Seen, long Done, long Planned, long Bytes, long PlannedBytes,
    long Deleted, long Failed, bool PlanKnown, string? CurrentPath);
