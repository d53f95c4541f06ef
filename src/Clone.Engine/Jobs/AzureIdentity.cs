namespace Clone.Engine.Jobs;

/// <summary>What proves to Azure Blob Storage who asks.</summary>
public enum AzureIdentity
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>A key of the account.</summary>
    AccountKey,

    /// <summary>A shared access signature.</summary>
    SasToken,

    /// <summary>A connection string.</summary>
    ConnectionString,

    /// <summary>Microsoft Entra ID, as the account that runs Clone finds it.</summary>
    EntraId,
}
