using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>What the guard judges by.</summary>
/// <param name="Job">The job with its limits.</param>
/// <param name="Destination">Where the removals would be made, for people.</param>
/// <param name="SourceIsGone">The source's root cannot be opened, or is another folder than at the start.</param>
/// <param name="VolumeChanged">The source lies on another volume than at the last run.</param>
/// <param name="SourceEntries">Entries of the source.</param>
/// <param name="DestinationEntries">Entries at the destination.</param>
/// <param name="Removals">Removals that are planned.</param>
/// <param name="IsForced">The user said -Force.</param>
/// <param name="BeganWithoutSource">
/// The source's root was gone already as the run began, which -Force may mean; what goes away while a run reads it, it cannot mean.
/// </param>
/// <param name="Replacements">Files whose contents the source would give anew, in an incremental run.</param>
/// <param name="KnownFiles">Files that both sides have.</param>
readonly record struct GuardQuestion(
    JobDefinition Job, string Destination, bool SourceIsGone, bool VolumeChanged, long SourceEntries, long DestinationEntries,
    long Removals, bool IsForced, bool BeganWithoutSource = false, long Replacements = 0, long KnownFiles = 0);
