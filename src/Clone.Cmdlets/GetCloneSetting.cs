using System.Management.Automation;
using Clone.Cmdlets.Objects;

namespace Clone.Cmdlets;

/// <summary>Shows the settings of this node, which hold for all its jobs.</summary>
[Cmdlet(VerbsCommon.Get, "CloneSetting")]
[OutputType(typeof(CloneSetting))]
public sealed class GetCloneSetting : CloneCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () => WriteObject(CloneSetting.Of(Node.Settings.Read())));
}
