using System;

namespace Clone.Engine.Secrets;

/// <summary>
/// Secrets, kept encrypted for this machine. Whoever needs one holds its id, which says nothing, and opens it for the
/// place that it was given for.
/// </summary>
public interface ISecretStore
{
    /// <summary>Keeps a secret.</summary>
    /// <param name="place">Where it is used: the address of a service, a server. It is no secret.</param>
    /// <param name="secret">The secret; the caller wipes it.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="Errors.CloneException">CloneStateUnavailable.</exception>
    Guid Put(string place, Secret secret);

    /// <summary>Opens a secret; the caller wipes it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="place">The place that it is needed for.</param>
    /// <exception cref="Errors.CloneException">
    /// CloneCredentialMissing: none is kept, or it was given for another place. CloneCredentialUnreadable: it was kept by
    /// another machine, or is damaged. CloneStateUnavailable, CloneStateTooNew.
    /// </exception>
    Secret Get(Guid id, string place);

    /// <summary>Forgets a secret. One that is not there is no error.</summary>
    /// <exception cref="Errors.CloneException">CloneStateUnavailable.</exception>
    void Remove(Guid id);
}
