using Clone.Engine.Entries;

namespace Clone.Tests.Destinations;

/// <summary>What lies under a key of a <see cref="MemoryStore"/>.</summary>
sealed record MemoryItem(EntryFacts Facts, byte[] Content);
