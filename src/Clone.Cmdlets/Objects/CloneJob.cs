using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Disks;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Objects;

/// <summary>
/// A job as Get-CloneJob shows it. Words of a fixed list are text, so that they compare alike on this machine and in
/// what PowerShell Remoting brings from another.
/// </summary>
public sealed record CloneJob
{
    /// <summary>The name that commands take; unique on the node, ignoring case.</summary>
    public string Name { get; init; } = "";

    /// <summary>Identity of the job; stays when it is renamed.</summary>
    public Guid JobId { get; init; }

    /// <summary>What sort of destination it has: Hdd, S3 or Azure.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Full path of the source folder.</summary>
    public string Source { get; init; } = "";

    /// <summary>Full path of the destination folder; of other jobs bucket or container, with the prefix.</summary>
    public string Destination { get; init; } = "";

    /// <summary>The base folder in which the destination lies; where volumes are named, its path inside them.</summary>
    public string? HddBaseFolder { get; init; }

    /// <summary>Ids or labels of the volumes that take turns; none where a base folder is named.</summary>
    public IReadOnlyList<string> HddVolume { get; init; } = [];

    /// <summary>The disks of these volumes that are connected or that runs have used.</summary>
    public IReadOnlyList<CloneDisk> Disks { get; init; } = [];

    /// <summary>Days without any of the disks after which an event is raised; 0 for none.</summary>
    public int DiskAbsentDays { get; init; }

    /// <summary>Whether the disk is let go after a run.</summary>
    public bool EjectAfter { get; init; }

    /// <summary>Name of the destination in the base folder.</summary>
    public string DestinationName { get; init; } = "";

    /// <summary>The bucket of an S3 job and how its service is spoken to; null for other kinds.</summary>
    public CloneBucket? S3 { get; init; }

    /// <summary>The bucket of an S3 job. This and what follows are said of <see cref="S3"/> by the names of New-CloneJob's parameters.</summary>
    public string? S3Bucket => S3?.Bucket;

    /// <summary>What the keys of the copy begin with.</summary>
    public string? Prefix => S3?.Prefix ?? Azure?.Prefix;

    /// <summary>Profile of the AWS tools; null for none.</summary>
    public string? AwsProfile => S3?.AwsProfile;

    /// <summary>ARN of the role that is taken; null for none.</summary>
    public string? RoleArn => S3?.RoleArn;

    /// <summary>External id that the owner of the role asks for; null for none.</summary>
    public string? RoleExternalId => S3?.RoleExternalId;

    /// <summary>Address of the service; null for AWS, or the public cloud of Azure.</summary>
    public string? Endpoint => S3?.Endpoint ?? Azure?.Endpoint;

    /// <summary>Port, in place of the address's; null for that.</summary>
    public int? Port => S3?.Port;

    /// <summary>Region; null for the one of the profile or the environment.</summary>
    public string? Region => S3?.Region;

    /// <summary>Whether the bucket stands in the path of requests, said or by the address.</summary>
    public bool PathStyle => S3 is not null && (S3.PathStyle ?? S3.Endpoint is not null);

    /// <summary>Storage class of what is sent; null for the bucket's default.</summary>
    public string? StorageClass => S3?.StorageClass;

    /// <summary>Encryption by the service: Default, Aes256 or Kms; null for jobs of other kinds.</summary>
    public string? ServerSideEncryption => S3?.ServerSideEncryption;

    /// <summary>Whether bodies are never sent in chunks.</summary>
    public bool NoChunkedEncoding => S3?.NoChunkedEncoding == true;

    /// <summary>Address of the HTTP proxy; null for the machine's.</summary>
    public string? Proxy => S3?.Proxy ?? Azure?.Proxy;

    /// <summary>The container of an Azure job and how it is spoken to; null for other kinds.</summary>
    public CloneContainer? Azure { get; init; }

    /// <summary>The container of an Azure job. This and what follows are said of <see cref="Azure"/> by the names of New-CloneJob's parameters.</summary>
    public string? AzureContainer => Azure?.Container;

    /// <summary>The storage account.</summary>
    public string? AzureAccount => Azure?.Account;

    /// <summary>Access tier of what is sent; null for the account's default.</summary>
    public string? AccessTier => Azure?.AccessTier;

    /// <summary>Whether Microsoft Entra ID says who asks.</summary>
    public bool UseEntraId => Azure?.Identity == nameof(AzureIdentity.EntraId);

    /// <summary>A disabled job does not run.</summary>
    public bool Enabled { get; init; }

    /// <summary>When incremental runs are due; never when there are none.</summary>
    public IReadOnlyList<string> IncrementalSchedule { get; init; } = [];

    /// <summary>When full runs are due; never when there are none.</summary>
    public IReadOnlyList<string> FullSchedule { get; init; } = [];

    /// <summary>Whether runs read from a snapshot of the volume: Never, AsNeeded or Always.</summary>
    public string UseVss { get; init; } = "";

    /// <summary>Patterns of what is taken; everything when there are none.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Ordered rules in place of the two lists; none when empty.</summary>
    public IReadOnlyList<string> FilterRule { get; init; } = [];

    /// <summary>Smaller files, in bytes, are left out; null for no limit.</summary>
    public long? MinSize { get; init; }

    /// <summary>Larger files, in bytes, are left out; null for no limit.</summary>
    public long? MaxSize { get; init; }

