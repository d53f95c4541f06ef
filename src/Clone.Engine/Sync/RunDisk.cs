using System;
using System.Collections.Generic;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Texts;

namespace Clone.Engine.Sync;

/// <summary>The disk of a set that a run writes to; of a job that names no volumes there is nothing to do.</summary>
/// <param name="node">The node.</param>
/// <param name="log">Takes the events.</param>
/// <param name="warnings">Takes what the report is to say.</param>
sealed class RunDisk(CloneNode node, RunLog log, List<string> warnings)
{
    CloneException? absent;
    bool isNew;

    /// <summary>The job with the disk that is there. That there is none ends the run when its turn has come.</summary>
    public JobDefinition Find(JobDefinition job)
    {
        try
        {
            job = node.Disks.Locate(job);
            isNew = job.Disk is { } disk && DiskSet.Known(job, disk) is null;
        }
        catch (CloneException e)
        {
            absent = e;
            if (e.Id == ErrorId.CloneDiskNotConnected) new DiskAbsence(node).Check(job);
        }
        return job;
    }

    /// <summary>Makes sure that the disk is there, and still the same after the run has waited.</summary>
    /// <exception cref="CloneException">CloneDiskNotConnected, CloneDestinationUnavailable.</exception>
    public void Check(JobDefinition job)
    {
        if (absent is not null) throw absent;
        node.Disks.CheckStill(job);
    }

    /// <summary>Takes the disk down as the one that this run writes to, and says what is not as always.</summary>
    public JobDefinition Take(JobDefinition job)
    {
        if (job.Disk is not { } disk) return job;
        if (node.Disks.Connected(job) is { Count: > 1 } several)
        {
            warnings.Add(Text.Format("Run.DiskChosen", disk, several.Count));
            log.Raise(EventCatalog.DiskChosen, job.Name, disk, several.Count);
        }
        if (isNew)
        {
            warnings.Add(Text.Format("Run.DiskNew", disk));
            log.Raise(EventCatalog.DiskNew, job.Name, disk);
        }
        return node.Jobs.Update(job, stored => stored);
    }

    /// <summary>Lets the disk go when everything is closed. That it stays is no failure of the run.</summary>
    public RunReport Ejected(JobDefinition job, RunReport report)
    {
        if (!job.EjectAfter || job.Disk is not { } disk) return report;
        // After any other end somebody has to look, and the disk is needed for the next try.
        if (report.Result is not (RunResult.Succeeded or RunResult.CompletedWithFailures)) return report;
        try
        {
            node.Disks.Eject(job);
            log.Raise(EventCatalog.DiskEjected, job.Name, disk);
            return report;
        }
        catch (Exception e) when (e is EntryException or CloneException)
        {
            var code = e is EntryException entry ? entry.Code : ((CloneException)e).Id.ToString();
            log.Raise(EventCatalog.DiskEjectFailed, job.Name, code, disk);
            return report with { Warnings = [.. report.Warnings, Text.Format("Run.DiskNotEjected", disk, code)] };
        }
    }
}
