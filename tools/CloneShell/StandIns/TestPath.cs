using System.Linq;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Test-Path.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = ByPath)]
[OutputType(typeof(bool))]
public sealed class TestPath : ItemSelection
{
    [Parameter]
    [ValidateSet("Any", "Container", "Leaf")]
    public string PathType { get; set; } = "Any";

    protected override void ProcessRecord()
    {
        foreach (var path in Named)
            WriteObject(Exists(path));
    }

    bool Exists(string path)
    {
        try
        {
            if (!InvokeProvider.Item.Exists(path, force: true, Literal))
                return false;
            if (PathType == "Any")
                return true;
            var container = InvokeProvider.Item.Get([path], force: true, Literal)
                .Any(item => item.Properties["PSIsContainer"]?.Value is true);
            return container == (PathType == "Container");
        }
        catch (ItemNotFoundException)
        {
            return false;
        }
        catch (DriveNotFoundException)
        {
            return false;
        }
    }
}
