using System;
using System.Runtime.InteropServices;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Jobs;

/// <summary>The filters of a job as this machine understands them.</summary>
static class JobFilters
{
    static readonly TimeSpan leastAge = TimeSpan.FromSeconds(1);
    static readonly TimeSpan mostAge = TimeSpan.FromDays(36_500);

    static bool OnWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>The filters that go by names; null when the job has none.</summary>
    /// <exception cref="CloneException">CloneFilterInvalid.</exception>
    public static FilterSet? NamesOf(JobDefinition job) => job.FilterRule.Count > 0
        ? FilterSet.ParseRules(job.FilterRule, OnWindows)
        : FilterSet.Parse(job.Include, job.Exclude, OnWindows);

    /// <summary>The filters that go by size, age and attributes; null when the job has none.</summary>
    /// <param name="job">The job.</param>
    /// <param name="moment">The moment from which ages are counted back.</param>
    /// <exception cref="CloneException">CloneAttributeNotSupported.</exception>
    public static FileLimits? LimitsOf(JobDefinition job, DateTimeOffset moment)
    {
        var (attributes, dotNames) = FileAttributeNames.Parse(job.ExcludeAttribute, OnWindows);
        var limits = new FileLimits
        {
            MinSize = job.MinSize ?? 0,
            MaxSize = job.MaxSize ?? long.MaxValue,
            Earliest = job.MaxAge is { } most ? Math.Max(0, moment.UtcTicks - most.Ticks) : 0,
            Latest = job.MinAge is { } least ? Math.Max(0, moment.UtcTicks - least.Ticks) : long.MaxValue,
            Attributes = attributes,
            LeavesDotNames = dotNames,
        };
        return limits == new FileLimits() ? null : limits;
    }

    /// <summary>Refuses filters that cannot be understood, or contradict each other.</summary>
    /// <exception cref="CloneException">
    /// CloneFilterInvalid, CloneFilterConflict, CloneAttributeNotSupported, CloneLimitInvalid.
    /// </exception>
    public static void Check(JobDefinition job)
    {
        if (job.FilterRule.Count > 0 && job.Include.Count + job.Exclude.Count > 0)
            throw new CloneException(ErrorId.CloneFilterConflict);
        NamesOf(job);
        JobValidation.CheckLimit(nameof(job.MaxSize), job.MaxSize ?? 0, 0, long.MaxValue);
        JobValidation.CheckLimit(nameof(job.MinSize), job.MinSize ?? 0, 0, job.MaxSize ?? long.MaxValue);
        JobValidation.CheckLimit(nameof(job.MaxAge), job.MaxAge ?? mostAge, leastAge, mostAge);
        JobValidation.CheckLimit(nameof(job.MinAge), job.MinAge ?? leastAge, leastAge, job.MaxAge ?? mostAge);
        FileAttributeNames.Parse(job.ExcludeAttribute, OnWindows);
    }
}
