using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Set-Location.</summary>
[Cmdlet(VerbsCommon.Set, "Location", DefaultParameterSetName = "Path")]
public sealed class SetLocation : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")]
    public string? Path { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    public string? LiteralPath { get; set; }

    protected override void ProcessRecord() =>
        SessionState.Path.SetLocation(LiteralPath is null ? Path : WildcardPattern.Escape(LiteralPath));
}
