using System.IO;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for New-Item, for files and folders.</summary>
[Cmdlet(VerbsCommon.New, "Item", SupportsShouldProcess = true)]
public sealed class NewItem : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    [ValidateSet("File", "Directory")]
    [Alias("Type")]
    public string ItemType { get; set; } = "File";

    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            var file = GetUnresolvedProviderPathFromPSPath(Name is null ? path : System.IO.Path.Combine(path, Name));
            if (!ShouldProcess(file))
                continue;
            if (!Force && (File.Exists(file) || Directory.Exists(file)))
            {
                WriteError(new ErrorRecord(new IOException($"{file} exists already."), "NewItemIOError", ErrorCategory.ResourceExists, file));
                continue;
            }

            Make(file);
            WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    void Make(string file)
    {
        if (ItemType == "Directory")
        {
            Directory.CreateDirectory(file);
            return;
        }

        if (Force && System.IO.Path.GetDirectoryName(file) is { } parent)
            Directory.CreateDirectory(parent);
        File.WriteAllText(file, Value);
    }
}
