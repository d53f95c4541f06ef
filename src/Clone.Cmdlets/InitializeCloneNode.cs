using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Texts;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Machine;

namespace Clone.Cmdlets;

/// <summary>Makes this machine a node, or gives it another role (-Force).</summary>
[Cmdlet(VerbsData.Initialize, "CloneNode", SupportsShouldProcess = true)]
[OutputType(typeof(CloneNodeInfo))]
public sealed class InitializeCloneNode : CloneCmdlet
{
    /// <summary>What the machine is for.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Master: the server that people use. Slave: the machine that holds the copy.")]
    public NodeRole Role { get; set; }

    /// <summary>Changes a node that has another role, and asks nothing.</summary>
    [Parameter(HelpMessage = "Gives a machine that is a node already the other role, and skips prompts.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Role, () =>
    {
        var options = Options;
        if (!Agreed(CmdletText.Format("Action.InitializeNode", CmdletText.Get("Role." + Role)))) return;
        using var node = CloneNode.Initialize(options, Role, Force);
        RegisterEventSource();
        WriteObject(CloneNodeInfo.Of(node.Info));
    });

    /// <summary>Without it the event log shows the texts of events with a remark that no message file was found.</summary>
    void RegisterEventSource()
    {
        try
        {
            CloneNode.RegisterEventSource();
        }
        catch (CloneException e)
        {
            WriteWarning(e.Message);
        }
    }

    bool Agreed(string action)
    {
        var asksAnyway = MyInvocation.BoundParameters.ContainsKey("Confirm");
        return (Force && !asksAnyway && !IsWhatIf) || ShouldProcess(System.Environment.MachineName, action);
    }
}
