using System;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Adapters.Services;
using Clone.Engine.Objects;
using S3Encryption = Clone.Engine.Objects.S3Encryption;

namespace Clone.Adapters.S3;

/// <summary>How bodies go to a service, and what is said with them.</summary>
sealed class S3Sending(S3Place place, ObjectStoreOptions options) : WatchedSending(options)
{
    /// <summary>
    /// Up to this size a body is hashed before it is sent, where it is signed: that costs less than signing it chunk by
    /// chunk.
    /// </summary>
    const int SmallBody = 256 * 1024;

    readonly bool isSecure = place.Endpoint is null || place.Endpoint.Scheme == "https";

    /// <summary>Whether a body of this length is signed chunk by chunk, or on AWS goes with its checksum behind it.</summary>
    public bool IsChunked(long length) =>
        place.ChunkedEncoding && (place.IsAws || !isSecure && length > SmallBody);

    /// <summary>Whether the connection alone vouches for a body.</summary>
    public bool IsUnsigned => isSecure;

    /// <summary>The encryption that the place asks for; null for the bucket's default.</summary>
    public ServerSideEncryptionMethod? Encryption => place.Encryption switch
    {
        S3Encryption.Aes256 => ServerSideEncryptionMethod.AES256,
        S3Encryption.Kms => ServerSideEncryptionMethod.AWSKMS,
        _ => null,
    };

    /// <summary>The KMS key that the place asks for.</summary>
    public string? KmsKeyId => place.Encryption == S3Encryption.Kms ? place.KmsKeyId : null;

    /// <summary>The storage class of an object.</summary>
    public S3StorageClass? StorageClassOf(ObjectProperties? properties) =>
        (properties?.StorageClass ?? place.StorageClass) is { } name ? S3StorageClass.FindValue(name) : null;

    public PutObjectRequest PutOf(string key, SentStream stream, ObjectBody body, ObjectProperties properties, PutCondition condition)
    {
        var request = new PutObjectRequest
        {
            BucketName = place.Bucket,
            Key = key,
            InputStream = stream,
            AutoCloseStream = false,
            AutoResetStreamPosition = false,
            UseChunkEncoding = IsChunked(body.Length),
            DisablePayloadSigning = IsUnsigned,
            ServerSideEncryptionMethod = Encryption,
            ServerSideEncryptionKeyManagementServiceKeyId = KmsKeyId,
            StorageClass = StorageClassOf(properties),
        };
        if (body.Md5 is { } md5) request.MD5Digest = Convert.ToBase64String(md5);
        if (properties.ContentType is { } type) request.ContentType = type;
        if (condition.IfAbsent) request.IfNoneMatch = "*";
        if (condition.IfMatch is { } eTag) request.IfMatch = ConditionOf(eTag);
        S3Metadata.Set(request.Metadata, properties.Metadata);
        return request;
    }

    /// <summary>
    /// An ETag as condition of something that is put. Ceph's gateway (16) compares it as it stands with what it keeps
    /// without quotation marks, and so refuses all; others take both forms.
    /// </summary>
    public string ConditionOf(string eTag) => place.IsAws ? Quoted(eTag) : eTag;

    /// <summary>An ETag as headers hold it.</summary>
    public static string Quoted(string eTag) => "\"" + eTag + "\"";
}
