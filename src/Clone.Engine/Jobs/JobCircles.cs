using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Jobs;

/// <summary>
/// How jobs lie to each other. The destination of one may be the source of another, as in the chain from master to
/// slave to cloud, but what a job writes must never come back to what it reads.
/// </summary>
/// <param name="others">All other jobs.</param>
/// <param name="paths">How paths are compared.</param>
sealed class JobCircles(IReadOnlyList<JobDefinition> others, StringComparison paths)
{
    /// <summary>Refuses a destination that another job writes to.</summary>
    /// <exception cref="CloneException">CloneDestinationUsedByJob.</exception>
    public void CheckDestination(string destination)
    {
        foreach (var other in others)
        {
            if (other.Destination.Length > 0 && FolderPaths.Overlap(destination, other.Destination, paths))
                throw new CloneException(ErrorId.CloneDestinationUsedByJob, destination, other.Name);
        }
    }

    /// <summary>Refuses a set of disks on which another job writes to the same place.</summary>
    /// <exception cref="CloneException">CloneDestinationUsedByJob.</exception>
    public void CheckDisks(JobDefinition job)
    {
        foreach (var other in others)
        {
            if (!job.HddVolume.Any(named => other.HddVolume.Contains(named, StringComparer.OrdinalIgnoreCase))) continue;
            if (FolderPaths.Overlap(InVolume(job), InVolume(other), StringComparison.OrdinalIgnoreCase))
                throw new CloneException(ErrorId.CloneDestinationUsedByJob, job.PlaceForPeople(), other.Name);
        }
    }

    static string InVolume(JobDefinition job) =>
        VolumeFolder.Parts(job.FolderInVolume).Append(job.DestinationName).Aggregate("", FolderPathOf);

    static string FolderPathOf(string above, string name) => above + System.IO.Path.DirectorySeparatorChar + name;

    /// <summary>Refuses a job that would close a circle.</summary>
    /// <exception cref="CloneException">CloneFolderCycle.</exception>
    public void CheckCircle(JobDefinition job)
    {
        var before = new Dictionary<Guid, JobDefinition>();
        var queue = new Queue<JobDefinition>();
        queue.Enqueue(job);
        while (queue.Count > 0)
        {
            var writer = queue.Dequeue();
            if (writer != job && Feeds(writer, job)) throw Circle(job, writer, before);
            foreach (var reader in others)
            {
                if (before.ContainsKey(reader.Id) || !Feeds(writer, reader)) continue;
                before.Add(reader.Id, writer);
                queue.Enqueue(reader);
            }
        }
    }

    bool Feeds(JobDefinition writer, JobDefinition reader) =>
        writer.Destination.Length > 0 && reader.Source.Length > 0 && FolderPaths.Overlap(writer.Destination, reader.Source, paths);

    static CloneException Circle(JobDefinition job, JobDefinition last, Dictionary<Guid, JobDefinition> before)
    {
        var names = new List<string> { job.Name };
        for (var step = last; step != job; step = before[step.Id]) names.Add(step.Name);
        names.Add(job.Name);
        return new CloneException(ErrorId.CloneFolderCycle, string.Join(" > ", Enumerable.Reverse(names)));
    }
}
