using System.Collections.Generic;
using System.Linq;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>An incremental run when nothing has changed: the run of almost every night.</summary>
sealed class UnchangedRow(string name, int files, int folders, params Rival[] rivals) : Row
{
    const long MostBytes = 200L << 20;

    public override string Name => name;

    public override string Title => $"Nothing changed, {files:N0} files in {folders:N0} folders";

    public override string About =>
        "Files of 0 to 64 bytes, the same tree for all sides, each with a copy of its own that it made itself. Clone: a script with "
        + "one `Start-CloneSync`, run by a published CloneShell. " + Rival.About;

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        var source = place.NewFolder(name + "/source");
        Trees.Make(source, place.Sized(files), place.Sized(folders), 0..64, seed: 20260101);
        var clone = place.Shell.Value.Unchanged(name, source, place.NewFolder(name + "/clone"), place.Sized(files));
        return [new Side(Side.Own, clone), .. rivals.Select((rival, i) => rival.Side(Copied, source, place.NewFolder($"{name}/peer{i}")))];
    }

    public override IEnumerable<Verdict> Judge(RowResult result) => [.. Verdict.OfTimes(result), Verdict.OfMemory(result, MostBytes)];

    static Side Copied(Command command)
    {
        Timed.RunOrThrow(command);
        return new Side("", command);
    }
}
