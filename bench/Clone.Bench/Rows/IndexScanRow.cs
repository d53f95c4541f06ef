using System.Collections.Generic;
using System.IO;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>What a run saves that does not list its destination.</summary>
/// <param name="name">Name of the row.</param>
/// <param name="files">Number of files.</param>
/// <param name="folders">Number of folders.</param>
/// <param name="bar">On a destination that is slow to list: at most so much of the run that lists it. Null: on the work folder's own disk, without a bar.</param>
sealed class IndexScanRow(string name, int files, int folders, double? bar) : Row
{
    const string Index = "Index";

    FreshVolume? volume;

    public override string Name => name;

    public override string Title =>
        $"Nothing changed, {files:N0} files in {folders:N0} folders, the destination {(bar is null ? "in memory and" : "on a slow disk and")} not listed";

    public override string About =>
        "Files of 0 to 64 bytes. Both sides are Clone, one job over one copy, which `cp -a` made and the job took over, each side with a state folder "
        + "of its own: a script with one `Start-CloneSync`, run by a published CloneShell. On one side the job says `-DestinationScan Index`, on the other `Always`. "
        + (bar is null
            ? "The copy is in the system's memory, where listing is fastest and there is least to save: no bar."
            : "The copy lies on an NTFS in a file of the work folder (`mount -t ntfs-3g -o loop`), as on an external disk that Windows reads too.");

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        if (bar is not null && FreshVolume.Missing is { } why) return [new Side(Index) { Missing = why }];
        var source = place.NewFolder(name + "/source");
        Trees.Make(source, place.Sized(files), place.Sized(folders), 0..64, seed: 20260101);
        var to = place.NewFolder(name + "/to");
        if (bar is not null)
        {
            volume = FreshVolume.Ntfs(to, 16L << 30);
            volume.Renew();
        }
        Timed.RunOrThrow(new Command("cp", "-a", source, to));
        var (home, other) = (place.NewFolder(name + "/index"), Path.Combine(place.Folder, name, "always"));
        var shell = place.Shell.Value.At(home);
        Timed.RunOrThrow(shell.Script("NewJob.ps1", "-Name", name, "-Source", source, "-Base", to, "-Scan", Index, "-TakeOver", "Adopt"));
        Timed.RunOrThrow(shell.Script("Sync.ps1", "-Name", name, "-Copied", "0"));
        Timed.RunOrThrow(new Command("cp", "-a", home, other));
        var always = place.Shell.Value.At(other);
        Timed.RunOrThrow(always.Script("SetScan.ps1", "-Name", name, "-Scan", "Always"));
        var entries = place.Sized(files).ToString();
        return
        [
            new Side(Index, shell.Script("SyncUnchanged.ps1", "-Name", name, "-Entries", entries, "-Scan", Index)),
            new Side("Always", always.Script("SyncUnchanged.ps1", "-Name", name, "-Entries", entries, "-Scan", "Full")) { Bar = bar ?? 0 },
        ];
    }

    public override IEnumerable<Verdict> Judge(RowResult result)
    {
        if (bar is not null) return Verdict.OfTimes(result);
        return [new Verdict($"Index takes {result.Sides[0].Median / result.Sides[1].Median:f2} of the time of Always (no bar)", true)];
    }

    public override void CleanUp() => volume?.Dispose();
}
