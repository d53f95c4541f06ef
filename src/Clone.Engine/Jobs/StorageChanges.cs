using Clone.Engine.Secrets;

namespace Clone.Engine.Jobs;

/// <summary>
/// What New-CloneJob, Set-CloneJob or a restore is told of a place in a store of objects; null means not said, an empty text
/// takes back.
/// </summary>
public abstract record StorageChanges
{
    /// <summary>What the keys of the copy begin with; a '/' at its end goes without saying.</summary>
    public string? Prefix { get; init; }

    /// <summary>Address of a service other than the usual one; without a scheme it is https.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Address of an HTTP proxy in place of the machine's, or none (see <see cref="JobStorage.NoProxy"/>).</summary>
    public string? Proxy { get; init; }

    /// <summary>What proves who asks; its giver wipes it.</summary>
    public Credential? Credential { get; init; }

    /// <summary>The kind of job that it asks for.</summary>
    internal abstract JobKind Kind { get; }

    /// <summary>The place as the user said it, over what was said before.</summary>
    /// <param name="before">The place that it changes; null for none.</param>
    /// <exception cref="Errors.CloneException">CloneServiceAddressInvalid, CloneServiceCredentialMissing.</exception>
    internal abstract JobStorage Over(JobStorage? before);
}
