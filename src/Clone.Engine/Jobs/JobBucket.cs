using System;
using Clone.Engine.Objects;

namespace Clone.Engine.Jobs;

/// <summary>The bucket of a job and how its service is spoken to; it holds no secret.</summary>
public sealed record JobBucket
{
    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>What the keys of the copy begin with; empty, or it ends with '/'.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The address of a service other than AWS, http or https; null for AWS.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Port in place of the address's; null for that.</summary>
    public int? Port { get; init; }

    /// <summary>Region; null to take it from the profile or the environment.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the bucket stands in the path and not in the host's name; null for: with an address of its own.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>Storage class of what is put; null for the service's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Encryption by the service.</summary>
    public S3Encryption Encryption { get; init; }

    /// <summary>Whether bodies over plain http are signed chunk by chunk.</summary>
    public bool ChunkedEncoding { get; init; } = true;

    /// <summary>As <see cref="Proxy"/>: the service is reached without any.</summary>
    public const string NoProxy = "none";

    /// <summary>Address of an HTTP proxy, without credentials; <see cref="NoProxy"/>, or null for the proxy of the machine.</summary>
    public string? Proxy { get; init; }

    /// <summary>A profile of the files that AWS tools share; null for none.</summary>
    public string? AwsProfile { get; init; }

    /// <summary>The role (its ARN) that is taken with the credential; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// What the owner of the role asks for; null for nothing. It is no secret:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
    /// </summary>
    public string? RoleExternalId { get; init; }

    /// <summary>Whether an access key was given for it, which the store of secrets keeps.</summary>
    public bool UsesKey { get; init; }

    /// <summary>The service: what a credential is given for.</summary>
    public string Service => Endpoint is null ? "AWS" : Port is { } port ? Endpoint + " :" + port : Endpoint;

    /// <summary>The host that is spoken to; of AWS one of those that are.</summary>
    public string Host => Endpoint is not null ? new Uri(Endpoint, UriKind.Absolute).Host
        : Region is null ? "s3.amazonaws.com" : "s3." + Region + ".amazonaws.com";

    /// <summary>Where the store is; how it is reached is another matter.</summary>
    /// <exception cref="UriFormatException">An address is none.</exception>
    public S3Place ToPlace() => new()
    {
        Bucket = Bucket,
        Prefix = Prefix,
        Endpoint = Endpoint is null ? null : new Uri(Endpoint, UriKind.Absolute),
        Port = Port,
        Region = Region,
        PathStyle = PathStyle,
        StorageClass = StorageClass,
        Encryption = Encryption,
        ChunkedEncoding = ChunkedEncoding,
    };

    /// <summary>Whether one of two copies would lie in the other, or both in the same place.</summary>
    public bool Overlaps(JobBucket other) =>
        string.Equals(Service, other.Service, StringComparison.OrdinalIgnoreCase) && Bucket == other.Bucket
        && (Prefix.StartsWith(other.Prefix, StringComparison.Ordinal) || other.Prefix.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>The place for people.</summary>
    public override string ToString() => "s3://" + Bucket + "/" + Prefix;
}
