using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A copy in a bucket comes back into an empty folder.</summary>
sealed class S3RestoreRow(string name, SourceTree tree, params S3Rival[] rivals) : S3Row(name)
{
    int files;

    public override string Title => $"Restore of {tree.Title} from a bucket";

    public override string About => Service
        + "Each side has a copy that it made itself. The folder is removed before each run. Clone: a script with one `Restore-CloneFromS3` from the job, run by a "
        + "published CloneShell; each file is proven by its checksum. rclone: `rclone sync REMOTE FOLDER`, with what its name says.";

    public override IEnumerable<Verdict> Judge(RowResult result) =>
        files > 1 ? [.. base.Judge(result), OfRequests(files, "files")] : base.Judge(result);

    protected override IReadOnlyList<Side> PrepareSides(Workplace place, string ground)
    {
        files = place.Sized(tree.Files);
        var source = Directory.CreateDirectory(Path.Combine(ground, "source")).FullName;
        tree.Make(place, source);
        var shell = place.Shell.Value.At(Path.Combine(ground, "home"));
        shell.NewJob(Name, source, Server);
        Timed.RunOrThrow(shell.Script("Sync.ps1", "-Name", Name, "-Copied", files.ToString()));
        Timed.RunOrThrow(S3Rival.Rclone(0, "--transfers", "32").Copy(Server, source, "peer"));
        var target = Path.Combine(ground, "restored");
        Action clear = () =>
        {
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.CreateDirectory(target);
        };
        var own = new Side(Side.Own, shell.Script("RestoreS3.ps1", "-Name", Name, "-Destination", target, "-Copied", files.ToString())) { BeforeEach = clear };
        return [Counted(own), .. rivals.Select(rival => rival.Side(Server, target, "peer", clear))];
    }
}
