using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A copy in a bucket comes back into an empty folder.</summary>
sealed class ObjectRestoreRow(string name, ObjectService service, SourceTree tree, params ObjectRival[] rivals) : ObjectRow(name, service)
{
    int files;

    public override string Title => $"Restore of {tree.Title} from a {Place}";

    public override string About => Service
        + "Each side has a copy that it made itself. The folder is removed before each run. Clone: a script with one `Restore-CloneFrom…` from the job, run by a "
        + "published CloneShell; each file is proven by its checksum. rclone: `rclone sync REMOTE FOLDER`, with what its name says.";

    public override IEnumerable<Verdict> Judge(RowResult result) =>
        files > 1 && Requests.Count > 0 ? [.. base.Judge(result), OfRequests(files, "files")] : base.Judge(result);

    protected override IReadOnlyList<Side> PrepareSides(Workplace place, string ground)
    {
        files = place.Sized(tree.Files);
        var source = Directory.CreateDirectory(Path.Combine(ground, "source")).FullName;
        tree.Make(place, source);
        var shell = place.Shell.Value.At(Path.Combine(ground, "home"));
        Timed.RunOrThrow(Server.NewJob(shell, Name, source));
        Timed.RunOrThrow(shell.Script("Sync.ps1", "-Name", Name, "-Copied", files.ToString()));
        Timed.RunOrThrow(ObjectRival.Rclone(0, "--transfers", "32").Copy(Server, source, "peer"));
        var target = Path.Combine(ground, "restored");
        Action clear = () =>
        {
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.CreateDirectory(target);
        };
        var own = new Side(Side.Own, shell.Script("RestoreObjects.ps1", "-Cmdlet", Server.Restore, "-Name", Name, "-Destination", target, "-Copied", files.ToString())) { BeforeEach = clear };
        return [Counted(own), .. rivals.Select(rival => rival.Side(Server, target, "peer", clear))];
    }
}
