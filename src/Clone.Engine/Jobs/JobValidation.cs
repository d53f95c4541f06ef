using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Texts;

namespace Clone.Engine.Jobs;

/// <summary>
/// Applies what the user said to a job, and lets only jobs pass that keep every rule. Each rule has an error id of its
/// own.
/// </summary>
/// <param name="folders">Checks the folders of the job.</param>
/// <param name="disks">Finds the disks of the job.</param>
/// <param name="paths">How paths are compared.</param>
sealed class JobValidation(JobFolders folders, DiskSet disks, StringComparison paths)
{
    const int MostDaysKept = 3650;
    const int MostRetries = 10;
    static readonly TimeSpan LeastDuration = TimeSpan.FromSeconds(1);

    /// <summary>A new job.</summary>
    /// <param name="changes">What the user said.</param>
    /// <param name="others">The jobs that are there.</param>
    /// <param name="id">Its identity.</param>
    /// <param name="now">Now.</param>
    public JobDefinition New(JobChanges changes, IReadOnlyList<JobDefinition> others, Guid id, DateTimeOffset now)
    {
        var job = new JobDefinition
        {
            Id = id,
            Kind = JobKind.Hdd,
            Name = NameOf(changes.Name, others),
            Created = now,
            Changed = now,
        };
        job = WithOptions(job, changes);
        var source = Required(changes.Source);
        job = job with
        {
            Source = folders.Source(source),
            DestinationName = JobFolders.Name(changes.DestinationName, source),
        };
        job = WithTakeOver(CheckFolders(WithBase(job, changes), others), changes);
        CheckEject(job);
        return job;
    }

    /// <summary>
    /// A job with changes. Its folders are looked at only when one of them changes, so that a job whose disk is not
    /// connected can be renamed; its destination keeps its name unless the user gives another.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="changes">What the user said.</param>
    /// <param name="others">All other jobs.</param>
    /// <param name="now">Now.</param>
    public JobDefinition Changed(
        JobDefinition job, JobChanges changes, IReadOnlyList<JobDefinition> others, DateTimeOffset now)
    {
        var changed = WithOptions(job with { Changed = now }, changes);
        if (changes.Name is not null) changed = changed with { Name = NameOf(changes.Name, others) };
        changed = ChangesFolders(changes) ? WithFolders(job, changed, changes, others) : WithTakeOver(changed, changes);
        CheckEject(changed);
        CheckStored(changed);
        return changed;
    }

    static bool ChangesFolders(JobChanges changes) =>
        changes.Source is not null || changes.HddBaseFolder is not null || changes.HddVolume is not null ||
         changes.DestinationName is not null;

    /// <summary>True when a run that is under way would be confused by the changes.</summary>
    public static bool DisturbsRuns(JobChanges changes) => ChangesFolders(changes) || changes.TakeOver is not null;

    /// <summary>Refuses a stored job that breaks a rule which needs no look at the disks.</summary>
    /// <exception cref="CloneException">CloneJobInvalid.</exception>
    public static void CheckStored(JobDefinition job)
    {
        if (job.Id == Guid.Empty || job.Kind != JobKind.Hdd)
            throw new CloneException(ErrorId.CloneJobInvalid, job.Name, Text.Format("Reason.JobKindUnknown", job.Kind));
        try
        {
            JobName.Check(job.Name);
            FolderPaths.Full(job.Source);
            CheckBase(job);
            DestinationName.Check(job.DestinationName, RuntimeInformation.IsOSPlatform(OSPlatform.Windows));
            CheckOptions(job);
        }
        catch (CloneException e)
        {
            throw new CloneException(ErrorId.CloneJobInvalid, e, job.Name, e.Message);
        }
    }

