using System;
using System.Collections.Generic;
using Clone.Engine.Disks;
using Clone.Engine.Folders;

namespace Clone.Engine.Jobs;

/// <summary>A job as the user defined it: one source folder, one destination. Never changed in place.</summary>
public sealed record JobDefinition
{
    /// <summary>Identity of the job; its name is only a label.</summary>
    public Guid Id { get; init; }

    /// <summary>Unique on the node, ignoring case.</summary>
    public string Name { get; init; } = "";

    /// <summary>What sort of destination it has.</summary>
    public JobKind Kind { get; init; }

    /// <summary>Full path of the source folder, links resolved.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// Hdd: the base folder that the user named, full path, links resolved. Of a job that names volumes: that on the disk it
    /// stands with; null when it stands with none, as it is stored.
    /// </summary>
    public string? HddBaseFolder { get; init; }

    /// <summary>Hdd: ids or labels of the volumes that take turns as destination; none when a base folder is named.</summary>
    public IReadOnlyList<string> HddVolume { get; init; } = [];

    /// <summary>The base folder inside each of these volumes (see <see cref="VolumeFolder"/>); empty for their root.</summary>
    public string FolderInVolume { get; init; } = "";

    /// <summary>The disks of the set that runs have taken.</summary>
    public IReadOnlyList<JobDisk> Disks { get; init; } = [];

    /// <summary>The disk that the job stands with; never stored.</summary>
    internal DiskVolume? Disk { get; init; }

    /// <summary>Days without any disk of the set after which an event is raised; 0 for none.</summary>
    public int DiskAbsentDays { get; init; } = 30;

    /// <summary>When that event was last raised, UTC; null since a disk came.</summary>
    public DateTimeOffset? AbsenceTold { get; init; }

    /// <summary>Whether the disk is let go after a run, so that it can be pulled.</summary>
    public bool EjectAfter { get; init; }

    /// <summary>The folder's name below the base folder: the last part of the source unless the user said otherwise.</summary>
    public string DestinationName { get; init; } = "";

    /// <summary>Hdd: full path of the destination, the folder of that name in the base folder.</summary>
    public string Destination => HddBaseFolder is null or "" ? "" : FolderPaths.Join(HddBaseFolder, DestinationName);

    /// <summary>S3: the bucket that holds the destination; null for other kinds.</summary>
    public JobBucket? Bucket { get; init; }

    /// <summary>Azure: the container that holds the destination; null for other kinds.</summary>
    public JobContainer? Container { get; init; }

    /// <summary>The bucket or container; null for jobs to folders.</summary>
    internal JobStorage? Storage => (JobStorage?)Bucket ?? Container;

    /// <summary>The destination for people: bucket or container, or the folder; where it stands with no disk, the volumes and the path in them.</summary>
    public string PlaceForPeople() => Storage is not null ? Storage.ToString() : HddBaseFolder is not null
        ? Destination
        : string.Join(" | ", HddVolume) + ": " + (FolderInVolume.Length == 0 ? "" : FolderInVolume + "/") + DestinationName;

    /// <summary>When incremental runs are due, each a text (see <see cref="Scheduling.Schedule"/>); never when empty.</summary>
    public IReadOnlyList<string> IncrementalSchedule { get; init; } = [];

    /// <summary>When full runs are due, likewise.</summary>
    public IReadOnlyList<string> FullSchedule { get; init; } = [];

    /// <summary>Snapshots of the source.</summary>
    public VssUse UseVss { get; init; }

    /// <summary>Patterns of what is taken; all when empty.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Ordered rules, "+ pattern" or "- pattern", in place of the two lists above; none when empty.</summary>
    public IReadOnlyList<string> FilterRule { get; init; } = [];

    /// <summary>Smaller files, in bytes, are left out; null for no limit.</summary>
    public long? MinSize { get; init; }

