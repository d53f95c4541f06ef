using System;
using System.Management.Automation;
using System.Security;
using Clone.Cmdlets.Objects;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;

namespace Clone.Cmdlets;

/// <summary>Makes a job that mirrors a folder into a base folder, usually on an external disk, into a bucket or into a container.</summary>
[Cmdlet(VerbsCommon.New, "CloneJob", SupportsShouldProcess = true, DefaultParameterSetName = Hdd)]
[OutputType(typeof(CloneJob))]
public sealed class NewCloneJob : JobCmdlet, IBucketParameters, IContainerParameters
{
    const string Hdd = "Hdd";
    const string S3 = "S3";
    const string Azure = "Azure";

    /// <summary>The job's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name of the job; unique on this node, ignoring case.")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The folder to be mirrored.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The folder to be mirrored.")]
    [ValidateNotNullOrEmpty]
    public string Source { get; set; } = "";

    /// <summary>The folder in which the destination lies.</summary>
    [Parameter(Position = 2, ParameterSetName = Hdd, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The folder, usually on an external disk, in which the destination lies; with -HddVolume a path inside the volume, its root when not said.")]
    [AllowEmptyString, AllowNull]
    public string? HddBaseFolder { get; set; }

    /// <summary>The volumes that take turns as destination.</summary>
    [Parameter(ParameterSetName = Hdd, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Ids or labels of the volumes that hold the base folder; several take turns, and a label may stand for several disks.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? HddVolume { get; set; }

    /// <summary>Days without a disk after which an event is raised.</summary>
    [Parameter(ParameterSetName = Hdd, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Days without any of the disks of -HddVolume after which an event is raised; 30 when not said, 0 for none.")]
    public int? DiskAbsentDays { get; set; }

    /// <summary>Lets go of the disk after a run.</summary>
    [Parameter(ParameterSetName = Hdd, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Lets go of the disk of -HddVolume after a run that went to its end, so that it can be pulled.")]
    public SwitchParameter EjectAfter { get; set; }

    /// <summary>The destination's name in the base folder; the last part of the source's name when not said.</summary>
    [Parameter(ParameterSetName = Hdd, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name of the destination in the base folder; the last part of the source's name when not said.")]
    [ValidateNotNullOrEmpty]
    public string? DestinationName { get; set; }

    /// <summary>The bucket.</summary>
    [Parameter(Mandatory = true, ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The bucket of an S3 service to mirror into; it must exist.")]
    [ValidateNotNullOrEmpty]
    public string S3Bucket { get; set; } = "";

    /// <summary>What the keys of the copy begin with.</summary>
    [Parameter(ParameterSetName = Azure, ValueFromPipelineByPropertyName = true,
        HelpMessage = "What the names of the copy's blobs begin with, such as office/; the whole container when not said.")]
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "What the keys of the copy begin with, such as office/; the whole bucket when not said.")]
    [AllowEmptyString, AllowNull]
    public string? Prefix { get; set; }

    /// <summary>Access key and secret.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Access key id and secret access key; kept encrypted for this machine. Without it a profile, or what the AWS tools of the account that runs Clone use.")]
    [Credential]
    public PSCredential? S3Credential { get; set; }

    /// <summary>The token of an access key that is good for a time.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Session token of an access key that is good for a time; given and kept with -S3Credential.")]
    [ValidateNotNull]
    public SecureString? SessionToken { get; set; }

    /// <summary>A role that is taken.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "ARN of a role that is taken with the credential, such as arn:aws:iam::123456789012:role/clone.")]
    [AllowEmptyString, AllowNull]
    public string? RoleArn { get; set; }

    /// <summary>What the owner of the role asks for.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "External id that the owner of the role asks for.")]
    [AllowEmptyString, AllowNull]
    public string? RoleExternalId { get; set; }

    /// <summary>A profile of the AWS tools.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Profile of the AWS tools (credentials and config files) of the account that runs Clone.")]
    [AllowEmptyString, AllowNull]
    public string? AwsProfile { get; set; }

    /// <summary>Address of a service other than AWS.</summary>
    [Parameter(ParameterSetName = Azure, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Address of the account's blob service where it is not that of the public cloud, such as https://office.blob.core.usgovcloudapi.net.")]
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Address of an S3-compatible service, such as https://s3.example.net; AWS when not said.")]
    [AllowEmptyString, AllowNull]
    public string? Endpoint { get; set; }

    /// <summary>Port of the service.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Port of the service, in place of the one of the address.")]
    public int? Port { get; set; }

    /// <summary>Region of the bucket.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Region of the bucket; taken from the profile or the environment when not said.")]
    [AllowEmptyString, AllowNull]
    public string? Region { get; set; }

    /// <summary>Names the bucket in the path of requests.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names the bucket in the path of requests, not in the name of the host; so is done with -Endpoint unless -PathStyle:$false says otherwise.")]
    public SwitchParameter PathStyle { get; set; }

    /// <summary>Storage class of new objects.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Storage class of what is sent, such as STANDARD_IA; the default of the bucket when not said.")]
    [AllowEmptyString, AllowNull]
    public string? StorageClass { get; set; }

    /// <summary>Encryption by the service.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Default (as the bucket says), Aes256 or Kms: encryption by the service.")]
    public S3Encryption? ServerSideEncryption { get; set; }

    /// <summary>Sends bodies without chunks.</summary>
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "For services that take no chunked bodies over plain http: contents are then read twice, once for their checksum.")]
    public SwitchParameter NoChunkedEncoding { get; set; }

    /// <summary>The container.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Azure, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The container of Azure Blob Storage to mirror into; it must exist.")]
    [ValidateNotNullOrEmpty]
    public string AzureContainer { get; set; } = "";

    /// <summary>The storage account.</summary>
    [Parameter(ParameterSetName = Azure, ValueFromPipelineByPropertyName = true, HelpMessage = "The storage account; a connection string names it by itself.")]
    [AllowEmptyString, AllowNull]
    public string? AzureAccount { get; set; }

    /// <summary>A key of the account.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "A key of the account; kept encrypted for this machine.")]
    [ValidateNotNull]
    public SecureString? AzureKey { get; set; }

    /// <summary>A shared access signature.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "A shared access signature (SAS) for the container or the account; kept encrypted for this machine.")]
    [ValidateNotNull]
    public SecureString? SasToken { get; set; }

    /// <summary>A connection string.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "A connection string, which names account and address; kept encrypted for this machine.")]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>Asks as what Microsoft Entra ID knows the account as that runs Clone.</summary>
    [Parameter(ParameterSetName = Azure, ValueFromPipelineByPropertyName = true, HelpMessage = "Asks as the managed identity of the machine, or as what environment and Azure tools of the account that runs Clone say (Microsoft Entra ID).")]
    public SwitchParameter UseEntraId { get; set; }

    /// <summary>Access tier of new blobs.</summary>
    [Parameter(ParameterSetName = Azure, ValueFromPipelineByPropertyName = true, HelpMessage = "Hot, Cool or Cold: access tier of what is sent; the default of the account when not said.")]
    [AllowEmptyString, AllowNull]
    public string? AccessTier { get; set; }

    /// <summary>An HTTP proxy.</summary>
    [Parameter(ParameterSetName = Azure, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Address of an HTTP proxy, such as http://proxy:8080, in place of the one of Set-CloneSetting; none to connect directly.")]
    [Parameter(ParameterSetName = S3, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Address of an HTTP proxy, such as http://proxy:8080, in place of the one of Set-CloneSetting; none to connect directly.")]
    [AllowEmptyString, AllowNull]
    public string? Proxy { get; set; }

    /// <summary>When incremental runs are due.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "When incremental runs are due: schedules of New-CloneSchedule, or their texts such as \"Weekly Mon,Wed 23:00\".")]
    [AllowEmptyCollection, AllowNull]
    public string[]? IncrementalSchedule { get; set; }

    /// <summary>When full runs are due.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "When full runs are due: schedules of New-CloneSchedule, or their texts such as \"Monthly Last 23:00\".")]
    [AllowEmptyCollection, AllowNull]
    public string[]? FullSchedule { get; set; }

    /// <summary>Whether runs read from a snapshot of the source's volume.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Never, AsNeeded (for files that are locked) or Always: reading from a snapshot of the volume.")]
    public VssUse UseVss { get; set; }

    /// <summary>Patterns of what is taken.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Patterns of what is taken, as in .gitignore; everything when not said.")]
    [AllowEmptyCollection]
    public string[]? Include { get; set; }

    /// <summary>Patterns of what is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Patterns of what is left out, as in .gitignore.")]
    [AllowEmptyCollection]
    public string[]? Exclude { get; set; }

    /// <summary>Ordered rules in place of the two lists.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Ordered rules \"+ pattern\" and \"- pattern\"; the first that matches decides. Not together with -Include and -Exclude.")]
    [AllowEmptyCollection]
    public string[]? FilterRule { get; set; }

    /// <summary>Leaves smaller files out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Leaves out files smaller than this, in bytes (1KB, 10MB and the like are numbers of PowerShell).")]
    public long? MinSize { get; set; }

    /// <summary>Leaves larger files out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Leaves out files larger than this, in bytes; -1 for no limit, which is the default.")]
    public long? MaxSize { get; set; }

    /// <summary>Leaves out files that changed a short time ago.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Leaves out files whose last change was less than this before the beginning of the run, such as 00:10:00.")]
    public TimeSpan? MinAge { get; set; }

    /// <summary>Leaves out files that changed a long time ago.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Leaves out files whose last change was more than this before the beginning of the run, such as 365.00:00:00.")]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Leaves out files with an attribute.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Leaves out files with one of these attributes: ReadOnly, Hidden, System, Archive, Temporary, SparseFile, Compressed, Offline, NotContentIndexed, Encrypted; on Unix Hidden alone.")]
    [AllowEmptyCollection]
    public string[]? ExcludeAttribute { get; set; }

    /// <summary>What becomes of files with the system attribute.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Skip (the default) or Copy: what becomes of files with the system attribute.")]
    public SystemFileMode? SystemFiles { get; set; }

    /// <summary>Removes at the destination what the filters leave out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Removes at the destination what the filters leave out.")]
    public SwitchParameter DeleteExcluded { get; set; }

    /// <summary>Most removals of one run, in percent of the entries at the destination.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Most removals of one run, in percent of the entries at the destination (0 to 100, from 100 removals on); 50 when not said.")]
    public int? MaxDeletePercent { get; set; }

    /// <summary>Most removals of one run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Most removals of one run; -1 for no limit, which is the default.")]
    public long? MaxDeleteCount { get; set; }

    /// <summary>Most replacements of one run, in percent of the known files.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Most replacements of one incremental run, in percent of the known files (0 to 100, from 1,000 replacements on); 50 when not said.")]
    public int? MaxChangePercent { get; set; }

    /// <summary>Removes nothing at the destination.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Removes nothing at the destination.")]
    public SwitchParameter NoDelete { get; set; }

    /// <summary>Keeps removed and overwritten files for so many days.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Days for which removed and overwritten files are kept at the destination; 0 for not at all, which is the default.")]
    public int? KeepDeleted { get; set; }

    /// <summary>Changes large files in their places where the file system makes no cheap clones.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Writes changed blocks of large files into the old file where the destination cannot clone it; readers may see it half changed meanwhile.")]
    public SwitchParameter InPlace { get; set; }

    /// <summary>What becomes of files in a bucket of which only times, attributes or owner changed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Buckets: Copy (the default; the service copies the object with its new metadata) or Defer (until the contents change): what becomes of a file of which only the time, attributes or owner changed.")]
    public MetadataOnlyMode? MetadataOnly { get; set; }

    /// <summary>How much of what was written is read back.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "None, Sample (one file in sixteen) or All: what is read back at the destination and compared by checksum.")]
    public VerifyMode? Verify { get; set; }

    /// <summary>Ends runs after this time.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "A run ends in good order after this time; the next one goes on. 0 for no limit, which is the default.")]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>Ends runs at this time of the day.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "A run ends in good order at this time of the day, such as 06:00; -1 for no limit, which is the default.")]
    public TimeSpan? StopAt { get; set; }

    /// <summary>How often what failed is tried again.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "How often an item that failed is tried again at the end of a run (0 to 10); 1 when not said.")]
    public int? RetryCount { get; set; }

    /// <summary>Pause before the first of these tries.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Pause before what failed is tried again, such as 00:00:10; each further one is twice as long; none when not said.")]
    public TimeSpan? RetryPause { get; set; }

    /// <summary>How runs learn what lies at the destination.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Always (the default) or Index: whether runs list the destination, or what the index recorded stands for it and is checked on every write.")]
    public DestinationScan? DestinationScan { get; set; }

    /// <summary>How often the destination is listed all the same.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "With -DestinationScan Index: how often a run lists the destination all the same, such as 7d (the default) or 12h.")]
    [Duration]
    public TimeSpan? FullScanEvery { get; set; }

    /// <summary>Bytes a second that runs may write, or a time table.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Bytes a second that a run may write, such as 10M, or a time table such as \"08:00,10M 18:00,off Sat-08:00,off\"; off, the default, for no limit.")]
    [AllowNull, AllowEmptyString]
    public string? BandwidthLimit { get; set; }

    /// <summary>Leaves processor and disks to others.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Runs leave processor and disks to others.")]
    public SwitchParameter LowPriority { get; set; }

    /// <summary>Takes over a destination that is not empty.</summary>
    [Parameter(HelpMessage = "Takes over a destination that is not empty or belongs to another source. Adopt keeps what agrees, Full sends all.")]
    public TakeOverMode? TakeOver { get; set; }

    /// <summary>Makes the job disabled.</summary>
    [Parameter(HelpMessage = "Makes the job disabled: it does not run until it is enabled.")]
    public SwitchParameter Disabled { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Name, () =>
    {
        StorageChanges? storage = ParameterSetName switch
        {
            S3 => BucketReader.Read(this, MyInvocation.BoundParameters),
            Azure => ContainerReader.Read(this),
            _ => null,
        };
        using var _ = storage?.Credential;
        var asked = new JobChanges
        {
            Name = Name,
            Source = FolderPath(Source),
            HddBaseFolder = BaseFolder(HddBaseFolder, HddVolume is { Length: > 0 }),
            HddVolume = HddVolume,
            DiskAbsentDays = DiskAbsentDays,
            EjectAfter = EjectAfter,
            DestinationName = DestinationName,
            S3 = storage as BucketChanges,
            Azure = storage as ContainerChanges,
            IncrementalSchedule = IncrementalSchedule, FullSchedule = FullSchedule,
            UseVss = UseVss,
            Include = Include,
            Exclude = Exclude,
            FilterRule = FilterRule,
            MinSize = MinSize,
            MaxSize = MaxSize,
            MinAge = MinAge,
            MaxAge = MaxAge,
            ExcludeAttribute = ExcludeAttribute,
            SystemFiles = SystemFiles,
            DeleteExcluded = DeleteExcluded,
            MaxDeletePercent = MaxDeletePercent,
            MaxDeleteCount = MaxDeleteCount,
            MaxChangePercent = MaxChangePercent,
            NoDelete = NoDelete,
            KeepDeleted = KeepDeleted,
            InPlace = InPlace,
            MetadataOnly = MetadataOnly,
            Verify = Verify,
            MaxDuration = MaxDuration,
            StopAt = StopAt,
            RetryCount = RetryCount,
            RetryPause = RetryPause,
            DestinationScan = DestinationScan,
            FullScanEvery = FullScanEvery,
            BandwidthLimit = string.IsNullOrEmpty(BandwidthLimit) ? null : BandwidthLimit,
            LowPriority = LowPriority,
            TakeOver = TakeOver,
            Enabled = !Disabled,
        };
        if (Agreed(Node.Jobs.Check(asked), "Action.CreateJob")) WriteJob(Node.Jobs.Create(asked));
    });
}