    JobDefinition WithFolders(
        JobDefinition job, JobDefinition changed, JobChanges changes, IReadOnlyList<JobDefinition> others)
    {
        changed = changed with
        {
            Source = folders.Source(changes.Source ?? job.Source),
            DestinationName = JobFolders.Name(changes.DestinationName ?? job.DestinationName, job.Source),
        };
        changed = WithBase(changed, changes);
        var isSameSource = string.Equals(changed.Source, job.Source, paths);
        var isSameDestination = string.Equals(changed.Destination, job.Destination, paths)
            && string.Equals(changed.FolderInVolume, job.FolderInVolume, paths)
            && string.Equals(changed.DestinationName, job.DestinationName, paths);
        if (!isSameSource) changed = changed with { SourceVolume = null };
        if (!isSameSource || !isSameDestination) 
            changed = changed with { DestinationId = null, Disks = [.. changed.Disks.Select(disk => disk with { DestinationId = null })] };
        return WithTakeOver(CheckFolders(changed, others), changes);
    }

    /// <summary>Looks at the folders as they are now, of a set those on the disk that is there.</summary>
    JobDefinition CheckFolders(JobDefinition job, IReadOnlyList<JobDefinition> others)
    {
        var located = disks.Locate(job);
        folders.CheckApart(located);
        var circles = new JobCircles([.. others.Select(disks.Find)], paths);
        circles.CheckDestination(located.Destination);
        circles.CheckDisks(job);
        circles.CheckCircle(located);
        // A take-over holds for the disk that is there.
        folders.CheckOwnership(job.Disk is null ? located with { PendingTakeOver = job.PendingTakeOver } : located);
        return job;
    }

    /// <summary>Refuses to let go of what is no disk of a set, or cannot be let go.</summary>
    void CheckEject(JobDefinition job)
    {
        if (!job.EjectAfter) return;
        if (job.HddVolume.Count == 0) throw new CloneException(ErrorId.CloneEjectNotPossible, job.PlaceForPeople());
        if (disks.Find(job) is { Disk: not null } located) disks.CheckEject(located);
    }

    /// <summary>A take-over in a set holds for one disk: the one that is there when the user asks for it.</summary>
    JobDefinition WithTakeOver(JobDefinition job, JobChanges changes)
    {
        if (job.PendingTakeOver is null || job.HddVolume.Count == 0) return job with { TakeOverDisk = null };
        return changes.TakeOver is null ? job : job with { TakeOverDisk = disks.Locate(job).Disk!.Id };
    }

    /// <summary>The base folder, or the volumes and the path in them.</summary>
    JobDefinition WithBase(JobDefinition job, JobChanges changes)
    {
        var volumes = changes.HddVolume is { } named ? [.. named.Select(VolumeName.Check)] : job.HddVolume;
        if (volumes.Count == 0)
        {
            var path = folders.Base(changes.HddBaseFolder ?? Required(job.HddBaseFolder));
            return job with { HddVolume = [], FolderInVolume = "", Disks = [], HddBaseFolder = path, BaseVolume = folders.VolumeOf(path) };
        }
        return job with
        {
            HddVolume = volumes,
            FolderInVolume = VolumeFolder.Check(changes.HddBaseFolder ?? job.FolderInVolume),
            HddBaseFolder = null,
            BaseVolume = null,
            DestinationId = null,
        };
    }

    static void CheckBase(JobDefinition job)
    {
        foreach (var named in job.HddVolume) VolumeName.Check(named);
        VolumeFolder.Check(job.FolderInVolume);
        if (job.HddVolume.Count == 0) FolderPaths.Full(job.HddBaseFolder ?? "");
    }

