namespace Clone.Engine.State;

/// <summary>The place of a run in the journal.</summary>
/// <param name="Key">The key of its row.</param>
/// <param name="BootId">The start of the machine at which it began.</param>
sealed record JournalEntry(byte[] Key, string BootId);
