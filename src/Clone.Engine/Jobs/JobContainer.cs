using System;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;

namespace Clone.Engine.Jobs;

/// <summary>The container of a job in Azure Blob Storage and how it is spoken to; it holds no secret.</summary>
public sealed record JobContainer : JobStorage
{
    /// <summary>The container.</summary>
    public string Container { get; init; } = "";

    /// <summary>The storage account.</summary>
    public string Account { get; init; } = "";

    /// <summary>Access tier of what is put: Hot, Cool or Cold; null for the account's default.</summary>
    public string? AccessTier { get; init; }

    /// <summary>What proves who asks; all but Entra ID is kept by the store of secrets.</summary>
    public AzureIdentity Identity { get; init; }

    /// <summary>The account by the address of its service: a secret of one account is never shown to another.</summary>
    public override string Service => Endpoint is null ? Address.GetLeftPart(UriPartial.Authority) : Account + " " + Endpoint;

    /// <inheritdoc/>
    public override string Host => Address.Host;

    internal override JobKind Kind => JobKind.Azure;

    internal override string Root => Container;

    internal override bool UsesSecret => Identity != AzureIdentity.EntraId;

    Uri Address => ToPlace().Address;

    /// <summary>Where the store is; how it is reached is another matter.</summary>
    /// <exception cref="UriFormatException">An address is none.</exception>
    public AzurePlace ToPlace() => new()
    {
        Container = Container,
        Account = Account,
        Prefix = Prefix,
        Endpoint = Endpoint is null ? null : new Uri(Endpoint, UriKind.Absolute),
        AccessTier = AccessTier,
    };

    internal override JobDefinition Of(JobDefinition job) => job with { Container = this };

    internal override void Check() => ContainerRules.Check(this);

    internal override IObjectStore Open(IAdapters adapters, Credential? credential, ProxyServer? proxy) =>
        adapters.OpenAzure(ToPlace() with { Proxy = proxy }, ContainerCredentials.Of(this, credential), ObjectStoreOptions.Default);

    /// <summary>The place for people: its address.</summary>
    public override string ToString() => Address.AbsoluteUri.TrimEnd('/') + "/" + Container + "/" + Prefix;
}
