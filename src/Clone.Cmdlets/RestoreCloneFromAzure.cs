using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Texts;
using Clone.Engine.Jobs;
using Clone.Engine.Restore;
using Clone.Engine.Texts;

namespace Clone.Cmdlets;

/// <summary>
/// Brings a copy in a container of Azure Blob Storage, or parts of it, back into a folder: by the name of its job, or on a
/// machine that knows no job by the address and a credential.
/// </summary>
[Cmdlet(VerbsData.Restore, "CloneFromAzure", SupportsShouldProcess = true, DefaultParameterSetName = ByJob)]
[OutputType(typeof(CloneSync), typeof(Job))]
public sealed class RestoreCloneFromAzure : RestoreFromStorageCmdlet, IContainerAddress
{
    /// <summary>The parameter set with a container.</summary>
    const string ByContainer = "Container";

    /// <summary>The container.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByContainer, HelpMessage = "The container that holds the copy. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string AzureContainer { get; set; } = "";

    /// <summary>What the names of the copy's blobs begin with.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "What the names of the copy's blobs begin with, such as office/; the whole container when not said.")]
    [AllowEmptyString, AllowNull]
    public string? Prefix { get; set; }

    /// <summary>The storage account.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "The storage account; a connection string names it by itself.")]
    [ValidateNotNullOrEmpty]
    public string? AzureAccount { get; set; }

    /// <summary>A key of the account.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "A key of the account, for this restore alone.")]
    [ValidateNotNull]
    public SecureString? AzureKey { get; set; }

    /// <summary>A shared access signature.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "A shared access signature (SAS) for the container or the account, for this restore alone.")]
    [ValidateNotNull]
    public SecureString? SasToken { get; set; }

    /// <summary>A connection string.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "A connection string, which names account and address, for this restore alone.")]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>Asks as what Microsoft Entra ID knows the account as that runs Clone.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "Asks as the managed identity of the machine, or as what environment and Azure tools of the account that runs Clone say (Microsoft Entra ID).")]
    public SwitchParameter UseEntraId { get; set; }

    /// <summary>Address of the account's blob service.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "Address of the account's blob service where it is not that of the public cloud.")]
    [ValidateNotNullOrEmpty]
    public string? Endpoint { get; set; }

    /// <summary>An HTTP proxy.</summary>
    [Parameter(ParameterSetName = ByContainer, HelpMessage = "Address of an HTTP proxy, such as http://proxy:8080, in place of the one of Set-CloneSetting; none to connect directly.")]
    [ValidateNotNullOrEmpty]
    public string? Proxy { get; set; }

    /// <summary>Brings deleted blobs back first.</summary>
    [Parameter(HelpMessage = "First brings deleted blobs of the copy, which the account still keeps, back where they lay; with -AsOf those that were deleted after that time. The next run of the job removes again what its source does not have.")]
    public SwitchParameter Undelete { get; set; }

    /// <inheritdoc/>
    private protected override string SaidPlace => AzureContainer;

    /// <inheritdoc/>
    private protected override void Prepare(CopyPlace place, string said)
    {
        if (!Undelete || !ShouldProcess(said, CmdletText.Get("Action.Undelete"))) return;
        var counts = Task.Run(() => Node.UndeleteAsync(place, Cancellation)).GetAwaiter().GetResult();
        WriteVerbose(CmdletText.Format("Undelete.Done", said, counts.Restored));
        if (counts.Failed > 0) WriteWarning(CmdletText.Format("Undelete.Failed", said, counts.Failed, DisplayText.Escape(counts.FailedKey!), counts.FailedCode));
    }

    /// <inheritdoc/>
    private protected override StorageChanges ReadPlace() => ContainerReader.Read(this);
}
