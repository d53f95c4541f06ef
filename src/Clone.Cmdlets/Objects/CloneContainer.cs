using Clone.Engine.Jobs;

namespace Clone.Cmdlets.Objects;

/// <summary>The container of a job, as Get-CloneJob shows it. No secret is shown anywhere.</summary>
public sealed record CloneContainer
{
    /// <summary>The container.</summary>
    public string Container { get; init; } = "";

    /// <summary>The storage account.</summary>
    public string Account { get; init; } = "";

    /// <summary>What the names of the copy's blobs begin with; empty for the whole container.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Address of the account's blob service; null for that of the public cloud.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Access tier of what is sent: Hot, Cool or Cold; null for the account's default.</summary>
    public string? AccessTier { get; init; }

    /// <summary>What proves who asks: AccountKey, SasToken, ConnectionString or EntraId.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Address of the HTTP proxy; null for the machine's.</summary>
    public string? Proxy { get; init; }

    /// <summary>Whether a key, a signature or a connection string is kept for it.</summary>
    public bool HasCredential { get; init; }

    /// <summary>Its address, with the prefix.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its address, with the prefix.</summary>
    public override string ToString() => Address;

    internal static CloneContainer Of(JobContainer container, bool hasCredential) => new()
    {
        Container = container.Container,
        Account = container.Account,
        Prefix = container.Prefix,
        Endpoint = container.Endpoint,
        AccessTier = container.AccessTier,
        Identity = container.Identity.ToString(),
        Proxy = container.Proxy,
        HasCredential = hasCredential,
        Address = container.ToString(),
    };
}
