using System;

namespace Clone.Engine.Objects;

/// <summary>Where a container of Azure Blob Storage is and how it is spoken to; holds no secret but the proxy's, which is never shown.</summary>
public sealed record AzurePlace
{
    /// <summary>The container; it must exist.</summary>
    public required string Container { get; init; }

    /// <summary>The storage account; empty where the connection string names it.</summary>
    public string Account { get; init; } = "";

    /// <summary>What all keys begin with; empty, or it ends with '/'. The store itself does not add it.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// The address of the account's blob service, http or https, of an emulator with the account as path; null for that of the
    /// public cloud.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Access tier of what is put: Hot, Cool, Cold or Archive; null for the account's default.</summary>
    public string? AccessTier { get; init; }

    /// <summary>The proxy; null to connect directly.</summary>
    public ProxyServer? Proxy { get; init; }

    /// <summary>The address of the account's blob service.</summary>
    public Uri Address => Endpoint ?? new Uri("https://" + Account + ".blob.core.windows.net");
}