    static JobDefinition WithOptions(JobDefinition job, JobChanges changes)
    {
        var changed = job with
        {
            UseVss = changes.UseVss ?? job.UseVss,
            Include = changes.Include ?? job.Include,
            Exclude = changes.Exclude ?? job.Exclude,
            FilterRule = changes.FilterRule ?? job.FilterRule,
            MinSize = changes.MinSize switch { null => job.MinSize, 0 or -1 => null, var bytes => bytes },
            MaxSize = changes.MaxSize switch { null => job.MaxSize, -1 => null, var bytes => bytes },
            MinAge = changes.MinAge is { } young ? (young == TimeSpan.Zero ? null : young) : job.MinAge,
            MaxAge = changes.MaxAge is { } old ? (old == TimeSpan.Zero ? null : old) : job.MaxAge,
            ExcludeAttribute = changes.ExcludeAttribute ?? job.ExcludeAttribute,
            SystemFiles = changes.SystemFiles ?? job.SystemFiles,
            DeleteExcluded = changes.DeleteExcluded ?? job.DeleteExcluded,
            MaxDeletePercent = changes.MaxDeletePercent ?? job.MaxDeletePercent,
            MaxDeleteCount = changes.MaxDeleteCount switch { null => job.MaxDeleteCount, -1 => null, var count => count },
            MaxChangePercent = changes.MaxChangePercent ?? job.MaxChangePercent,
            NoDelete = changes.NoDelete ?? job.NoDelete,
            KeepDeleted = changes.KeepDeleted ?? job.KeepDeleted,
            InPlace = changes.InPlace ?? job.InPlace,
            Verify = changes.Verify ?? job.Verify,
            MaxDuration = changes.MaxDuration is { } most ? (most == TimeSpan.Zero ? null : most) : job.MaxDuration,
            StopAt = changes.StopAt is { } moment ? (moment < TimeSpan.Zero ? null : moment) : job.StopAt,
            RetryCount = changes.RetryCount ?? job.RetryCount,
            RetryPause = changes.RetryPause ?? job.RetryPause,
            DestinationScan = changes.DestinationScan ?? job.DestinationScan,
            FullScanEvery = changes.FullScanEvery ?? job.FullScanEvery,
            BandwidthLimit = changes.BandwidthLimit is { } limit ? (BandwidthTable.Parse(limit).IsUnlimited ? null : limit.Trim()) : job.BandwidthLimit,
            LowPriority = changes.LowPriority ?? job.LowPriority,
            PendingTakeOver = changes.TakeOver ?? job.PendingTakeOver,
            DiskAbsentDays = changes.DiskAbsentDays ?? job.DiskAbsentDays,
            EjectAfter = changes.EjectAfter ?? job.EjectAfter,
            Enabled = changes.Enabled ?? job.Enabled,
        };
        CheckOptions(changed);
        return changed;
    }

    static void CheckOptions(JobDefinition job)
    {
        if (job.UseVss == VssUse.Always) throw new CloneException(ErrorId.CloneVssNotAvailable);
        JobFilters.Check(job);
        CheckLimit(nameof(job.MaxDeletePercent), job.MaxDeletePercent, 0, 100);
        CheckLimit(nameof(job.MaxDeleteCount), job.MaxDeleteCount ?? 0, 0, long.MaxValue);
        CheckLimit(nameof(job.MaxChangePercent), job.MaxChangePercent, 0, 100);
        CheckLimit(nameof(job.KeepDeleted), job.KeepDeleted, 0, MostDaysKept);
        CheckLimit(nameof(job.DiskAbsentDays), job.DiskAbsentDays, 0, MostDaysKept);
        CheckLimit(nameof(job.RetryCount), job.RetryCount, 0, MostRetries);
        CheckLimit(nameof(job.RetryPause), job.RetryPause, TimeSpan.Zero, TimeSpan.FromHours(1));
        CheckLimit(nameof(job.FullScanEvery), job.FullScanEvery, TimeSpan.FromHours(1), TimeSpan.FromDays(366));
        if (job.BandwidthLimit is { } limit) BandwidthTable.Parse(limit);
        CheckLimit(nameof(job.MaxDuration), job.MaxDuration ?? LeastDuration, LeastDuration, TimeSpan.FromDays(31));
        CheckLimit(nameof(job.StopAt), job.StopAt ?? TimeSpan.Zero, TimeSpan.Zero, new TimeSpan(23, 59, 59));
    }

    internal static void CheckLimit<T>(string setting, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            throw new CloneException(ErrorId.CloneLimitInvalid, setting, value, least, most);
    }

    static string NameOf(string? name, IReadOnlyList<JobDefinition> others)
    {
        var valid = JobName.Check(name);
        if (others.FirstOrDefault(other => string.Equals(other.Name, valid, StringComparison.OrdinalIgnoreCase)) is { } taken)
            throw new CloneException(ErrorId.CloneJobNameTaken, taken.Name);
        return valid;
    }

    static string Required(string? path) => path ?? throw new CloneException(ErrorId.ClonePathInvalid, "", "missing");
}
