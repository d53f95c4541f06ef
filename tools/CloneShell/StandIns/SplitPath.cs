using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Split-Path: the parent, or the last part.</summary>
[Cmdlet(VerbsCommon.Split, "Path")]
[OutputType(typeof(string))]
public sealed class SplitPath : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public SwitchParameter Parent { get; set; }

    [Parameter]
    public SwitchParameter Leaf { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            WriteObject(Leaf ? SessionState.Path.ParseChildName(path) : SessionState.Path.ParseParent(path, root: ""));
    }
}
