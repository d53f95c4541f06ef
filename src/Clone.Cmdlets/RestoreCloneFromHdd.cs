using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Restore;

namespace Clone.Cmdlets;

/// <summary>Brings a copy in a folder, or parts of it, back into another folder.</summary>
[Cmdlet(VerbsData.Restore, "CloneFromHdd", SupportsShouldProcess = true, DefaultParameterSetName = ByJob)]
[OutputType(typeof(CloneSync), typeof(Job))]
public sealed class RestoreCloneFromHdd : RestoreCmdlet
{
    /// <summary>The parameter set with the path of a copy.</summary>
    const string ByPath = "Copy";

    /// <summary>The copy.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Path of a copy: the folder that holds CloneForWindows. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string CopyPath { get; set; } = "";

    /// <inheritdoc/>
    private protected override string SaidPlace => CopyPath;

    /// <inheritdoc/>
    private protected override CopyPlace PlaceAt(string said) => new() { Path = FolderPath(said) };
}
