using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A run to a bucket when nothing has changed.</summary>
sealed class ObjectUnchangedRow(string name, ObjectService service, int files, int folders, params ObjectRival[] rivals) : ObjectRow(name, service)
{
    public override string Title => $"Nothing changed, {files:N0} objects in a bucket";

    public override string About => Service
        + "Files of 0 to 64 bytes, the same tree for all sides. Clone has a copy that it made itself, rclone one that rclone made. Clone: a script with one `Start-CloneSync`, "
        + "run by a published CloneShell. rclone: `rclone sync SRC REMOTE`, with what its name says.";

    protected override IReadOnlyList<Side> PrepareSides(Workplace place, string ground)
    {
        var source = Directory.CreateDirectory(Path.Combine(ground, "source")).FullName;
        Trees.Make(source, place.Sized(files), place.Sized(folders), 0..64, seed: 20260101);
        var shell = place.Shell.Value.At(Path.Combine(ground, "home"));
        Timed.RunOrThrow(Server.NewJob(shell, Name, source));
        Timed.RunOrThrow(shell.Script("Sync.ps1", "-Name", Name, "-Copied", place.Sized(files).ToString()));
        // Both sides of rclone find the same copy, which is made the quickest way.
        Timed.RunOrThrow(ObjectRival.Rclone(0, "--transfers", "64", "--checkers", "64").Copy(Server, source, "peer"));
        var own = new Side(Side.Own, shell.Script("SyncUnchanged.ps1", "-Name", Name, "-Entries", place.Sized(files).ToString(), "-Scan", "Full"));
        return [Counted(own), .. rivals.Select(rival => rival.Side(Server, source, "peer", () => { }))];
    }
}
