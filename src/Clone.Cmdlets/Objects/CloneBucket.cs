using Clone.Engine.Jobs;

namespace Clone.Cmdlets.Objects;

/// <summary>The bucket of a job, as Get-CloneJob shows it. No secret is shown anywhere.</summary>
public sealed record CloneBucket
{
    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>What the keys of the copy begin with; empty for the whole bucket.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Address of the service; null for AWS.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Port, in place of the address's; null for that.</summary>
    public int? Port { get; init; }

    /// <summary>Region; null for the one of the profile or the environment.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the bucket stands in the path of requests; null for: with an address.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>Storage class of what is sent; null for the bucket's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Encryption by the service: Default, Aes256 or Kms.</summary>
    public string ServerSideEncryption { get; init; } = "";

    /// <summary>Whether bodies are never sent in chunks.</summary>
    public bool NoChunkedEncoding { get; init; }

    /// <summary>Address of the HTTP proxy; null for none.</summary>
    public string? Proxy { get; init; }

    /// <summary>Profile of the AWS tools; null for none.</summary>
    public string? AwsProfile { get; init; }

    /// <summary>ARN of the role that is taken; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>External id that the owner of the role asks for; null for none.</summary>
    public string? RoleExternalId { get; init; }

    /// <summary>Whether an access key is kept for it.</summary>
    public bool HasCredential { get; init; }

    /// <summary>Bucket and prefix.</summary>
    public override string ToString() => "s3://" + Bucket + "/" + Prefix;

    internal static CloneBucket Of(JobBucket bucket, bool hasCredential) => new()
    {
        Bucket = bucket.Bucket,
        Prefix = bucket.Prefix,
        Endpoint = bucket.Endpoint,
        Port = bucket.Port,
        Region = bucket.Region,
        PathStyle = bucket.PathStyle,
        StorageClass = bucket.StorageClass,
        ServerSideEncryption = bucket.Encryption.ToString(),
        NoChunkedEncoding = !bucket.ChunkedEncoding,
        Proxy = bucket.Proxy,
        AwsProfile = bucket.AwsProfile,
        RoleArn = bucket.RoleArn,
        RoleExternalId = bucket.RoleExternalId,
        HasCredential = hasCredential,
    };
}
