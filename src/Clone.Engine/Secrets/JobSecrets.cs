using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;

namespace Clone.Engine.Secrets;

/// <summary>The credentials of jobs: a job holds the id of its secret alone, and the secret is bound to its place.</summary>
sealed class JobSecrets(ISecretStore store)
{
    /// <summary>
    /// The job with what was given. A credential is kept for the place; without one, a place that is not the one of
    /// before leaves the job without: it must be given again, so that no changed address gets to see it.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="place">Where its credential is used; null when it uses none.</param>
    /// <param name="given">What the user gave; null for nothing.</param>
    /// <exception cref="CloneException">CloneStateUnavailable.</exception>
    public JobDefinition Bind(JobDefinition job, string? place, Credential? given)
    {
        if (place is null) return job with { SecretId = null, SecretPlace = null };
        if (given is null) return job.SecretPlace == place ? job : job with { SecretId = null, SecretPlace = null };
        using var packed = given.Pack();
        return job with { SecretId = store.Put(place, packed), SecretPlace = place };
    }

    /// <summary>The credential of a job; the caller wipes it.</summary>
    /// <exception cref="CloneException">CloneCredentialMissing, CloneCredentialUnreadable, CloneStateUnavailable.</exception>
    public Credential Open(JobDefinition job, string place)
    {
        if (job.SecretId is not { } id) throw new CloneException(ErrorId.CloneCredentialMissing, place);
        using var packed = store.Get(id, place);
        try
        {
            return Credential.Unpack(packed);
        }
        catch (FormatException e)
        {
            throw new CloneException(ErrorId.CloneCredentialUnreadable, e, place);
        }
    }

    /// <summary>Forgets the secrets that no job holds any more.</summary>
    /// <param name="before">The jobs as they were.</param>
    /// <param name="after">The jobs as they are stored now.</param>
    /// <exception cref="CloneException">CloneStateUnavailable.</exception>
    public void Drop(IReadOnlyList<JobDefinition> before, IReadOnlyList<JobDefinition> after)
    {
        var held = after.Select(job => job.SecretId).ToArray();
        foreach (var id in before.Select(job => job.SecretId).Except(held).OfType<Guid>()) store.Remove(id);
    }
}
