using System.Management.Automation;
using System.Security;

namespace Clone.Cmdlets;

/// <summary>What cmdlets are told of a container of Azure Blob Storage: where it is, and who asks for it.</summary>
interface IContainerAddress : IStorageAddress
{
    /// <summary>The container.</summary>
    string? AzureContainer { get; }

    /// <summary>The storage account.</summary>
    string? AzureAccount { get; }

    /// <summary>A key of the account.</summary>
    SecureString? AzureKey { get; }

    /// <summary>A shared access signature.</summary>
    SecureString? SasToken { get; }

    /// <summary>A connection string.</summary>
    SecureString? ConnectionString { get; }

    /// <summary>Asks as what Microsoft Entra ID knows the account as that runs Clone.</summary>
    SwitchParameter UseEntraId { get; }
}
