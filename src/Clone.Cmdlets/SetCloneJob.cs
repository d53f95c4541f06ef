using System;
using System.Management.Automation;
using System.Security;
using Clone.Cmdlets.Objects;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;
using JobDefinition = Clone.Engine.Jobs.JobDefinition;

namespace Clone.Cmdlets;

/// <summary>Changes jobs: what is said is changed, the rest stays.</summary>
[Cmdlet(VerbsCommon.Set, "CloneJob", SupportsShouldProcess = true, DefaultParameterSetName = Any)]
[OutputType(typeof(CloneJob))]
public sealed class SetCloneJob : JobCmdlet, IBucketParameters, IContainerParameters
{
    const string Hdd = "Hdd";
    const string S3 = "S3";
    const string Azure = "Azure";

    /// <summary>Nothing is said that one kind of job alone has: its own kind decides.</summary>
    const string Any = "Any";

    /// <summary>The jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of jobs.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Another name.</summary>
    [Parameter(HelpMessage = "Another name for the job.")]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Another source; the rules for taking over a destination apply.</summary>
    [Parameter(HelpMessage = "Another folder to be mirrored; the destination then needs -TakeOver.")]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <summary>Another base folder.</summary>
    [Parameter(ParameterSetName = Hdd, HelpMessage = "Another folder in which the destination lies; where volumes are named, a path inside them.")]
    [AllowEmptyString]
    public string? HddBaseFolder { get; set; }

