using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using Clone.Cmdlets.Objects;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Restore;
using Clone.Engine.Sync;

namespace Clone.Cmdlets;

/// <summary>Lists what lies in a copy, one object for each thing, as it is found. Nothing is written.</summary>
[Cmdlet(VerbsCommon.Get, "CloneItem", DefaultParameterSetName = ByJob)]
[OutputType(typeof(CloneItem), typeof(CloneItemAsOf))]
public sealed class GetCloneItem : CopyCmdlet, IBucketAddress, IContainerAddress
{
    /// <summary>The parameter set with the path of a copy.</summary>
    const string ByPath = "Copy";

    /// <summary>The parameter set with a bucket.</summary>
    const string ByBucket = "Bucket";

    /// <summary>The parameter set with a container.</summary>
    const string ByContainer = "Container";

    StorageChanges? storage;

    /// <summary>The copy.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Path of a copy: the folder that holds CloneForWindows. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string CopyPath { get; set; } = "";

    /// <summary>The bucket.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByBucket, HelpMessage = "The bucket that holds the copy. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string S3Bucket { get; set; } = "";

    /// <summary>What the keys of the copy begin with.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "What the names of the copy's blobs begin with, such as office/; the whole container when not said.")]
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "What the keys of the copy begin with, such as office/; the whole bucket when not said.")]
    [AllowEmptyString, AllowNull]
    public string? Prefix { get; set; }

    /// <summary>Access key and secret.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Access key id and secret access key, for this command alone. Without it a profile, or what the AWS tools find.")]
    [Credential]
    public PSCredential? S3Credential { get; set; }

    /// <summary>The token of an access key that is good for a time.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Session token of an access key that is good for a time; given with -S3Credential.")]
    [ValidateNotNull]
    public SecureString? SessionToken { get; set; }

    /// <summary>A role that is taken.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "ARN of a role that is taken with the credential, such as arn:aws:iam::123456789012:role/clone.")]
    [ValidateNotNullOrEmpty]
    public string? RoleArn { get; set; }

    /// <summary>What the owner of the role asks for.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "External id that the owner of the role asks for.")]
    [ValidateNotNullOrEmpty]
    public string? RoleExternalId { get; set; }

    /// <summary>A profile of the AWS tools.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Profile of the AWS tools (credentials and config files).")]
    [ValidateNotNullOrEmpty]
    public string? AwsProfile { get; set; }

    /// <summary>Address of a service other than AWS.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "Address of the account's blob service where it is not that of the public cloud.")]
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Address of an S3-compatible service, such as https://s3.example.net; AWS when not said.")]
    [ValidateNotNullOrEmpty]
    public string? Endpoint { get; set; }

    /// <summary>Port of the service.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Port of the service, in place of the one of the address.")]
    public int? Port { get; set; }

    /// <summary>Region of the bucket.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Region of the bucket; taken from the profile or the environment when not said.")]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>Names the bucket in the path of requests.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Names the bucket in the path of requests; so is done with -Endpoint unless -PathStyle:$false says otherwise.")]
    public SwitchParameter PathStyle { get; set; }

    /// <summary>The container.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByContainer, HelpMessage = "The container that holds the copy. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string AzureContainer { get; set; } = "";

    /// <summary>The storage account.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "The storage account; a connection string names it by itself.")]
    [ValidateNotNullOrEmpty]
    public string? AzureAccount { get; set; }

    /// <summary>A key of the account.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "A key of the account, for this command alone.")]
    [ValidateNotNull]
    public SecureString? AzureKey { get; set; }

    /// <summary>A shared access signature.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "A shared access signature (SAS) for the container or the account, for this command alone.")]
    [ValidateNotNull]
    public SecureString? SasToken { get; set; }

    /// <summary>A connection string.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "A connection string, which names account and address, for this command alone.")]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>Asks as what Microsoft Entra ID knows the account as that runs Clone.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "Asks as the managed identity of the machine, or as what environment and Azure tools of the account that runs Clone say (Microsoft Entra ID).")]
    public SwitchParameter UseEntraId { get; set; }

    /// <summary>An HTTP proxy.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "Address of an HTTP proxy, such as http://proxy:8080, in place of the one of Set-CloneSetting; none to connect directly.")]
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Address of an HTTP proxy, such as http://proxy:8080, in place of the one of Set-CloneSetting; none to connect directly.")]
    [ValidateNotNullOrEmpty]
    public string? Proxy { get; set; }

    /// <summary>Folders whose contents are listed, files, or patterns.</summary>
    [Parameter(Position = 1,
        HelpMessage = "Paths in the copy: a folder is listed, a file shown; *, ?, [a-z] and ** stand for others. Without it the copy itself.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Lists what lies below too.</summary>
    [Parameter(HelpMessage = "Lists all that lies below, too.")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Lists what the copy keeps of earlier times.</summary>
    [Parameter(HelpMessage = "Lists the removed and replaced files that the copy keeps, all versions, each with the time -AsOf which it can be restored. -Path then takes patterns.")]
    public SwitchParameter Kept { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null) Attempt(Said, () => List(item: null));
        else AttemptEach(Path, List);
    }

    /// <inheritdoc/>
    private protected override string SaidPlace => ParameterSetName switch
    {
        ByBucket => S3Bucket,
        ByContainer => AzureContainer,
        _ => CopyPath,
    };

    /// <inheritdoc/>
    private protected override CopyPlace PlaceAt(string said) => ParameterSetName switch
    {
        ByBucket => new CopyPlace { Storage = storage ??= BucketReader.Read(this, MyInvocation.BoundParameters) },
        ByContainer => new CopyPlace { Storage = storage ??= ContainerReader.Read(this) },
        _ => new CopyPlace { Path = FolderPath(said) },
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) storage?.Credential?.Dispose();
        base.Dispose(disposing);
    }

    void List(string? item)
    {
        var unreadable = new Queue<RunFailure>();
        var place = PlaceOf(ParameterSetName == ByJob, Said, AsOf);
        var found = Kept
            ? Node.ListKeptAsync(place, item, unreadable.Enqueue, Cancellation)
            : Node.ListCopyAsync(place, item, Recurse, unreadable.Enqueue, Cancellation);
        var items = found.GetAsyncEnumerator(Cancellation);
        try
        {
            while (true)
            {
                var hasMore = Await(items.MoveNextAsync());
                while (unreadable.Count > 0) WriteUnreadable(unreadable.Dequeue());
                if (!hasMore) return;
                WriteObject(CloneItem.Of(items.Current));
            }
        }
        finally
        {
            items.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    void WriteUnreadable(RunFailure folder) => WriteError(
        ErrorRecords.Of(new CloneException(ErrorId.CloneCopyUnreadable, folder.Path, folder.Code), ErrorCategory.ReadError, folder.Path));
}
