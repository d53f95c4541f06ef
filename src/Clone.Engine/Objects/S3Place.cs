using System;

namespace Clone.Engine.Objects;

/// <summary>Where a bucket is and how it is spoken to; holds no secret but the proxy's, which is never shown.</summary>
public sealed record S3Place
{
    /// <summary>The bucket; it must exist.</summary>
    public required string Bucket { get; init; }

    /// <summary>What all keys begin with; empty, or it ends with '/'. The store itself does not add it.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The address of a service other than AWS, http or https; null for AWS.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Port, in place of the endpoint's; null for that.</summary>
    public int? Port { get; init; }

    /// <summary>Region; null to take it from the environment or the profile, or us-east-1 for services other than AWS.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the bucket stands in the path and not in the host's name; null for: with an endpoint of its own.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>Storage class of what is put; null for the service's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Encryption by the service.</summary>
    public S3Encryption Encryption { get; init; }

    /// <summary>The KMS key's id or address; null for the account's default.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>
    /// Whether bodies over plain http are signed chunk by chunk. Over https the connection vouches for them and they are
    /// sent as they are. Strict services want it off: the body is then hashed before it is sent.
    /// </summary>
    public bool ChunkedEncoding { get; init; } = true;

    /// <summary>The proxy; null to connect directly.</summary>
    public ProxyServer? Proxy { get; init; }

    /// <summary>Whether the service is AWS's own.</summary>
    public bool IsAws => Endpoint is null || IsAmazonHost(Endpoint.Host);

    static bool IsAmazonHost(string host) =>
        host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase);
}
