using System.Management.Automation;
using System.Security;
using Clone.Cmdlets.Objects;
using Clone.Engine.Jobs;

namespace Clone.Cmdlets;

/// <summary>
/// Brings a copy in a bucket, or parts of it, back into a folder: by the name of its job, or on a machine that knows no job by
/// the address and a credential.
/// </summary>
[Cmdlet(VerbsData.Restore, "CloneFromS3", SupportsShouldProcess = true, DefaultParameterSetName = ByJob)]
[OutputType(typeof(CloneSync), typeof(Job))]
public sealed class RestoreCloneFromS3 : RestoreFromStorageCmdlet, IBucketAddress
{
    /// <summary>The parameter set with a bucket.</summary>
    const string ByBucket = "Bucket";

    /// <summary>The bucket.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByBucket, HelpMessage = "The bucket that holds the copy. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string S3Bucket { get; set; } = "";

    /// <summary>What the keys of the copy begin with.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "What the keys of the copy begin with, such as office/; the whole bucket when not said.")]
    [AllowEmptyString, AllowNull]
    public string? Prefix { get; set; }

    /// <summary>Access key and secret.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Access key id and secret access key, for this restore alone. Without it a profile, or what the AWS tools find.")]
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

    /// <summary>An HTTP proxy.</summary>
    [Parameter(ParameterSetName = ByBucket, HelpMessage = "Address of an HTTP proxy, such as http://proxy:8080, in place of the one of Set-CloneSetting; none to connect directly.")]
    [ValidateNotNullOrEmpty]
    public string? Proxy { get; set; }

    /// <inheritdoc/>
    private protected override string SaidPlace => S3Bucket;

    /// <inheritdoc/>
    private protected override StorageChanges ReadPlace() => BucketReader.Read(this, MyInvocation.BoundParameters);
}
