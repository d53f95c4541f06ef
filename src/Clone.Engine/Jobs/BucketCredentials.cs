using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;

namespace Clone.Engine.Jobs;

/// <summary>Who speaks to the bucket of a job.</summary>
static class BucketCredentials
{
    /// <summary>An access key, a profile, or whatever the account finds; with a role, what takes it.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="credential">An access key; null for the profile, or whatever the account finds.</param>
    /// <exception cref="CloneException">CloneServiceCredentialMissing.</exception>
    public static S3Credentials Of(JobBucket bucket, Credential? credential)
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
        if (credential.Password.Bytes.Length == 0 || credential.UserName.Length == 0)
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, bucket.Service, "PSCredential");
        return new S3Credentials.AccessKey(credential.UserName, credential.Password.ToText(), credential.Session?.ToText());
    }
}
