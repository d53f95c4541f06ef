using Clone.Engine.Sync;

namespace Clone.Engine.State;

/// <summary>A run that was begun and whose end nobody recorded: its process or the machine stopped.</summary>
/// <param name="Report">What was recorded at its beginning.</param>
/// <param name="MachineStopped">
/// True when the machine was started anew since, so that what the run wrote last may not have reached the disk.
/// </param>
sealed record UnfinishedRun(RunReport Report, bool MachineStopped);
