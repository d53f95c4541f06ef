using System;
using System.Linq;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Write-Host.</summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHost : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    public PSObject[] Object { get; set; } = [];

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public string Separator { get; set; } = " ";

    [Parameter]
    public ConsoleColor? ForegroundColor { get; set; }

    [Parameter]
    public ConsoleColor? BackgroundColor { get; set; }

    protected override void ProcessRecord()
    {
        var text = string.Join(Separator, Object.Select(item => LanguagePrimitives.ConvertTo<string>(item)));
        if (ForegroundColor is null && BackgroundColor is null)
            Host.UI.Write(text);
        else
            Host.UI.Write(ForegroundColor ?? Host.UI.RawUI.ForegroundColor, BackgroundColor ?? Host.UI.RawUI.BackgroundColor, text);
        if (!NoNewline)
            Host.UI.WriteLine();
    }
}
