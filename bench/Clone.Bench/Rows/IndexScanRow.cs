using System.Collections.Generic;

namespace Clone.Bench.Rows;

/// <summary>What a run saves that does not list its destination.</summary>
sealed class IndexScanRow(string name, int files, int folders, double bar) : Row
{
    public override string Name => name;

    public override string Title => $"Nothing changed, {files:N0} files in {folders:N0} folders, the destination not listed";

    public override string About =>
        "Files of 0 to 64 bytes. Both sides are Clone, over the same source, each with a copy of its own on the same disk: a script with "
        + "one `Start-CloneSync`, run by a published CloneShell. One job says `-DestinationScan Index`, the other `Always`. Both copies are "
        + "in the system's memory, where listing is fastest and there is least to save.";

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        var source = place.NewFolder(name + "/source");
        Trees.Make(source, place.Sized(files), place.Sized(folders), 0..64, seed: 20260101);
        return [Of("Index"), Of("Always") with { Bar = bar }];

        Side Of(string scan) => new(
            scan, place.Shell.Value.Unchanged($"{name}-{scan}", source, place.NewFolder($"{name}/{scan}"), place.Sized(files), scan));
    }
}
