using System.Management.Automation;
using Clone.Cmdlets.Objects;

namespace Clone.Cmdlets;

/// <summary>Shows this machine as a node.</summary>
[Cmdlet(VerbsCommon.Get, "CloneNode")]
[OutputType(typeof(CloneNodeInfo))]
public sealed class GetCloneNode : CloneCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () => WriteObject(CloneNodeInfo.Of(Node.Info)));
}
