using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Scheduling;
using Clone.Engine.Texts;

namespace Clone.Engine.Jobs;

/// <summary>
/// Applies what the user said to a job, and lets only jobs pass that keep every rule. Each rule has an error id of its
/// own.
/// </summary>
/// <param name="folders">Checks the source.</param>
/// <param name="places">The rules for destinations of each kind.</param>
/// <param name="paths">How paths are compared.</param>
sealed class JobValidation(JobFolders folders, IReadOnlyDictionary<JobKind, IPlaceRules> places, StringComparison paths)
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
            Kind = changes.Kind ?? JobKind.Hdd,
            Name = NameOf(changes.Name, others),
            Created = now,
            Changed = now,
        };
        job = WithOptions(job, changes) with { Source = folders.Source(Required(changes.Source)) };
        return places[job.Kind].Place(job, null, changes, others);
    }

    /// <summary>
    /// A job with changes. Its folders are looked at only when one of them changes, so that a job whose disk is not
    /// connected, or whose service does not answer, can be renamed.
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
        changed = Concerns(job, changes)
            ? places[job.Kind].Place(WithSource(changed, job, changes), job, changes, others)
            : places[job.Kind].Keep(changed, changes);
        CheckStored(changed);
        return changed;
    }

    /// <summary>True when a run that is under way would be confused by the changes.</summary>
    public bool DisturbsRuns(JobDefinition job, JobChanges changes) => Concerns(job, changes) || changes.TakeOver is not null;

    /// <summary>Whether source or destination change.</summary>
    bool Concerns(JobDefinition job, JobChanges changes)
    {
        CheckKind(job);
        if (changes.Kind is { } asked && asked != job.Kind) throw new CloneException(ErrorId.CloneJobKindDiffers, job.Name, job.Kind, asked);
        return changes.Source is not null || places[job.Kind].Concerns(changes);
    }

    JobDefinition WithSource(JobDefinition changed, JobDefinition job, JobChanges changes)
    {
        var source = folders.Source(changes.Source ?? job.Source);
        return changed with { Source = source, SourceVolume = string.Equals(source, job.Source, paths) ? changed.SourceVolume : null };
    }

    /// <summary>Refuses a stored job that breaks a rule which needs no look at the disks.</summary>
    /// <exception cref="CloneException">CloneJobInvalid.</exception>
    public static void CheckStored(JobDefinition job)
    {
        CheckKind(job);
        try
        {
            JobName.Check(job.Name);
            FolderPaths.Full(job.Source);
            if (job.Storage is { } storage) storage.Check();
            else FolderRules.CheckStored(job);
            CheckOptions(job);
        }
        catch (CloneException e)
        {
            throw new CloneException(ErrorId.CloneJobInvalid, e, job.Name, e.Message);
        }
    }

    /// <summary>A later version, or somebody's hand, may have stored what this one cannot run.</summary>
    static void CheckKind(JobDefinition job)
    {
        var isOne = job.Bucket is null || job.Container is null;
        if (job.Id != Guid.Empty && isOne && job.Kind == (job.Storage?.Kind ?? JobKind.Hdd)) return;
        throw new CloneException(ErrorId.CloneJobInvalid, job.Name, Text.Format("Reason.JobKindUnknown", job.Kind));
    }

    static JobDefinition WithOptions(JobDefinition job, JobChanges changes)
    {
        var changed = job with
        {
            IncrementalSchedule = Schedules(changes.IncrementalSchedule) ?? job.IncrementalSchedule,
            FullSchedule = Schedules(changes.FullSchedule) ?? job.FullSchedule,
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
            MetadataOnly = changes.MetadataOnly ?? job.MetadataOnly,
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

    /// <summary>Schedules, each as it is written back.</summary>
    static string[]? Schedules(IReadOnlyList<string>? texts) => texts?.Select(text => Schedule.Parse(text).ToString()).Distinct().ToArray();

    static void CheckOptions(JobDefinition job)
    {
        if (job.UseVss == VssUse.Always) throw new CloneException(ErrorId.CloneVssNotAvailable);
        Schedules(job.IncrementalSchedule);
        Schedules(job.FullSchedule);
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

    /// <summary>What must be said.</summary>
    internal static string Required(string? path) => path ?? throw new CloneException(ErrorId.ClonePathInvalid, "", "missing");
}
