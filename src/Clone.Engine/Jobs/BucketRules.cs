using System;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.Jobs;

/// <summary>What may be said of buckets.</summary>
static class BucketRules
{
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; other services take more signs.
    const int LeastName = 3;
    const int MostName = 63;
    const int MostPort = 65535;

    /// <summary>A bucket as the user said it, over what was said before.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid.</exception>
    public static JobBucket Of(JobBucket bucket, BucketChanges changes)
    {
        var said = bucket with
        {
            Bucket = changes.Bucket ?? bucket.Bucket,
            Prefix = StorageText.Prefix(bucket.Prefix, changes.Prefix),
            Endpoint = StorageText.Address(bucket.Endpoint, changes.Endpoint),
            Port = changes.Port switch { null => bucket.Port, 0 => null, var port => port },
            Region = StorageText.Text(bucket.Region, changes.Region),
            PathStyle = changes.PathStyle ?? bucket.PathStyle,
            StorageClass = StorageText.Text(bucket.StorageClass, changes.StorageClass),
            Encryption = changes.Encryption ?? bucket.Encryption,
            ChunkedEncoding = changes.ChunkedEncoding ?? bucket.ChunkedEncoding,
            Proxy = StorageText.Proxy(bucket.Proxy, changes.Proxy),
            AwsProfile = StorageText.Text(bucket.AwsProfile, changes.AwsProfile),
            RoleArn = StorageText.Text(bucket.RoleArn, changes.RoleArn),
            RoleExternalId = StorageText.Text(bucket.RoleExternalId, changes.RoleExternalId),
            UsesKey = changes.Credential is not null || (changes.AwsProfile is null && bucket.UsesKey),
        };
        if (changes.Credential is not null) said = said with { AwsProfile = null };
        Check(said);
        return said;
    }

    /// <summary>Refuses what is stored of a bucket and cannot be one.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid.</exception>
    public static void Check(JobBucket bucket)
    {
        if (bucket.Bucket.Length is < LeastName or > MostName || !bucket.Bucket.All(IsOfName))
            throw ServiceAddress.Invalid(bucket.Bucket, "bucket");
        StorageText.Check(bucket);
        if (bucket.Port is < 1 or > MostPort) throw ServiceAddress.Invalid(bucket.Port!, "port");
        if (IsArchive(bucket.StorageClass)) throw ServiceAddress.Invalid(bucket.StorageClass!, "-StorageClass; GLACIER_IR");
        if (bucket.RoleArn is { } role && !IsRole(role)) throw ServiceAddress.Invalid(role, "arn:aws:iam::123456789012:role/NAME");
        ServiceAddress.Check(bucket.Endpoint);
    }

    /// <summary>What lies there can be neither read nor copied: a copy could not be kept up, and its marker not be found.</summary>
    static bool IsArchive(string? storageClass) =>
        string.Equals(storageClass, "GLACIER", StringComparison.OrdinalIgnoreCase)
        || string.Equals(storageClass, "DEEP_ARCHIVE", StringComparison.OrdinalIgnoreCase);

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns</summary>
    static bool IsRole(string arn) =>
        arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Split(':') is { Length: 6 } parts && parts[2] == "iam"
        && parts[5].StartsWith("role/", StringComparison.Ordinal);

    static bool IsOfName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_';
}