    /// <summary>Other volumes that take turns as destination.</summary>
    [Parameter(ParameterSetName = Hdd, HelpMessage = "Ids or labels of the volumes that hold the base folder and take turns; @() for none, with -HddBaseFolder.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? HddVolume { get; set; }

    /// <summary>Days without a disk after which an event is raised.</summary>
    [Parameter(ParameterSetName = Hdd, HelpMessage = "Days without any of the disks of -HddVolume after which an event is raised; 0 for none.")]
    public int? DiskAbsentDays { get; set; }

    /// <summary>Lets go of the disk after a run.</summary>
    [Parameter(ParameterSetName = Hdd, HelpMessage = "Lets go of the disk of -HddVolume after a run that went to its end; -EjectAfter:$false keeps it.")]
    public SwitchParameter EjectAfter { get; set; }

    /// <summary>Another name of the destination in the base folder.</summary>
    [Parameter(ParameterSetName = Hdd, HelpMessage = "Another name of the destination in the base folder.")]
    [ValidateNotNullOrEmpty]
    public string? DestinationName { get; set; }

    /// <summary>Another bucket.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Another bucket to mirror into; it must exist.")]
    [ValidateNotNullOrEmpty]
    public string? S3Bucket { get; set; }

    /// <summary>What the keys of the copy begin with.</summary>
    [Parameter(ParameterSetName = Any, HelpMessage = "What the names in the copy begin with; an empty text for the whole bucket or container.")]
    [Parameter(ParameterSetName = Azure, HelpMessage = "What the names of the copy's blobs begin with; an empty text for the whole container.")]
    [Parameter(ParameterSetName = S3, HelpMessage = "What the keys of the copy begin with; an empty text for the whole bucket.")]
    [AllowEmptyString, AllowNull]
    public string? Prefix { get; set; }

    /// <summary>Access key and secret.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Access key id and secret access key; needed again when the address changes.")]
    [Credential]
    public PSCredential? S3Credential { get; set; }

    /// <summary>The token of an access key that is good for a time.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Session token of an access key that is good for a time; given and kept with -S3Credential.")]
    [ValidateNotNull]
    public SecureString? SessionToken { get; set; }

    /// <summary>A role that is taken.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "ARN of a role that is taken with the credential, such as arn:aws:iam::123456789012:role/clone; an empty text for none.")]
    [AllowEmptyString, AllowNull]
    public string? RoleArn { get; set; }

    /// <summary>What the owner of the role asks for.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "External id that the owner of the role asks for; an empty text for none.")]
    [AllowEmptyString, AllowNull]
    public string? RoleExternalId { get; set; }

    /// <summary>A profile of the AWS tools.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Profile of the AWS tools; an empty text for the credentials that they find by themselves.")]
    [AllowEmptyString, AllowNull]
    public string? AwsProfile { get; set; }

    /// <summary>Address of a service other than AWS.</summary>
    [Parameter(ParameterSetName = Any, HelpMessage = "Address of the service; an empty text for the usual one.")]
    [Parameter(ParameterSetName = Azure, HelpMessage = "Address of the account's blob service; an empty text for that of the public cloud.")]
    [Parameter(ParameterSetName = S3, HelpMessage = "Address of an S3-compatible service; an empty text for AWS.")]
    [AllowEmptyString, AllowNull]
    public string? Endpoint { get; set; }

    /// <summary>Port of the service.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Port of the service; 0 for the one of the address.")]
    public int? Port { get; set; }

    /// <summary>Region of the bucket.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Region of the bucket; an empty text for the one of the profile or the environment.")]
    [AllowEmptyString, AllowNull]
    public string? Region { get; set; }

    /// <summary>Names the bucket in the path of requests.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Names the bucket in the path of requests, not in the name of the host; so is done with -Endpoint unless -PathStyle:$false says otherwise.")]
    public SwitchParameter PathStyle { get; set; }

    /// <summary>Storage class of new objects.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Storage class of what is sent; an empty text for the default of the bucket.")]
    [AllowEmptyString, AllowNull]
    public string? StorageClass { get; set; }

    /// <summary>Encryption by the service.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "Default (as the bucket says), Aes256 or Kms: encryption by the service.")]
    public S3Encryption? ServerSideEncryption { get; set; }

    /// <summary>Sends bodies without chunks.</summary>
    [Parameter(ParameterSetName = S3, HelpMessage = "For services that take no chunked bodies over plain http: contents are then read twice, once for their checksum.")]
    public SwitchParameter NoChunkedEncoding { get; set; }

    /// <summary>Another container.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "Another container to mirror into; it must exist.")]
    [ValidateNotNullOrEmpty]
    public string? AzureContainer { get; set; }

    /// <summary>The storage account.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "The storage account; a connection string names it by itself.")]
    [ValidateNotNullOrEmpty]
    public string? AzureAccount { get; set; }

    /// <summary>A key of the account.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "A key of the account; needed again when account or address change.")]
    [ValidateNotNull]
    public SecureString? AzureKey { get; set; }

    /// <summary>A shared access signature.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "A shared access signature (SAS) for the container or the account; needed again when account or address change.")]
    [ValidateNotNull]
    public SecureString? SasToken { get; set; }

    /// <summary>A connection string.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "A connection string, which names account and address; needed again when account or address change.")]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>Asks as what Microsoft Entra ID knows the account as that runs Clone.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "Asks as the managed identity of the machine, or as what environment and Azure tools of the account that runs Clone say (Microsoft Entra ID).")]
    public SwitchParameter UseEntraId { get; set; }

    /// <summary>Access tier of new blobs.</summary>
    [Parameter(ParameterSetName = Azure, HelpMessage = "Hot, Cool or Cold: access tier of what is sent; an empty text for the default of the account.")]
    [AllowEmptyString, AllowNull]
    public string? AccessTier { get; set; }

    /// <summary>An HTTP proxy.</summary>
    [Parameter(ParameterSetName = Any, HelpMessage = "Address of an HTTP proxy in place of the one of Set-CloneSetting; none to connect directly; an empty text for that of Set-CloneSetting.")]
    [Parameter(ParameterSetName = Azure, HelpMessage = "Address of an HTTP proxy in place of the one of Set-CloneSetting; none to connect directly; an empty text for that of Set-CloneSetting.")]
    [Parameter(ParameterSetName = S3, HelpMessage = "Address of an HTTP proxy in place of the one of Set-CloneSetting; none to connect directly; an empty text for that of Set-CloneSetting.")]
    [AllowEmptyString, AllowNull]
    public string? Proxy { get; set; }

    /// <summary>Whether runs read from a snapshot of the source's volume.</summary>
    [Parameter(HelpMessage = "Never, AsNeeded (for files that are locked) or Always: reading from a snapshot of the volume.")]
    public VssUse? UseVss { get; set; }

    /// <summary>Patterns of what is taken; an empty list takes everything.</summary>
    [Parameter(HelpMessage = "Patterns of what is taken, as in .gitignore; @() for everything.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? Include { get; set; }

    /// <summary>Patterns of what is left out; an empty list leaves nothing out.</summary>
    [Parameter(HelpMessage = "Patterns of what is left out, as in .gitignore; @() for nothing.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? Exclude { get; set; }

    /// <summary>Ordered rules in place of the two lists; an empty list takes them back.</summary>
    [Parameter(HelpMessage = "Ordered rules \"+ pattern\" and \"- pattern\"; the first that matches decides; @() for none. Not together with -Include and -Exclude.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? FilterRule { get; set; }

    /// <summary>Leaves smaller files out.</summary>
    [Parameter(HelpMessage = "Leaves out files smaller than this, in bytes; 0 for no limit.")]
    public long? MinSize { get; set; }

    /// <summary>Leaves larger files out.</summary>
    [Parameter(HelpMessage = "Leaves out files larger than this, in bytes; -1 for no limit.")]
    public long? MaxSize { get; set; }

    /// <summary>Leaves out files that changed a short time ago.</summary>
    [Parameter(HelpMessage = "Leaves out files whose last change was less than this before the beginning of the run; 0 for no limit.")]
    public TimeSpan? MinAge { get; set; }

    /// <summary>Leaves out files that changed a long time ago.</summary>
    [Parameter(HelpMessage = "Leaves out files whose last change was more than this before the beginning of the run; 0 for no limit.")]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Leaves out files with an attribute; an empty list takes this back.</summary>
    [Parameter(HelpMessage = "Leaves out files with one of these attributes: ReadOnly, Hidden, System, Archive, Temporary, SparseFile, Compressed, Offline, NotContentIndexed, Encrypted; on Unix Hidden alone; @() for none.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? ExcludeAttribute { get; set; }

    /// <summary>What becomes of files with the system attribute.</summary>
    [Parameter(HelpMessage = "Skip or Copy: what becomes of files with the system attribute.")]
    public SystemFileMode? SystemFiles { get; set; }

    /// <summary>Removes at the destination what the filters leave out.</summary>
    [Parameter(HelpMessage = "Removes at the destination what the filters leave out; -DeleteExcluded:$false keeps it.")]
    public SwitchParameter DeleteExcluded { get; set; }

    /// <summary>Most removals of one run, in percent of the entries at the destination.</summary>
    [Parameter(HelpMessage = "Most removals of one run, in percent of the entries at the destination (0 to 100, from 100 removals on).")]
    public int? MaxDeletePercent { get; set; }

    /// <summary>Most removals of one run.</summary>
    [Parameter(HelpMessage = "Most removals of one run; -1 for no limit.")]
    public long? MaxDeleteCount { get; set; }

    /// <summary>Most replacements of one run, in percent of the known files.</summary>
    [Parameter(HelpMessage = "Most replacements of one incremental run, in percent of the known files (0 to 100, from 1,000 replacements on).")]
    public int? MaxChangePercent { get; set; }

    /// <summary>Removes nothing at the destination.</summary>
    [Parameter(HelpMessage = "Removes nothing at the destination; -NoDelete:$false does.")]
    public SwitchParameter NoDelete { get; set; }

    /// <summary>Keeps removed and overwritten files for so many days.</summary>
    [Parameter(HelpMessage = "Days for which removed and overwritten files are kept at the destination; 0 for not at all.")]
    public int? KeepDeleted { get; set; }

    /// <summary>Changes large files in their places where the file system makes no cheap clones.</summary>
    [Parameter(HelpMessage = "Writes changed blocks of large files into the old file where the destination cannot clone it; -InPlace:$false copies it whole.")]
    public SwitchParameter InPlace { get; set; }

    /// <summary>What becomes of files in a bucket of which only times, attributes or owner changed.</summary>
    [Parameter(HelpMessage = "Buckets: Copy (the service copies the object with its new metadata) or Defer (until the contents change): what becomes of a file of which only the time, attributes or owner changed.")]
    public MetadataOnlyMode? MetadataOnly { get; set; }

    /// <summary>How much of what was written is read back.</summary>
    [Parameter(HelpMessage = "None, Sample (one file in sixteen) or All: what is read back at the destination and compared by checksum.")]
    public VerifyMode? Verify { get; set; }

    /// <summary>Ends runs after this time.</summary>
    [Parameter(HelpMessage = "A run ends in good order after this time; the next one goes on. 0 for no limit.")]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>Ends runs at this time of the day.</summary>
    [Parameter(HelpMessage = "A run ends in good order at this time of the day, such as 06:00; -1 for no limit.")]
    public TimeSpan? StopAt { get; set; }

    /// <summary>How often what failed is tried again.</summary>
    [Parameter(HelpMessage = "How often an item that failed is tried again at the end of a run (0 to 10).")]
    public int? RetryCount { get; set; }

    /// <summary>Pause before the first of these tries.</summary>
    [Parameter(HelpMessage = "Pause before what failed is tried again, such as 00:00:10; each further one is twice as long.")]
    public TimeSpan? RetryPause { get; set; }

    /// <summary>When incremental runs are due.</summary>
    [Parameter(HelpMessage = "When incremental runs are due: schedules of New-CloneSchedule, or their texts such as \"Weekly Mon,Wed 23:00\"; @() for none.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? IncrementalSchedule { get; set; }

    /// <summary>When full runs are due.</summary>
    [Parameter(HelpMessage = "When full runs are due: schedules of New-CloneSchedule, or their texts such as \"Monthly Last 23:00\"; @() for none.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? FullSchedule { get; set; }

    /// <summary>How runs learn what lies at the destination.</summary>
    [Parameter(HelpMessage = "Always or Index: whether runs list the destination, or what the index recorded stands for it and is checked on every write.")]
    public DestinationScan? DestinationScan { get; set; }

    /// <summary>How often the destination is listed all the same.</summary>
    [Parameter(HelpMessage = "With -DestinationScan Index: how often a run lists the destination all the same, such as 7d or 12h.")]
    [Duration]
    public TimeSpan? FullScanEvery { get; set; }

    /// <summary>Bytes a second that runs may write, or a time table.</summary>
    [Parameter(HelpMessage = "Bytes a second that a run may write, such as 10M, or a time table such as \"08:00,10M 18:00,off Sat-08:00,off\"; off for no limit; a run that is under way goes by it within a second.")]
    [ValidateNotNullOrEmpty]
    public string? BandwidthLimit { get; set; }

    /// <summary>Leaves processor and disks to others.</summary>
    [Parameter(HelpMessage = "Runs leave processor and disks to others; -LowPriority:$false as all else.")]
    public SwitchParameter LowPriority { get; set; }

    /// <summary>Lets the next run take over a destination that is not the job's own.</summary>
    [Parameter(HelpMessage = "Lets the next run take over a destination that is not the job's own. Adopt keeps what agrees, Full sends all.")]
    public TakeOverMode? TakeOver { get; set; }

    /// <summary>Disables the job.</summary>
    [Parameter(HelpMessage = "Disables the job; -Disabled:$false enables it.")]
    public SwitchParameter Disabled { get; set; }

    /// <summary>Writes the changed jobs.</summary>
    [Parameter(HelpMessage = "Writes the jobs to the pipeline.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name =>
    {
        var job = Node.Jobs.Find(name);
        var storage = StorageOf(job);
        using var _ = storage?.Credential;
        var asked = Asked(job, storage);
        Node.Jobs.CheckChange(job.Id, asked);
        if (!Agreed(job, "Action.ChangeJob")) return;
        var changed = Node.Jobs.Change(job.Id, asked);
        if (PassThru) WriteJob(changed);
    });

    StorageChanges? StorageOf(JobDefinition job) => ParameterSetName switch
    {
        S3 => BucketReader.Read(this, MyInvocation.BoundParameters),
        Azure => ContainerReader.Read(this),
        Any when !IsSaid(nameof(Prefix)) && !IsSaid(nameof(Endpoint)) && !IsSaid(nameof(Proxy)) => null,
        Any when job.Kind == JobKind.Azure => ContainerReader.Read(this),
        Any => BucketReader.Read(this, MyInvocation.BoundParameters),
        _ => null,
    };

    JobChanges Asked(JobDefinition job, StorageChanges? storage) => new()
    {
        Name = NewName,
        Source = Source is null ? null : FolderPath(Source),
        HddBaseFolder = BaseFolder(HddBaseFolder, (IsSaid(nameof(HddVolume)) ? HddVolume?.Length ?? 0 : job.HddVolume.Count) > 0),
        HddVolume = IsSaid(nameof(HddVolume)) ? HddVolume ?? [] : null,
        DiskAbsentDays = DiskAbsentDays,
        EjectAfter = IsSaid(nameof(EjectAfter)) ? EjectAfter.IsPresent : null,
        DestinationName = DestinationName,
        S3 = storage as BucketChanges,
        Azure = storage as ContainerChanges,
        UseVss = UseVss,
        Include = IsSaid(nameof(Include)) ? Include ?? [] : null,
        Exclude = IsSaid(nameof(Exclude)) ? Exclude ?? [] : null,
        FilterRule = IsSaid(nameof(FilterRule)) ? FilterRule ?? [] : null,
        MinSize = IsSaid(nameof(MinSize)) ? MinSize ?? -1 : null,
        MaxSize = IsSaid(nameof(MaxSize)) ? MaxSize ?? -1 : null,
        MinAge = IsSaid(nameof(MinAge)) ? MinAge ?? TimeSpan.Zero : null,
        MaxAge = IsSaid(nameof(MaxAge)) ? MaxAge ?? TimeSpan.Zero : null,
        ExcludeAttribute = IsSaid(nameof(ExcludeAttribute)) ? ExcludeAttribute ?? [] : null,
        SystemFiles = SystemFiles,
        DeleteExcluded = IsSaid(nameof(DeleteExcluded)) ? DeleteExcluded.IsPresent : null,
        MaxDeletePercent = MaxDeletePercent,
        MaxDeleteCount = IsSaid(nameof(MaxDeleteCount)) ? MaxDeleteCount ?? -1 : null,
        MaxChangePercent = MaxChangePercent,
        NoDelete = IsSaid(nameof(NoDelete)) ? NoDelete.IsPresent : null,
        KeepDeleted = KeepDeleted,
        InPlace = IsSaid(nameof(InPlace)) ? InPlace.IsPresent : null,
        MetadataOnly = MetadataOnly,
        Verify = Verify,
        MaxDuration = MaxDuration,
        StopAt = StopAt,
        RetryCount = RetryCount,
        RetryPause = RetryPause,
        DestinationScan = DestinationScan,
        FullScanEvery = FullScanEvery,
        IncrementalSchedule = IsSaid(nameof(IncrementalSchedule)) ? IncrementalSchedule ?? [] : null,
        FullSchedule = IsSaid(nameof(FullSchedule)) ? FullSchedule ?? [] : null,
        BandwidthLimit = BandwidthLimit,
        LowPriority = IsSaid(nameof(LowPriority)) ? LowPriority.IsPresent : null,
        TakeOver = TakeOver,
        Enabled = IsSaid(nameof(Disabled)) ? !Disabled.IsPresent : null,
    };

    bool IsSaid(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
