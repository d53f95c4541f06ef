using System.Collections.Generic;
using System.IO;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A folder that was renamed at the source, against a run with no change over the same tree.</summary>
sealed class MovedRow(string name, int files, int folders) : Row
{
    const double Bar = 1.5;

    public override string Name => name;

    public override string Title => $"A folder of {files:N0} files renamed";

    public override string About =>
        $"Files of 0 to 64 bytes in {folders:N0} folders, all in one folder whose name changes before each run of the first side, now to one "
        + "that is later in the order of names, now to one that is earlier. Both sides are Clone over the same trees: a script with one "
        + "`Start-CloneSync`, run by a published CloneShell; that of the first side fails unless one entry was moved, none copied, and no byte sent.";

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        var source = place.NewFolder(name + "/source");
        var (one, other) = (Path.Combine(source, "archive"), Path.Combine(source, "store"));
        Trees.Make(one, place.Sized(files), place.Sized(folders), 0..64, seed: 20260102);
        var unchanged = place.Shell.Value.Unchanged(name, source, place.NewFolder(name + "/clone"), place.Sized(files));
        return
        [
            new Side("renamed", place.Shell.Value.Script("SyncMoved.ps1", "-Name", name)) { BeforeEach = () => Rename(one, other) },
            new Side("no change", unchanged),
        ];
    }

    public override IEnumerable<Verdict> Judge(RowResult result)
    {
        var ratio = result.Sides[0].Median / result.Sides[1].Median;
        yield return new Verdict($"A run that moves the folder takes {ratio:f2} of the time of one with no change; at most {Bar:f1} is asked for", ratio <= Bar);
    }

    static void Rename(string one, string other)
    {
        if (Directory.Exists(one)) Directory.Move(one, other);
        else Directory.Move(other, one);
    }
}
