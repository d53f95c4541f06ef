using System.Collections.Generic;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>How long a shell takes to import the module.</summary>
sealed class ImportRow(string name, double mostSeconds) : Row
{
    public override string Name => name;

    public override string Title => "Import-Module Clone";

    public override string About =>
        "A published CloneShell runs a script with `Import-Module Clone` alone, and one that does nothing: whole processes; what the "
        + "import takes is the difference of their medians.";

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        var shell = place.Shell.Value;
        return [new Side("import", shell.Script("Import.ps1")), new Side("nothing", shell.Script("Nothing.ps1"))];
    }

    public override IEnumerable<Verdict> Judge(RowResult result)
    {
        var seconds = result.Sides[0].Median - result.Sides[1].Median;
        yield return new Verdict($"The import takes {seconds:f2} s; at most {mostSeconds:f1} s is asked for", seconds <= mostSeconds);
    }
}
