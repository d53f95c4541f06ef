using System;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;

namespace Clone.Engine.Scheduling;

/// <summary>A run that its schedule asks for, and that nobody else will begin any more.</summary>
/// <param name="Job">The job.</param>
/// <param name="Mode">Full also where both modes were due.</param>
/// <param name="Due">When it was due, UTC; of several that were missed, the last.</param>
public sealed record DueRun(JobDefinition Job, SyncMode Mode, DateTimeOffset Due);
