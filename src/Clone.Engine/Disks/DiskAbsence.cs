using System;
using System.Linq;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;

namespace Clone.Engine.Disks;

/// <summary>Tells of sets none of whose disks came for too long.</summary>
sealed class DiskAbsence(CloneNode node)
{
    static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>Looks at all enabled jobs, and takes down which disks are there.</summary>
    public void CheckAll()
    {
        foreach (var job in node.Jobs.List().Where(job => job.Enabled && job.HddVolume.Count > 0))
        {
            var located = node.Disks.Find(job);
            if (located.Disk is null) Check(job);
            else if (DiskSet.Known(job, located.Disk) is not null) node.Jobs.Update(located, stored => stored, isRun: false);
        }
    }

    /// <summary>Raises the event for a job none of whose disks is there when it is due.</summary>
    public void Check(JobDefinition job)
    {
        var now = node.Options.Time.GetUtcNow();
        var seen = job.Disks.Select(disk => disk.LastSeen).Append(job.Created).Max();
        if (job.DiskAbsentDays == 0 || now - seen < TimeSpan.FromDays(job.DiskAbsentDays)) return;
        if (job.AbsenceTold is { } told && now - told < Pause) return;
        node.Jobs.Update(job, stored => stored with { AbsenceTold = now });
        var days = (int)(now - seen).TotalDays;
        node.Events.Write(new EventRaised(EventCatalog.DiskAbsent, job.Kind, job.Name, days) { JobId = job.Id });
    }
}
