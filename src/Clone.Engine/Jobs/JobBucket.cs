using System;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;

namespace Clone.Engine.Jobs;

/// <summary>The bucket of a job and how its service is spoken to; it holds no secret.</summary>
public sealed record JobBucket : JobStorage
{
    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

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

    /// <inheritdoc/>
    public override string Service => Endpoint is null ? "AWS" : Port is { } port ? Endpoint + " :" + port : Endpoint;

    /// <inheritdoc/>
    public override string Host => Endpoint is not null ? new Uri(Endpoint, UriKind.Absolute).Host
        : Region is null ? "s3.amazonaws.com" : "s3." + Region + ".amazonaws.com";

    internal override JobKind Kind => JobKind.S3;

    internal override string Root => Bucket;

    internal override bool UsesSecret => UsesKey;

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

    internal override JobDefinition Of(JobDefinition job) => job with { Bucket = this };

    internal override void Check() => BucketRules.Check(this);

    internal override IObjectStore Open(IAdapters adapters, Credential? credential, ProxyServer? proxy) =>
        adapters.OpenS3(ToPlace() with { Proxy = proxy }, BucketCredentials.Of(this, credential), ObjectStoreOptions.Default);

    /// <summary>The place for people.</summary>
    public override string ToString() => "s3://" + Bucket + "/" + Prefix;
}
