using Clone.Engine.Objects;

namespace Clone.Engine.Jobs;

/// <summary>What is told of a bucket.</summary>
/// <remarks>Its credential is an access key and its secret.</remarks>
public sealed record BucketChanges : StorageChanges
{
    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

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

    /// <summary>A profile of the files that AWS tools share.</summary>
    public string? AwsProfile { get; init; }

    /// <summary>The role (its ARN) that is taken with the credential.</summary>
    public string? RoleArn { get; init; }

    /// <summary>What the owner of the role asks for.</summary>
    public string? RoleExternalId { get; init; }

    internal override JobKind Kind => JobKind.S3;

    internal override JobStorage Over(JobStorage? before) => BucketRules.Of(before as JobBucket ?? new JobBucket(), this);
}
