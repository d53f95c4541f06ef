using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Remove-Item.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
public sealed class RemoveItem : ItemSelection
{
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? [])
            if (ShouldProcess(path))
                Try(() => InvokeProvider.Item.Remove([path], Recurse, Force, Literal));
    }
}
