using System;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.Jobs;

/// <summary>
/// What may be said of containers
/// (https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata,
/// https://learn.microsoft.com/azure/storage/common/storage-account-overview#storage-account-name).
/// </summary>
static class ContainerRules
{
    /// <summary>The parameters of which one is needed.</summary>
    public const string Identities = "-AzureKey, -SasToken, -ConnectionString, -UseEntraId";

    const int LeastName = 3;
    const int MostName = 63;
    const int MostAccount = 24;

    /// <summary>Archive is none of them: what lies there can be neither read nor copied, so that a copy could not be kept up.</summary>
    static readonly string[] tiers = ["Hot", "Cool", "Cold"];

    /// <summary>A container as the user said it, over what was said before.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid, CloneServiceCredentialMissing.</exception>
    public static JobContainer Of(JobContainer container, ContainerChanges changes)
    {
        var said = container with
        {
            Container = changes.Container ?? container.Container,
            Account = changes.Account?.Trim() ?? container.Account,
            Prefix = StorageText.Prefix(container.Prefix, changes.Prefix),
            Endpoint = StorageText.Address(container.Endpoint, changes.Endpoint),
            AccessTier = StorageText.Text(container.AccessTier, changes.AccessTier) is { } tier ? TierOf(tier) : null,
            Proxy = StorageText.Proxy(container.Proxy, changes.Proxy),
            Identity = changes.Identity ?? container.Identity,
        };
        if (changes is { Identity: AzureIdentity.ConnectionString, Credential: { } credential }) said = Told(said, changes, credential.Password);
        if (said.Endpoint?.TrimEnd('/') is { } address) said = said with { Endpoint = IsUsual(said.Account, address) ? null : address };
        Check(said);
        if (said.Identity == AzureIdentity.None) throw new CloneException(ErrorId.CloneServiceCredentialMissing, said.Service, Identities);
        return said;
    }

    /// <summary>Refuses what is stored of a container and cannot be one.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid.</exception>
    public static void Check(JobContainer container)
    {
        if (!IsName(container.Container)) throw ServiceAddress.Invalid(container.Container, "container");
        if (container.Account.Length is < LeastName or > MostAccount || !container.Account.All(IsOfAccount))
            throw ServiceAddress.Invalid(container.Account, "account");
        StorageText.Check(container);
        if (container.AccessTier is { } tier && !tiers.Contains(tier)) throw ServiceAddress.Invalid(tier, "-AccessTier: " + string.Join(", ", tiers));
        ServiceAddress.Check(container.Endpoint, allowsPath: true);
    }

    /// <summary>The account and the address that a connection string tells; where the user said another account, it is not that one's.</summary>
    static JobContainer Told(JobContainer said, ContainerChanges changes, Secrets.Secret text)
    {
        var told = ConnectionText.Read(text) ?? throw new CloneException(ErrorId.CloneServiceAddressInvalid, "-ConnectionString", "AccountName=; BlobEndpoint=");
        if (changes.Account is { Length: > 0 } account && !string.Equals(account.Trim(), told.Account, StringComparison.Ordinal))
            throw ServiceAddress.Invalid(account, "-ConnectionString: " + told.Account);
        return said with { Account = told.Account, Endpoint = told.Endpoint };
    }

    static string TierOf(string said) => tiers.FirstOrDefault(tier => string.Equals(tier, said, StringComparison.OrdinalIgnoreCase)) ?? said;

    static bool IsUsual(string account, string address) =>
        string.Equals(address, "https://" + account + ".blob.core.windows.net", StringComparison.OrdinalIgnoreCase);

    static bool IsName(string name) =>
        name.Length is >= LeastName and <= MostName && name.All(c => IsOfAccount(c) || c == '-')
        && name[0] != '-' && name[name.Length - 1] != '-' && !name.Contains("--");

    static bool IsOfAccount(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
