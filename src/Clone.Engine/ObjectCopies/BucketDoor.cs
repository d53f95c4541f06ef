using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;
using Clone.Engine.Settings;

namespace Clone.Engine.ObjectCopies;

/// <summary>Opens the buckets and containers of jobs, with the credentials that are kept for them. Nothing is asked of the service yet.</summary>
/// <param name="adapters">Speaks to services.</param>
/// <param name="secrets">Keeps the credentials of jobs.</param>
/// <param name="proxies">Knows the way to services.</param>
sealed class BucketDoor(IAdapters adapters, JobSecrets secrets, ProxyRules proxies)
{
    /// <summary>Opens the bucket or container of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="given">A credential that is not kept yet; null for the job's own.</param>
    /// <exception cref="CloneException">
    /// CloneCredentialMissing, CloneCredentialUnreadable, CloneServiceCredentialMissing, CloneServiceAddressInvalid, CloneStateUnavailable.
    /// </exception>
    public IObjectStore Open(JobDefinition job, Credential? given = null)
    {
        var storage = job.Storage!;
        if (given is not null || !storage.UsesSecret) return Open(storage, given);
        using var kept = secrets.Open(job, storage.Service);
        return Open(storage, kept);
    }

    /// <summary>Opens a bucket or container that no job need know.</summary>
    /// <param name="storage">Where it is.</param>
    /// <param name="credential">What was given for it; null for what the account finds.</param>
    /// <exception cref="CloneException">CloneServiceCredentialMissing, CloneServiceAddressInvalid.</exception>
    public IObjectStore Open(JobStorage storage, Credential? credential) => storage.Open(adapters, credential, proxies.Of(storage));
}
