namespace Clone.Engine.Objects;

/// <summary>Who speaks to Azure Blob Storage. None of its forms shows a secret.</summary>
public abstract record AzureCredentials
{
    private protected AzureCredentials()
    {
    }

    /// <summary>A key of the account.</summary>
    /// <param name="Key">The key, as the portal shows it.</param>
    public sealed record AccountKey(Secret Key) : AzureCredentials;

    /// <summary>A shared access signature.</summary>
    /// <param name="Token">The signature, with or without '?'.</param>
    public sealed record SharedSignature(Secret Token) : AzureCredentials;

    /// <summary>A connection string, which says the address too.</summary>
    /// <param name="Text">The text, as the portal shows it.</param>
    public sealed record ConnectionString(Secret Text) : AzureCredentials;

    /// <summary>Microsoft Entra ID: environment, workload, managed identity or the tools of the account, the first that there is.</summary>
    public sealed record EntraId : AzureCredentials;
}
