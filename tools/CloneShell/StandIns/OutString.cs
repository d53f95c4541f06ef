using System;
using System.IO;
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace CloneShell.StandIns;

/// <summary>Stands in for Out-String. The engine itself calls it when it pipes objects into a native command.</summary>
[Cmdlet("Out", "String")]
[OutputType(typeof(string))]
public sealed class OutString : FrontEndCommandBase
{
    readonly StringWriter text = new();

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = 120;

    [Parameter]
    public SwitchParameter Stream { get; set; }

    protected override void BeginProcessing()
    {
        FormatEngine.WriteLines(this, text, Width);
        base.BeginProcessing();
    }

    protected override void EndProcessing()
    {
        base.EndProcessing();
        var all = text.ToString();
        if (!Stream)
            WriteObject(all);
        else if (all.Length > 0)
            WriteObject(TrimLastBreak(all).Split(Environment.NewLine), enumerateCollection: true);
    }

    static string TrimLastBreak(string all) => all.EndsWith(Environment.NewLine, StringComparison.Ordinal)
        ? all[..^Environment.NewLine.Length] : all;
}
