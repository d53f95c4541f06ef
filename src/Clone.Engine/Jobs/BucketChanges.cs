using Clone.Engine.Objects;
using Clone.Engine.Secrets;

namespace Clone.Engine.Jobs;

/// <summary>What New-CloneJob, Set-CloneJob or a restore is told of a bucket; null means not said, an empty text takes back.</summary>
public sealed record BucketChanges
{
    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>What the keys of the copy begin with; a '/' at its end goes without saying.</summary>
    public string? Prefix { get; init; }

    /// <summary>Address of a service other than AWS; without a scheme it is https.</summary>
    public string? Endpoint { get; init; }

    /// <summary>1 to 65,535; 0 for that of the address.</summary>
    public int? Port { get; init; }

    /// <summary>Region.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the bucket stands in the path.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>Storage class of what is put.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Encryption by the service.</summary>
    public S3Encryption? Encryption { get; init; }

    /// <summary>Whether bodies over plain http are signed chunk by chunk.</summary>
    public bool? ChunkedEncoding { get; init; }

    /// <summary>Address of an HTTP proxy in place of the machine's, or none (see <see cref="JobBucket.NoProxy"/>).</summary>
    public string? Proxy { get; init; }

    /// <summary>A profile of the files that AWS tools share.</summary>
    public string? AwsProfile { get; init; }

    /// <summary>The role (its ARN) that is taken with the credential.</summary>
    public string? RoleArn { get; init; }

    /// <summary>What the owner of the role asks for.</summary>
    public string? RoleExternalId { get; init; }

    /// <summary>An access key and its secret; its giver wipes it.</summary>
    public Credential? Credential { get; init; }
}
