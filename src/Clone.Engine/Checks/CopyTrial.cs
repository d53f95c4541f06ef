using Clone.Engine.Destinations;

namespace Clone.Engine.Checks;

/// <summary>What writing a trial to a copy has shown.</summary>
/// <param name="Capabilities">What it can hold.</param>
/// <param name="Names">Which names it holds.</param>
/// <param name="FileTime">The time that it gave to a new file by itself, in ticks UTC; null where it gives none.</param>
sealed record CopyTrial(DestinationCapabilities Capabilities, NameRules Names, long? FileTime);
