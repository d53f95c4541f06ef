using System.IO;
using System.Linq;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Get-Content, for text files.</summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = ByPath)]
[OutputType(typeof(string))]
public sealed class GetContent : ItemSelection
{
    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    [Alias("First", "Head")]
    public int TotalCount { get; set; } = int.MaxValue;

    [Parameter]
    [Alias("Last")]
    public int? Tail { get; set; }

    [Parameter]
    [ValidateSet("utf8", "utf8NoBOM", "utf8BOM", "unicode", "ascii")]
    public string Encoding { get; set; } = "utf8";

    protected override void ProcessRecord()
    {
        foreach (var path in Named)
        {
            Try(() =>
            {
                foreach (var item in InvokeProvider.Item.Get([path], force: true, Literal))
                    Read((string)item.Properties["PSPath"].Value);
            });
        }
    }

    void Read(string path)
    {
        var file = GetUnresolvedProviderPathFromPSPath(path);
        var encoding = TextEncodings.Find(Encoding);
        if (Raw)
        {
            WriteObject(File.ReadAllText(file, encoding));
            return;
        }

        var lines = File.ReadLines(file, encoding);
        foreach (var line in Tail is { } count ? lines.TakeLast(count) : lines.Take(TotalCount))
            WriteObject(line);
    }
}
