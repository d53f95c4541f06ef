using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Texts;

namespace Clone.Cmdlets;

/// <summary>Shows this machine as a node; with debug messages, also the third-party libraries that the module has loaded.</summary>
[Cmdlet(VerbsCommon.Get, "CloneNode")]
[OutputType(typeof(CloneNodeInfo))]
public sealed class GetCloneNode : CloneCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        WriteObject(CloneNodeInfo.Of(Node.Info));
        if (!ShowsDebug) return;
        foreach (var library in Options.Adapters.Libraries)
            WriteDebug(CmdletText.Format("Node.Library", library.Name, library.Version, library.Path));
    });

    // The libraries are loaded for nobody who does not want to see them.
    bool ShowsDebug =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out var said)
            ? LanguagePrimitives.IsTrue(said)
            : GetVariableValue("DebugPreference") is ActionPreference preference && preference != ActionPreference.SilentlyContinue;
}