    /// <summary>Files whose last change is more recent are left out; null for no limit.</summary>
    public TimeSpan? MinAge { get; init; }

    /// <summary>Files whose last change is longer ago are left out; null for no limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Files with one of these attributes are left out.</summary>
    public IReadOnlyList<string> ExcludeAttribute { get; init; } = [];

    /// <summary>What becomes of files with the system attribute: Skip or Copy.</summary>
    public string SystemFiles { get; init; } = "";

    /// <summary>Most removals of one run, in percent of the entries at the destination (from 100 removals on).</summary>
    public int MaxDeletePercent { get; init; }

    /// <summary>Most removals of one run; null for no limit.</summary>
    public long? MaxDeleteCount { get; init; }

    /// <summary>Whether what the filters leave out is removed at the destination.</summary>
    public bool DeleteExcluded { get; init; }

    /// <summary>Most replacements of one run, in percent of the known files (from 1,000 replacements on).</summary>
    public int MaxChangePercent { get; init; }

    /// <summary>Whether nothing is removed at the destination.</summary>
    public bool NoDelete { get; init; }

    /// <summary>Days for which removed and overwritten files are kept at the destination.</summary>
    public int KeepDeleted { get; init; }

    /// <summary>Whether large files may be changed in their places.</summary>
    public bool InPlace { get; init; }

    /// <summary>Buckets: what becomes of files of which only times, attributes or owner changed: Copy or Defer.</summary>
    public string MetadataOnly { get; init; } = "";

    /// <summary>What is read back and compared by checksum: None, Sample or All.</summary>
    public string Verify { get; init; } = "";

    /// <summary>A run ends after this time; null for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>A run ends at this time of the day; null for no limit.</summary>
    public TimeSpan? StopAt { get; init; }

    /// <summary>How often what failed is tried again.</summary>
    public int RetryCount { get; init; }

    /// <summary>Pause before the first of these tries.</summary>
    public TimeSpan RetryPause { get; init; }

    /// <summary>How runs learn what lies at the destination: Always (they list it) or Index.</summary>
    public string DestinationScan { get; init; } = "";

    /// <summary>With Index: how often a run lists the destination all the same.</summary>
    public TimeSpan FullScanEvery { get; init; }

    /// <summary>Bytes a second that a run may write, as a number or a time table; null for no limit.</summary>
    public string? BandwidthLimit { get; init; }

    /// <summary>Whether runs leave processor and disks to others.</summary>
    public bool LowPriority { get; init; }

    /// <summary>How the next run takes the destination over (Adopt or Full); null when it does not.</summary>
    public string? TakeOver { get; init; }

    /// <summary>When the last run began, local time; null before the first.</summary>
    public DateTime? LastRun { get; init; }

    /// <summary>How it ended; null before the first.</summary>
    public string? LastResult { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static CloneJob Of(JobDefinition job, RunReport? last, IReadOnlyList<DiskVolume> connected) => new()
    {
        Name = job.Name,
        JobId = job.Id,
        Kind = job.Kind.ToString(),
        Source = job.Source,
        Destination = job.Bucket?.ToString() ?? job.Container?.ToString() ?? job.Destination,
        HddBaseFolder = job.HddVolume.Count > 0 ? job.FolderInVolume : job.HddBaseFolder,
        HddVolume = job.HddVolume.ToArray(),
        Disks = CloneDisk.Of(job, connected),
        DiskAbsentDays = job.DiskAbsentDays,
        EjectAfter = job.EjectAfter,
        DestinationName = job.DestinationName,
        S3 = job.Bucket is { } bucket ? CloneBucket.Of(bucket, job.SecretId is not null) : null,
        Azure = job.Container is { } container ? CloneContainer.Of(container, job.SecretId is not null) : null,
        Enabled = job.Enabled,
        IncrementalSchedule = job.IncrementalSchedule.ToArray(),
        FullSchedule = job.FullSchedule.ToArray(),
        UseVss = job.UseVss.ToString(),
        Include = job.Include.ToArray(),
        Exclude = job.Exclude.ToArray(),
        FilterRule = job.FilterRule.ToArray(),
        MinSize = job.MinSize,
        MaxSize = job.MaxSize,
        MinAge = job.MinAge,
        MaxAge = job.MaxAge,
        ExcludeAttribute = job.ExcludeAttribute.ToArray(),
        SystemFiles = job.SystemFiles.ToString(),
        MaxDeletePercent = job.MaxDeletePercent,
        MaxDeleteCount = job.MaxDeleteCount,
        DeleteExcluded = job.DeleteExcluded,
        MaxChangePercent = job.MaxChangePercent,
        NoDelete = job.NoDelete,
        KeepDeleted = job.KeepDeleted,
        InPlace = job.InPlace,
        MetadataOnly = job.MetadataOnly.ToString(),
        Verify = job.Verify.ToString(),
        MaxDuration = job.MaxDuration,
        StopAt = job.StopAt,
        RetryCount = job.RetryCount,
        RetryPause = job.RetryPause,
        DestinationScan = job.DestinationScan.ToString(),
        FullScanEvery = job.FullScanEvery,
        BandwidthLimit = job.BandwidthLimit,
        LowPriority = job.LowPriority,
        TakeOver = job.PendingTakeOver?.ToString(),
        LastRun = last?.StartTime.LocalDateTime,
        LastResult = last?.Result.ToString(),
    };
}
