using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Get-ChildItem.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = ByPath)]
public sealed class GetChildItem : ItemSelection
{
    [Parameter(Position = 1)]
    public string? Filter { get; set; }

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter File { get; set; }

    [Parameter]
    public SwitchParameter Directory { get; set; }

    [Parameter]
    public SwitchParameter Name { get; set; }

    protected override void ProcessRecord()
    {
        var pattern = Filter is null ? null : WildcardPattern.Get(Filter, WildcardOptions.IgnoreCase);
        foreach (var path in Named)
        {
            Try(() =>
            {
                foreach (var item in InvokeProvider.ChildItem.Get([path], Recurse, Force, Literal))
                    if (Takes(item, pattern))
                        WriteObject(Name ? item.Properties["PSChildName"].Value : item);
            });
        }
    }

    bool Takes(PSObject item, WildcardPattern? pattern)
    {
        var container = item.Properties["PSIsContainer"]?.Value is true;
        return !(File && container) && !(Directory && !container)
            && (pattern is null || pattern.IsMatch((string)item.Properties["PSChildName"].Value));
    }
}
