using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Engine.State;

namespace Clone.Engine.Jobs;

/// <summary>The rules for destinations in buckets.</summary>
/// <param name="door">Opens buckets.</param>
/// <param name="folders">Knows the source.</param>
/// <param name="json">Reads markers.</param>
/// <param name="paths">How paths are compared.</param>
sealed class BucketRules(BucketDoor door, JobFolders folders, IJsonFormat json, StringComparison paths) : IPlaceRules
{
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; other services take more signs.
    const int LeastName = 3;
    const int MostName = 63;
    const int MostPort = 65535;
    const int MostPrefix = 512;

    /// <inheritdoc/>
    public bool Concerns(JobChanges changes) => changes.S3 is not null;

    /// <inheritdoc/>
    public JobDefinition Place(JobDefinition job, JobDefinition? former, JobChanges changes, IReadOnlyList<JobDefinition> others)
    {
        var placed = job with { Bucket = Of(job.Bucket ?? new JobBucket(), changes.S3 ?? new BucketChanges()), DestinationName = "" };
        if (former is not null && !IsSame(placed, former)) placed = placed with { DestinationId = null };
        Check(placed.Bucket);
        if (others.FirstOrDefault(other => other.Bucket?.Overlaps(placed.Bucket) == true) is { } user)
            throw new CloneException(ErrorId.CloneDestinationUsedByJob, placed.PlaceForPeople(), user.Name);
        folders.CheckSource(placed);
        Task.Run(() => CheckOwnershipAsync(placed, changes.S3)).GetAwaiter().GetResult();
        return placed;
    }

    /// <inheritdoc/>
    public JobDefinition Keep(JobDefinition job, JobChanges changes) => job;

    /// <summary>A bucket as the user said it, over what was said before.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid, CloneCredentialMissing, CloneServiceCredentialMissing.</exception>
    public static JobBucket Of(JobBucket bucket, BucketChanges changes)
    {
        var said = bucket with
        {
            Bucket = changes.Bucket ?? bucket.Bucket,
            Prefix = changes.Prefix is { } prefix ? PrefixOf(prefix) : bucket.Prefix,
            Endpoint = Changed(bucket.Endpoint, changes.Endpoint, text => ServiceAddress.Read(text, "https")),
            Port = changes.Port switch { null => bucket.Port, 0 => null, var port => port },
            Region = Changed(bucket.Region, changes.Region, text => text),
            PathStyle = changes.PathStyle ?? bucket.PathStyle,
            StorageClass = Changed(bucket.StorageClass, changes.StorageClass, text => text),
            Encryption = changes.Encryption ?? bucket.Encryption,
            ChunkedEncoding = changes.ChunkedEncoding ?? bucket.ChunkedEncoding,
            Proxy = Changed(bucket.Proxy, changes.Proxy, ProxyOf),
            AwsProfile = Changed(bucket.AwsProfile, changes.AwsProfile, text => text),
            RoleArn = Changed(bucket.RoleArn, changes.RoleArn, text => text),
            RoleExternalId = Changed(bucket.RoleExternalId, changes.RoleExternalId, text => text),
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
        if (bucket.Prefix.Length > MostPrefix || (bucket.Prefix.Length > 0 && !IsPrefix(bucket.Prefix))) throw ServiceAddress.Invalid(bucket.Prefix, "prefix");
        if (bucket.Port is < 1 or > MostPort) throw ServiceAddress.Invalid(bucket.Port!, "port");
        if (IsArchive(bucket.StorageClass)) throw ServiceAddress.Invalid(bucket.StorageClass!, "-StorageClass; GLACIER_IR");
        if (bucket.RoleArn is { } role && !IsRole(role)) throw ServiceAddress.Invalid(role, "arn:aws:iam::123456789012:role/NAME");
        ServiceAddress.Check(bucket.Endpoint);
        if (bucket.Proxy != JobBucket.NoProxy) ServiceAddress.Check(bucket.Proxy);
    }

    bool IsSame(JobDefinition job, JobDefinition former) =>
        string.Equals(job.Source, former.Source, paths) && former.Bucket is { } bucket && job.Bucket!.Service == bucket.Service
        && job.Bucket.Bucket == bucket.Bucket && job.Bucket.Prefix == bucket.Prefix;

    /// <summary>Refuses a bucket that is not there, does not let us in, or is somebody else's.</summary>
    async Task CheckOwnershipAsync(JobDefinition job, BucketChanges? changes)
    {
        var store = door.Open(job, changes?.Credential);
        await using var _ = store.ConfigureAwait(false);
        await store.CheckAsync(CancellationToken.None).ConfigureAwait(false);
        var place = ObjectPlace.Of(store, job.Bucket!.Prefix, ObjectTables.None);
        var claim = new ObjectClaim(new ObjectMarkers(json, place), job.PlaceForPeople());
        var (reading, isEmpty) = await claim.LookAsync(CancellationToken.None).ConfigureAwait(false);
        var decision = Ownership.Decide(job, reading, isEmpty, folders.SourceOf(job), paths);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, job.PlaceForPeople(), reading);
    }

    static string? Changed(string? before, string? said, Func<string, string> read) =>
        said is null ? before : said.Trim() is { Length: > 0 } text ? read(text) : null;

    static string PrefixOf(string said) => said.Length == 0 ? said : said.TrimEnd('/') + '/';

    static string ProxyOf(string said) =>
        string.Equals(said, JobBucket.NoProxy, StringComparison.OrdinalIgnoreCase) ? JobBucket.NoProxy : ServiceAddress.Read(said, "http");

    /// <summary>What lies there can be neither read nor copied: a copy could not be kept up, and its marker not be found.</summary>
    static bool IsArchive(string? storageClass) =>
        string.Equals(storageClass, "GLACIER", StringComparison.OrdinalIgnoreCase)
        || string.Equals(storageClass, "DEEP_ARCHIVE", StringComparison.OrdinalIgnoreCase);

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns</summary>
    static bool IsRole(string arn) =>
        arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Split(':') is { Length: 6 } parts && parts[2] == "iam"
        && parts[5].StartsWith("role/", StringComparison.Ordinal);

    /// <summary>Parts that browsers and tools take for a way up, or for nothing, are none.</summary>
    static bool IsPrefix(string prefix) =>
        prefix[prefix.Length - 1] == '/'
        && prefix.Substring(0, prefix.Length - 1).Split('/').All(part => part.Length > 0 && part is not ("." or ".."))
        && !prefix.Any(char.IsControl);

    static bool IsOfName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_';
}
