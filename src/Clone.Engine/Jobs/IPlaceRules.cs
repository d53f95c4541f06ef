using System.Collections.Generic;

namespace Clone.Engine.Jobs;

/// <summary>What the jobs of one kind must keep of their destinations.</summary>
interface IPlaceRules
{
    /// <summary>Whether something is said of the destination.</summary>
    bool Concerns(JobChanges changes);

    /// <summary>The job with its destination as the user said, looked at as it is now.</summary>
    /// <param name="job">The job, with its new source.</param>
    /// <param name="former">The job as it was; null for a new one.</param>
    /// <param name="changes">What the user said.</param>
    /// <param name="others">All other jobs.</param>
    /// <exception cref="Errors.CloneException">A rule forbids it, or the destination cannot be used.</exception>
    JobDefinition Place(JobDefinition job, JobDefinition? former, JobChanges changes, IReadOnlyList<JobDefinition> others);

    /// <summary>The job where nothing of source and destination changes: neither is looked at.</summary>
    JobDefinition Keep(JobDefinition job, JobChanges changes);
}
