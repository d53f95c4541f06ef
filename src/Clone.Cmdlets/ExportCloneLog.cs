using System;
using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Texts;
using Clone.Engine.Notices;

namespace Clone.Cmdlets;

/// <summary>Writes records of the log to a file, for spreadsheets and other programs.</summary>
[Cmdlet(VerbsData.Export, "CloneLog", SupportsShouldProcess = true)]
[OutputType(typeof(CloneLogExport))]
public sealed class ExportCloneLog : LogCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The file that is written.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The shape.</summary>
    [Parameter(HelpMessage = "Tsv (columns divided by tabs, at first), Csv or Json.")]
    public LogExportFormat Format { get; set; }

    /// <summary>How the text is stored.</summary>
    [Parameter(HelpMessage = "Utf8 (with a byte order mark, at first) or ShiftJis; Json is UTF-8 always.")]
    public LogExportEncoding Encoding { get; set; }

    /// <summary>Replaces a file.</summary>
    [Parameter(HelpMessage = "Replaces a file of that name.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Take(LogQuery query, Func<LogRecord, bool> isWanted)
    {
        var path = FolderPath(Path);
        if (!ShouldProcess(path, CmdletText.Get("Action.ExportLog"))) return;
        var records = Node.ReadLog(query).Where(record =>
        {
            Cancellation.ThrowIfCancellationRequested();
            return isWanted(record);
        });
        var written = new LogExport(Format, Encoding).Write(records, path, Force);
        WriteObject(new CloneLogExport { Path = path, Records = written });
    }
}
