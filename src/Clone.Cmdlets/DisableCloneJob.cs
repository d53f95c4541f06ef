using System.Management.Automation;
using Clone.Cmdlets.Objects;

namespace Clone.Cmdlets;

/// <summary>Keeps jobs from running; they stay as they are otherwise.</summary>
[Cmdlet(VerbsLifecycle.Disable, "CloneJob", SupportsShouldProcess = true)]
[OutputType(typeof(CloneJob))]
public sealed class DisableCloneJob : JobSwitchCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name => Switch(name, enabled: false, "Action.DisableJob"));
}
