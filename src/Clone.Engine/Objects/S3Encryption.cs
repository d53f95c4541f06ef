namespace Clone.Engine.Objects;

/// <summary>Encryption of objects by the service.</summary>
public enum S3Encryption
{
    /// <summary>As the bucket's default says.</summary>
    Default,

    /// <summary>With the service's own keys (SSE-S3).</summary>
    Aes256,

    /// <summary>With a key of the key management service (SSE-KMS).</summary>
    Kms,
}
