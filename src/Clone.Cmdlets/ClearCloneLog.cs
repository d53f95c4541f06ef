using System;
using System.Management.Automation;
using Clone.Cmdlets.Texts;

namespace Clone.Cmdlets;

/// <summary>Removes the log, or its months before a time.</summary>
[Cmdlet(VerbsCommon.Clear, "CloneLog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class ClearCloneLog : CloneCmdlet
{
    /// <summary>The first moment that stays.</summary>
    [Parameter(HelpMessage = "Removes the months (UTC) that lie wholly before this time; all when not said.")]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        if (!ShouldProcess(Node.Info.DataPath, CmdletText.Get("Action.ClearLog"))) return;
        Node.ClearLog(Before is { } time ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero) : null);
    });
}
