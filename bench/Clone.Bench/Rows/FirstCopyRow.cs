using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A first copy to an empty volume, up to its flush to the disk.</summary>
sealed class FirstCopyRow(string name, SourceTree tree, Medium medium, params Rival[] rivals) : Row
{
    readonly List<FreshVolume> volumes = [];

    public override string Name => name;

    public override string Title => $"First copy of {tree.Title}, on {(medium == Medium.Tmpfs ? "tmpfs" : "ext4")}";

    public override string About =>
        (medium == Medium.Tmpfs
            ? "Source, destination and Clone's state lie on tmpfs. "
            : "The destination is an ext4 of its own in a file of the work folder (`mount -o loop`); the source lies in the work folder. ")
        + "Before each run the source is read, since rclone lets the system forget what it has read (posix_fadvise, DONTNEED), so that whoever follows it would read from the disk. The destination's file system is made anew before each run. Each side ends with `sync -f DST`, which is timed. Clone: a "
        + "script with one `Start-CloneSync` of a new job, run by a published CloneShell. " + Rival.About;

    public override IReadOnlyList<Side> Prepare(Workplace place)
    {
        if (FreshVolume.Missing is { } why) return [new Side(Side.Own) { Missing = why }];
        var ground = place.NewFolder(name);
        if (medium == Medium.Tmpfs) Keep(FreshVolume.Tmpfs(ground)).Renew();
        var source = Directory.CreateDirectory(Path.Combine(ground, "source")).FullName;
        tree.Make(place, source);
        var to = Directory.CreateDirectory(Path.Combine(ground, "to")).FullName;
        var volume = Keep(medium == Medium.Tmpfs ? FreshVolume.Tmpfs(to) : FreshVolume.Ext4(to, place.Sized(tree.VolumeBytes)));
        return
        [
            Clone(place.Shell.Value.At(Path.Combine(ground, "home")), source, volume, place.Sized(tree.Files)),
            .. rivals.Select(rival => rival.Side(command => Flushed(command, source, volume), source, to)),
        ];
    }

    public override void CleanUp()
    {
        foreach (var volume in volumes.AsEnumerable().Reverse()) volume.Dispose();
        volumes.Clear();
    }

    Side Clone(CloneShell shell, string source, FreshVolume volume, int files)
    {
        var run = shell.Script("Sync.ps1", "-Name", name, "-Copied", files.ToString());
        return Flushed(run, source, volume) with
        {
            Name = Side.Own,
            BeforeEach = () =>
            {
                volume.Renew();
                shell.Forget();
                shell.NewJob(name, source, volume.Folder);
                Ready(source, volume);
            },
        };
    }

    static Side Flushed(Command command, string source, FreshVolume volume) =>
        new("", command, new Command("sync", "-f", volume.Folder)) { BeforeEach = () => { volume.Renew(); Ready(source, volume); } };

    static void Ready(string source, FreshVolume volume)
    {
        volume.Settle();
        Trees.Read(source);
    }

    FreshVolume Keep(FreshVolume volume)
    {
        volumes.Add(volume);
        return volume;
    }
}
