using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A first copy to an empty bucket.</summary>
sealed class ObjectFirstRow(string name, ObjectService service, SourceTree tree, params ObjectRival[] rivals) : ObjectRow(name, service)
{
    int files;

    public override string Title => $"First copy of {tree.Title}, to a {Place}";

    public override string About => Service
        + "The service is begun anew before each run, and the source is read. Clone: a script with one `Start-CloneSync` of a new job, run by a published CloneShell. "
        + "rclone: `rclone sync SRC REMOTE`, with what its name says. aws: `aws s3 sync SRC s3://BUCKET/NAME`.";

    public override IEnumerable<Verdict> Judge(RowResult result) =>
        files > 1 && Requests.Count > 0 ? [.. base.Judge(result), OfRequests(files, "new files")] : base.Judge(result);

    protected override IReadOnlyList<Side> PrepareSides(Workplace place, string ground)
    {
        files = place.Sized(tree.Files);
        var source = Directory.CreateDirectory(Path.Combine(ground, "source")).FullName;
        tree.Make(place, source);
        var shell = place.Shell.Value.At(Path.Combine(ground, "home"));
        void Renew()
        {
            Server.Renew();
            Trees.Read(source);
        }
        var own = new Side(Side.Own, shell.Script("Sync.ps1", "-Name", Name, "-Copied", files.ToString()))
        {
            BeforeEach = () =>
            {
                shell.Forget();
                Renew();
                Timed.RunOrThrow(Server.NewJob(shell, Name, source));
            },
        };
        return [Counted(own), .. rivals.Select(rival => rival.Side(Server, source, "peer", Renew))];
    }
}
