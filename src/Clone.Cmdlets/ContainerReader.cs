using System.Collections.Generic;
using System.Linq;
using System.Security;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;

namespace Clone.Cmdlets;

/// <summary>Takes what users say of a container over to the engine.</summary>
static class ContainerReader
{
    /// <summary>What was said of a copy's place; the caller wipes the credential in it.</summary>
    /// <exception cref="CloneException">CloneServiceCredentialMissing: more than one credential, of which none can be chosen.</exception>
    public static ContainerChanges Read(IContainerAddress said)
    {
        var given = GivenTo(said).ToList();
        if (given.Count > 1)
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, said.AzureContainer ?? "", string.Join(" | ", given.Select(one => one.Identity)));
        AzureIdentity? identity = given.Count == 0 ? null : given[0].Identity;
        return new ContainerChanges
        {
            Container = said.AzureContainer,
            Account = said.AzureAccount,
            Prefix = said.Prefix,
            Endpoint = said.Endpoint,
            Proxy = said.Proxy,
            Identity = identity,
            Credential = given.Count == 1 && given[0].Secret is { } secret ? CredentialReader.Read(given[0].Identity.ToString(), secret) : null,
        };
    }

    /// <summary>What was said of a job's container; the caller wipes the credential in it.</summary>
    /// <exception cref="CloneException">As of the other.</exception>
    public static ContainerChanges Read(IContainerParameters said) => Read((IContainerAddress)said) with { AccessTier = said.AccessTier };

    static IEnumerable<(AzureIdentity Identity, SecureString? Secret)> GivenTo(IContainerAddress said)
    {
        if (said.AzureKey is { } key) yield return (AzureIdentity.AccountKey, key);
        if (said.SasToken is { } token) yield return (AzureIdentity.SasToken, token);
        if (said.ConnectionString is { } text) yield return (AzureIdentity.ConnectionString, text);
        if (said.UseEntraId) yield return (AzureIdentity.EntraId, null);
    }
}
