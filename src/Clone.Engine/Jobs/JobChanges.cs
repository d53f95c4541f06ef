using System;
using System.Collections.Generic;

namespace Clone.Engine.Jobs;

/// <summary>What New-CloneJob or Set-CloneJob is told; null means not said.</summary>
public sealed record JobChanges
{
    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>Source folder, as the user wrote it, made absolute.</summary>
    public string? Source { get; init; }

    /// <summary>Base folder, as the user wrote it, made absolute; where volumes are named, its path inside them.</summary>
    public string? HddBaseFolder { get; init; }

    /// <summary>Ids or labels of volumes that take turns; an empty list goes back to a base folder.</summary>
    public IReadOnlyList<string>? HddVolume { get; init; }

    /// <summary>Days, 0 to 3,650.</summary>
    public int? DiskAbsentDays { get; init; }

    /// <summary>Whether the disk is let go after a run.</summary>
    public bool? EjectAfter { get; init; }

    /// <summary>Name below the base folder.</summary>
    public string? DestinationName { get; init; }

    /// <summary>The bucket; null when none is spoken of.</summary>
    public BucketChanges? S3 { get; init; }

    /// <summary>The container; null when none is spoken of.</summary>
    public ContainerChanges? Azure { get; init; }

    /// <summary>The bucket or container; null when none is spoken of.</summary>
    internal StorageChanges? Storage => (StorageChanges?)S3 ?? Azure;

    /// <summary>The kind of job that the destination asks for; null when nothing is said of it.</summary>
    public JobKind? Kind => Storage is not null ? Storage.Kind
        : HddBaseFolder is not null || HddVolume is not null || DestinationName is not null ? JobKind.Hdd : null;

    /// <summary>Schedules of incremental runs; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? IncrementalSchedule { get; init; }

    /// <summary>Schedules of full runs; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? FullSchedule { get; init; }

    /// <summary>Snapshots.</summary>
    public VssUse? UseVss { get; init; }

    /// <summary>Patterns; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Patterns; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Rules; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? FilterRule { get; init; }

    /// <summary>Bytes; 0 or -1 removes the limit.</summary>
    public long? MinSize { get; init; }

    /// <summary>Bytes; -1 removes the limit.</summary>
    public long? MaxSize { get; init; }

    /// <summary>At least a second, at most 36,500 days; zero removes the limit.</summary>
    public TimeSpan? MinAge { get; init; }

    /// <summary>At least a second, at most 36,500 days; zero removes the limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Names of attributes; an empty list removes those that are set.</summary>
    public IReadOnlyList<string>? ExcludeAttribute { get; init; }

    /// <summary>What becomes of files with the system attribute.</summary>
    public SystemFileMode? SystemFiles { get; init; }

    /// <summary>Whether what a filter leaves out is removed at the destination.</summary>
    public bool? DeleteExcluded { get; init; }

    /// <summary>0 to 100.</summary>
    public int? MaxDeletePercent { get; init; }

    /// <summary>0 or more; -1 removes the limit.</summary>
    public long? MaxDeleteCount { get; init; }

    /// <summary>0 to 100.</summary>
    public int? MaxChangePercent { get; init; }

    /// <summary>Whether nothing is removed at the destination.</summary>
    public bool? NoDelete { get; init; }

    /// <summary>Days, 0 to 3,650.</summary>
    public int? KeepDeleted { get; init; }

    /// <summary>Whether large files may be changed in their places.</summary>
    public bool? InPlace { get; init; }

    /// <summary>What becomes of files of which only times, attributes or owner changed.</summary>
    public MetadataOnlyMode? MetadataOnly { get; init; }

    /// <summary>How much of what was written is read back.</summary>
    public VerifyMode? Verify { get; init; }

    /// <summary>More than nothing, at most 31 days; zero removes the limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Time of the day; a negative one removes the limit.</summary>
    public TimeSpan? StopAt { get; init; }

    /// <summary>0 to 10.</summary>
    public int? RetryCount { get; init; }

    /// <summary>At most an hour.</summary>
    public TimeSpan? RetryPause { get; init; }

    /// <summary>How a run learns what lies at the destination.</summary>
    public DestinationScan? DestinationScan { get; init; }

    /// <summary>An hour to 366 days.</summary>
    public TimeSpan? FullScanEvery { get; init; }

    /// <summary>A number or a time table (see <see cref="BandwidthTable"/>); "off" removes the limit. Runs under way go by it within a second.</summary>
    public string? BandwidthLimit { get; init; }

    /// <summary>Whether runs leave processor and disks to others.</summary>
    public bool? LowPriority { get; init; }

    /// <summary>Lets the job take over a destination that is not its own.</summary>
    public TakeOverMode? TakeOver { get; init; }

    /// <summary>Enabled or disabled.</summary>
    public bool? Enabled { get; init; }
}
