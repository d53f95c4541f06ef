using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Set-Content, for text files.</summary>
[Cmdlet(VerbsCommon.Set, "Content", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class SetContent : PSCmdlet
{
    readonly List<string> lines = [];

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object[]? Value { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateSet("utf8", "utf8NoBOM", "utf8BOM", "unicode", "ascii")]
    public string Encoding { get; set; } = "utf8";

    protected override void ProcessRecord() =>
        lines.AddRange((Value ?? []).Select(LanguagePrimitives.ConvertTo<string>));

    protected override void EndProcessing()
    {
        var end = NoNewline ? "" : Environment.NewLine;
        var text = string.Concat(lines.Select(line => line + end));
        foreach (var path in Path.Concat(LiteralPath))
        {
            var file = GetUnresolvedProviderPathFromPSPath(path);
            if (ShouldProcess(file))
                File.WriteAllText(file, text, TextEncodings.Find(Encoding));
        }
    }
}
