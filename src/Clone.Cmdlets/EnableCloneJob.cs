using System.Management.Automation;
using Clone.Cmdlets.Objects;

namespace Clone.Cmdlets;

/// <summary>Lets disabled jobs run again.</summary>
[Cmdlet(VerbsLifecycle.Enable, "CloneJob", SupportsShouldProcess = true)]
[OutputType(typeof(CloneJob))]
public sealed class EnableCloneJob : JobSwitchCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name => Switch(name, enabled: true, "Action.EnableJob"));
}
