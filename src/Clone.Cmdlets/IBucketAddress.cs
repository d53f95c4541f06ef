using System.Management.Automation;
using System.Security;

namespace Clone.Cmdlets;

/// <summary>What cmdlets are told of a bucket: where it is, and who asks for it.</summary>
interface IBucketAddress : IStorageAddress
{
    /// <summary>The bucket.</summary>
    string? S3Bucket { get; }

    /// <summary>Access key and secret.</summary>
    PSCredential? S3Credential { get; }

    /// <summary>The token of an access key that is good for a time.</summary>
    SecureString? SessionToken { get; }

    /// <summary>A role that is taken.</summary>
    string? RoleArn { get; }

    /// <summary>What the owner of the role asks for.</summary>
    string? RoleExternalId { get; }

    /// <summary>A profile of the AWS tools.</summary>
    string? AwsProfile { get; }

    /// <summary>Port of the service.</summary>
    int? Port { get; }

    /// <summary>Region of the bucket.</summary>
    string? Region { get; }

    /// <summary>Names the bucket in the path of requests.</summary>
    SwitchParameter PathStyle { get; }
}