    /// <summary>Larger files, in bytes, are left out; null for no limit.</summary>
    public long? MaxSize { get; init; }

    /// <summary>Files whose last change is more recent are left out; null for no limit.</summary>
    public TimeSpan? MinAge { get; init; }

    /// <summary>Files whose last change is longer ago are left out; null for no limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Files with one of these attributes are left out (see <see cref="Entries.FileAttributeNames"/>).</summary>
    public IReadOnlyList<string> ExcludeAttribute { get; init; } = [];

    /// <summary>What becomes of files with the system attribute.</summary>
    public SystemFileMode SystemFiles { get; init; }

    /// <summary>Whether what a filter leaves out is removed at the destination.</summary>
    public bool DeleteExcluded { get; init; }

    /// <summary>Guard: most removals in percent of the entries at the destination, counted from 100 removals on.</summary>
    public int MaxDeletePercent { get; init; } = 50;

    /// <summary>Guard: most removals; null for no limit.</summary>
    public long? MaxDeleteCount { get; init; }

    /// <summary>Guard: most replacements in percent of the known files, counted from 1,000 replacements on.</summary>
    public int MaxChangePercent { get; init; } = 50;

    /// <summary>Whether nothing is removed at the destination.</summary>
    public bool NoDelete { get; init; }

    /// <summary>Days for which removed and overwritten files are kept at the destination; 0 for not at all.</summary>
    public int KeepDeleted { get; init; }

    /// <summary>Whether large files may be changed in their places where the file system makes no cheap clones.</summary>
    public bool InPlace { get; init; }

    /// <summary>Object stores: what becomes of files of which only times, attributes or owner changed.</summary>
    public MetadataOnlyMode MetadataOnly { get; init; }

    /// <summary>How much of what was written is read back.</summary>
    public VerifyMode Verify { get; init; }

    /// <summary>A run ends in good order after this time; null for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>A run ends in good order at this time of the day (local time); null for no limit.</summary>
    public TimeSpan? StopAt { get; init; }

    /// <summary>How often an item that failed is tried again at the end of a run; 0 to 10.</summary>
    public int RetryCount { get; init; } = 1;

    /// <summary>Pause before the first of these tries; each further one is twice as long.</summary>
    public TimeSpan RetryPause { get; init; }

    /// <summary>How a run learns what lies at the destination.</summary>
    public DestinationScan DestinationScan { get; init; }

    /// <summary>Where the index stands for the destination: how often it is listed all the same.</summary>
    public TimeSpan FullScanEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Bytes a second that a run may write, as a number or a time table (see <see cref="BandwidthTable"/>); null for no limit.</summary>
    public string? BandwidthLimit { get; init; }

    /// <summary>Whether runs leave processor and disks to others.</summary>
    public bool LowPriority { get; init; }

    /// <summary>A disabled job does not run.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Set until the first run that may take the destination over has done so.</summary>
    public TakeOverMode? PendingTakeOver { get; init; }

    /// <summary>Identity of the disk that this holds for, in a set; null for any.</summary>
    public string? TakeOverDisk { get; init; }

    /// <summary>
    /// Identity of the destination, from its marker; null until the first run. In a set each disk has its own
    /// (<see cref="Disks"/>), and this is that of the one the job stands with.
    /// </summary>
    public Guid? DestinationId { get; init; }

    /// <summary>Volume of the source at the last run (see <see cref="Folders.VolumeFacts.Id"/>); null until the first.</summary>
    public string? SourceVolume { get; init; }

    /// <summary>Volume of the base folder when the user named it; null when that was not taken down.</summary>
    public string? BaseVolume { get; init; }

    /// <summary>Its credential in the store of secrets; null when it has none, or must be given a new one.</summary>
    public Guid? SecretId { get; init; }

    /// <summary>The place that the credential was given for.</summary>
    public string? SecretPlace { get; init; }

    /// <summary>When the job was made, UTC.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset Changed { get; init; }
}
