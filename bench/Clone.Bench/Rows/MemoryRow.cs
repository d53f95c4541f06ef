using System.Collections.Generic;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>Whether the memory of a run grows with the number of files.</summary>
sealed class MemoryRow(string name, int files, int fewerFiles) : Row
{
    const int FilesPerFolder = 200;
    const double Bar = 1.2;

    public override string Name => name;

    public override string Title => $"Memory at {files:N0} files and at {fewerFiles:N0}";

    public override string About =>
        $"Nothing changed, empty files, {FilesPerFolder} in a folder. Both sides are Clone: a script with one `Start-CloneSync`, run by a "
        + "published CloneShell.";

    public override IReadOnlyList<Side> Prepare(Workplace place) => [Clone(place, files), Clone(place, fewerFiles)];

    public override IEnumerable<Verdict> Judge(RowResult result)
    {
        var ratio = (double)result.Sides[0].PeakBytes / result.Sides[1].PeakBytes;
        yield return new Verdict($"The peak at {files:N0} files is {ratio:f2} of that at {fewerFiles:N0}; at most {Bar:f1} is asked for", ratio <= Bar);
    }

    Side Clone(Workplace place, int count)
    {
        var sized = place.Sized(count);
        var job = $"{name}-{count}";
        var source = place.NewFolder(job + "/source");
        Trees.Make(source, sized, sized / FilesPerFolder, 0..0, seed: count);
        return new Side($"{count:N0} files", place.Shell.Value.Unchanged(job, source, place.NewFolder(job + "/clone"), sized));
    }
}
