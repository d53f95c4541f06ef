using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;
using Clone.Engine.Settings;

namespace Clone.Engine.ObjectCopies;

/// <summary>Opens the buckets of jobs, with the credentials that are kept for them. Nothing is asked of the service yet.</summary>
/// <param name="adapters">Speaks to services.</param>
/// <param name="secrets">Keeps the credentials of jobs.</param>
/// <param name="proxies">Knows the way to services.</param>
sealed class BucketDoor(IAdapters adapters, JobSecrets secrets, ProxyRules proxies)
{
    /// <summary>Opens the bucket of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="given">A credential that is not kept yet; null for the job's own.</param>
    /// <exception cref="CloneException">
    /// CloneCredentialMissing, CloneCredentialUnreadable, CloneServiceCredentialMissing, CloneServiceAddressInvalid, CloneStateUnavailable.
    /// </exception>
    public IObjectStore Open(JobDefinition job, Credential? given = null)
    {
        var bucket = job.Bucket!;
        if (given is not null || !bucket.UsesKey) return Open(bucket, given);
        using var kept = secrets.Open(job, bucket.Service);
        return Open(bucket, kept);
    }

    /// <summary>Opens a bucket that no job need know.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="credential">An access key; null for the profile, or whatever the account finds.</param>
    /// <exception cref="CloneException">CloneServiceCredentialMissing, CloneServiceAddressInvalid.</exception>
    public IObjectStore Open(JobBucket bucket, Credential? credential) =>
        adapters.OpenS3(bucket.ToPlace() with { Proxy = proxies.Of(bucket) }, CredentialsOf(bucket, credential), ObjectStoreOptions.Default);

    static S3Credentials CredentialsOf(JobBucket bucket, Credential? credential)
    {
        var caller = CallerOf(bucket, credential);
        if (bucket.RoleArn is not { } role) return caller;
        return new S3Credentials.Role(role, caller, bucket.RoleExternalId is { } id ? new Objects.Secret(id) : null);
    }

    static S3Credentials CallerOf(JobBucket bucket, Credential? credential)
    {
        if (credential is not null) return KeyOf(bucket, credential);
        return bucket.AwsProfile is { } profile ? new S3Credentials.Profile(profile) : new S3Credentials.DefaultChain();
    }

    static S3Credentials.AccessKey KeyOf(JobBucket bucket, Credential credential)
    {
        var password = credential.Password.Bytes;
        if (password.Length == 0 || credential.UserName.Length == 0)
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, bucket.Service, "PSCredential");
        return new S3Credentials.AccessKey(
            credential.UserName, TextOf(credential.Password), credential.Session is { } session ? TextOf(session) : null);
    }

    static Objects.Secret TextOf(Secrets.Secret secret) => new(Encoding.UTF8.GetString(secret.Bytes.ToArray()));
}
