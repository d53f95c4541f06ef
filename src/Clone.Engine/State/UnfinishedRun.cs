using Clone.Engine.Sync;

namespace Clone.Engine.State;

/// <summary>A run that was begun and did not come to its end: its process or the machine stopped.</summary>
/// <param name="Entry">Its place in the journal.</param>
/// <param name="Report">What is recorded of it.</param>
/// <param name="MachineStopped">
/// True when the machine was started anew since, so that what the run wrote last may not have reached the disk.
/// </param>
/// <param name="IsReported">Whether it was found before, and its record says so.</param>
sealed record UnfinishedRun(JournalEntry Entry, RunReport Report, bool MachineStopped, bool IsReported);
