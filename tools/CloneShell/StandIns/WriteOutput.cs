using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Write-Output.</summary>
[Cmdlet(VerbsCommunications.Write, "Output")]
public sealed class WriteOutput : Cmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? InputObject { get; set; }

    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            WriteObject(null);
        else if (NoEnumerate && InputObject.Length != 1)
            WriteObject(InputObject);
        else
            foreach (var item in InputObject)
                WriteObject(item, enumerateCollection: !NoEnumerate);
    }
}
