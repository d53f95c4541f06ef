using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Get-Item.</summary>
[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = ByPath)]
public sealed class GetItem : ItemSelection
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Named)
            Try(() => WriteObject(InvokeProvider.Item.Get([path], Force, Literal), enumerateCollection: true));
    }
}
