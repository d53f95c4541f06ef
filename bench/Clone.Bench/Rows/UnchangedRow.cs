using System.Collections.Generic;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>An incremental run when nothing has changed: the run of almost every night.</summary>
sealed class UnchangedRow(string name, int files, int folders, double rsyncBar) : Row
{
    public override string Name => name;

    public override string Title => $"Nothing changed, {files:N0} files in {folders:N0} folders";

    public override string About =>
        $"Files of 0 to 64 bytes, the same tree for both sides, each with a copy of its own that it made itself. Clone: a script with "
        + "one `Start-CloneSync`, run by a published CloneShell. rsync: `rsync -a --delete SRC/ DST/`.";

    public override long? MostBytes => 200L << 20;

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        var source = place.NewFolder(name + "/source");
        Trees.Make(source, place.Sized(files), place.Sized(folders), mostBytes: 64, seed: 20260101);
        return [Clone(place, source), Side.Of(Peer.Rsync(), rsyncBar, () => Rsync(place, source))];
    }

    Side Clone(Workplace place, string source)
    {
        var shell = place.Shell.Value;
        Timed.RunOrThrow(shell.Script("NewJob.ps1", "-Name", name, "-Source", source, "-Base", place.NewFolder(name + "/clone")));
        Timed.RunOrThrow(shell.Script("Sync.ps1", "-Name", name));
        return new Side("Clone", "", shell.Script("SyncUnchanged.ps1", "-Name", name, "-Entries", place.Sized(files).ToString()));
    }

    Command Rsync(Workplace place, string source)
    {
        var command = new Command("rsync", "-a", "--delete", source + "/", place.NewFolder(name + "/rsync") + "/");
        Timed.RunOrThrow(command);
        return command;
    }
}
