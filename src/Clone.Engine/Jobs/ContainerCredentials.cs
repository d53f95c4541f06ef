using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;

namespace Clone.Engine.Jobs;

/// <summary>Who speaks to the container of a job.</summary>
static class ContainerCredentials
{
    /// <summary>What speaks, by what the container was given.</summary>
    /// <param name="container">The container.</param>
    /// <param name="credential">Key, signature or connection string, as its password; null for Entra ID.</param>
    /// <exception cref="CloneException">CloneServiceCredentialMissing.</exception>
    public static AzureCredentials Of(JobContainer container, Credential? credential)
    {
        if (container.Identity == AzureIdentity.EntraId) return new AzureCredentials.EntraId();
        if (credential is null || credential.Password.Bytes.Length == 0)
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, container.Service, ContainerRules.Identities);
        var secret = credential.Password.ToText();
        return container.Identity switch
        {
            AzureIdentity.SasToken => new AzureCredentials.SharedSignature(secret),
            AzureIdentity.ConnectionString => new AzureCredentials.ConnectionString(secret),
            _ => new AzureCredentials.AccountKey(secret),
        };
    }
}
