using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>One large file, changed at a few places since the last run.</summary>
/// <param name="name">Name of the row.</param>
/// <param name="inPlace">On ext4, in its place; else on an xfs with reflink, in a clone.</param>
/// <param name="change">The ranges that change each time.</param>
sealed class BlocksRow(string name, bool inPlace, ChangedRanges change) : Row
{
    const long FileBytes = 4L << 30;
    const int BlockBytes = 256 << 10;

    readonly List<(bool IsOwn, long Bytes)> written = [];
    FreshVolume? volume;
    LoopDevice? device;
    long mark;
    bool? running;

    public override string Name => name;

    public override string Title => $"{change.Title} of a file of 4 GiB changed, on {(inPlace ? "ext4 with -InPlace" : "xfs with reflink")}";

    public override string About =>
        $"The destination is {(inPlace ? "an ext4" : "an xfs")} of its own in a file of the work folder (`mount -o loop`); the source lies in the work folder and is read "
        + $"before each run. Each side has a copy that it made itself. Before each round the same ranges change for both, by seed {ChangedRanges.Seed} and the number of the round. Each side ends "
        + "with `sync -f DST`, which is timed. Clone: a script with one `Start-CloneSync`, run by a published CloneShell. rsync: `rsync -a --inplace --no-whole-file SRC/ DST/`.";

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        if (FreshVolume.Missing is { } why) return [new Side(Side.Own) { Missing = why }];
        var ground = place.NewFolder(name);
        var source = Directory.CreateDirectory(Path.Combine(ground, "source")).FullName;
        var bytes = place.Sized(FileBytes);
        Trees.MakeOne(source, bytes, seed: 1);
        var to = Directory.CreateDirectory(Path.Combine(ground, "to")).FullName;
        volume = inPlace ? FreshVolume.Ext4(to, bytes * 2 + (2L << 30)) : FreshVolume.Xfs(to, bytes * 2 + (2L << 30));
        volume.Renew();
        device = LoopDevice.Under(to);
        var (own, others) = (Directory.CreateDirectory(Path.Combine(to, "clone")).FullName, Directory.CreateDirectory(Path.Combine(to, "rsync")).FullName);
        var shell = place.Shell.Value.At(Path.Combine(ground, "home"));
        Timed.RunOrThrow(shell.Script("NewJob.ps1", inPlace ? ["-Name", name, "-Source", source, "-Base", own, "-InPlace"] : ["-Name", name, "-Source", source, "-Base", own]));
        Timed.RunOrThrow(shell.Script("Sync.ps1", "-Name", name, "-Copied", "1"));
        var rsync = new Rival(Peer.Rsync, 0.6, (from, _) => new Command("rsync", "-a", "--inplace", "--no-whole-file", from + "/", others + "/"));
        Timed.RunOrThrow(rsync.Copy(source, others));
        return
        [
            Flushed(shell.Script("SyncUpdated.ps1", "-Name", name), source, isOwn: true) with { Name = Side.Own },
            rsync.Side(command => Flushed(command, source, isOwn: false), source, others),
        ];
    }

    public override IEnumerable<Verdict> Judge(RowResult result)
    {
        // The first of each is the run that is not counted.
        var (own, other) = (Most(isOwn: true), Most(isOwn: false));
        var most = FileBytes * (inPlace ? 4 : 2) / 100 + BlockBytes;
        var text = $"Clone writes {own / 1048576.0:f1} MiB to the disk, rsync {other / 1048576.0:f1} MiB";
        var bytes = change.HasBar
            ? new Verdict($"{text}; at most {most / 1048576.0:f1} MiB are asked for", own <= most)
            : new Verdict(text, null);
        return [.. Verdict.OfTimes(result, change.HasBar), bytes];
    }

    public override void CleanUp()
    {
        Mark();
        volume?.Dispose();
    }

    long Most(bool isOwn) => written.Where(w => w.IsOwn == isOwn).Skip(1).Select(w => w.Bytes).DefaultIfEmpty(0).Max();

    Side Flushed(Command command, string source, bool isOwn) => new("", command, new Command("sync", "-f", volume!.Folder))
    {
        BeforeEach = () =>
        {
            Mark();
            if (isOwn) change.Apply(Directory.GetFiles(source).Single());
            volume.Settle();
            Trees.Read(source);
            (mark, running) = (device!.BytesWritten(), isOwn);
        },
    };

    /// <summary>What the side that ran last has written.</summary>
    void Mark()
    {
        if (running is { } isOwn) written.Add((isOwn, device!.BytesWritten() - mark));
        running = null;
    }
}
