using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Disks;

/// <summary>Runs of a job whose disks take turns, over real file systems.</summary>
public sealed class DiskSetTests : IDisposable
{
    readonly TempFolder place = new();
    readonly FixedTime clock = new();
    readonly CloneNode node;
    readonly string label = "SET" + Guid.NewGuid().ToString("N")[..6].ToUpperInvariant();

    public DiskSetTests()
    {
        place.Folder("source");
        Write("first", "1");
        node = CloneNode.Open(new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = place["home"], Time = clock });
    }

    JobDefinition Job => node.Jobs.Find("job");

    [Fact]
    public async Task Two_disks_take_turns_and_each_gets_what_changed_since_its_own_last_turn()
    {
        using var a = new DiskImage("ext4", label);
        using var b = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create();
        Assert.Equal((RunResult.Succeeded, 1L), await TurnAsync());
        a.Pull();
        b.ConnectAt(place["mnt"]);
        Assert.Equal((RunResult.Succeeded, 1L), await TurnAsync());
        b.Pull();
        Write("second", "2");
        for (var day = 0; day < 3; day++)
        {
            // Under another mount point each time.
            a.ConnectAt(place["mnt" + day]);
            Write("day" + day, "x");
            Assert.Equal((RunResult.Succeeded, day == 0 ? 2L : 2L), await TurnAsync());
            a.Pull();
            b.ConnectAt(place["mnt"]);
            Write("evening" + day, "x");
            Assert.Equal((RunResult.Succeeded, day == 0 ? 3L : 2L), await TurnAsync());
            Assert.Equal(File.ReadAllText(place["source/evening" + day]), File.ReadAllText(place["mnt/source/evening" + day]));
            b.Pull();
        }
        var disks = Job.Disks;
        Assert.Equal(2, disks.Count);
        Assert.Equal(2, disks.Select(disk => disk.DestinationId).Distinct().Count());
        foreach (var disk in disks) Assert.True(File.Exists(place["home/index/" + disk.DestinationId!.Value.ToString("D") + ".db"]));
    }

    [Fact]
    public async Task No_disk_is_an_error_of_its_own_and_writes_nothing_in_its_place()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create(job => job with { HddBaseFolder = "base/inner" });
        Assert.Equal(RunResult.Succeeded, (await TurnAsync()).Result);
        Assert.True(File.Exists(place["mnt/base/inner/source/first"]));
        a.Pull();
        var report = await RunAsync();
        Assert.Equal((RunResult.Failed, ErrorId.CloneDiskNotConnected), (report.Result, report.Stop!.ErrorId));
        Assert.Empty(Directory.GetFileSystemEntries(place["mnt"]));
        Failing.With(ErrorId.CloneDiskNotConnected, () => node.Jobs.Create(Changes() with { Name = "other", HddVolume = [label + "X"] }));
    }

    [Fact]
    public async Task A_disk_that_was_formatted_anew_is_taken_when_it_is_empty_and_it_is_said()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create();
        Assert.Single((await RunAsync()).Warnings);
        Assert.Empty((await RunAsync()).Warnings);
        a.Pull();
        a.Format(label);
        a.ConnectAt(place["mnt"]);
        var report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, 1L, 1), (report.Result, report.Completed - report.Skipped, report.Warnings.Count));
        Assert.Equal(2, Raised("disk.new"));
        Assert.Equal(2, Job.Disks.Count);
    }

    [Fact]
    public async Task A_disk_of_somebody_else_with_the_same_label_is_refused_until_it_is_taken_over()
    {
        using var a = new DiskImage("ext4", label);
        using var b = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create();
        await RunAsync();
        a.Pull();
        b.ConnectAt(place["mnt"]);
        File.WriteAllText(place["mnt/photo"], "x");
        var report = await RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneDiskNotEmpty), (report.Result, report.Stop!.ErrorId));
        Assert.Equal(["lost+found", "photo"], Directory.GetFileSystemEntries(place["mnt"]).Select(Path.GetFileName).Order());
        node.Jobs.Change(Job.Id, new JobChanges { TakeOver = TakeOverMode.Adopt });
        b.Pull();
        // What was said of that disk holds for no other one.
        a.ConnectAt(place["mnt"]);
        Assert.Equal(RunResult.Succeeded, (await RunAsync()).Result);
        Assert.NotNull(Job.PendingTakeOver);
        a.Pull();
        b.ConnectAt(place["mnt"]);
        Assert.Equal(RunResult.Succeeded, (await RunAsync()).Result);
        Assert.Equal((null, null), (Job.PendingTakeOver, Job.TakeOverDisk));
    }

    [Fact]
    public async Task Of_two_that_are_there_the_one_goes_whose_run_is_longest_ago()
    {
        using var a = new DiskImage("ext4", label);
        using var b = new DiskImage("ext4", label + "B");
        a.ConnectAt(place["a"]);
        b.ConnectAt(place["b"]);
        Create(job => job with { HddVolume = [a.Fact("UUID"), "LABEL=" + label + "B"] });
        var used = new string[4];
        for (var i = 0; i < used.Length; i++)
        {
            Assert.Equal(RunResult.Succeeded, (await RunAsync()).Result);
            used[i] = Job.Disks.MaxBy(disk => disk.LastRun)!.Label;
            clock.Now += TimeSpan.FromDays(1);
        }
        Assert.Equal([label, label + "B"], used.Take(2).Order());
        Assert.Equal(used.Take(2), used.Skip(2));
        Assert.Equal(4, Raised("disk.chosen"));
    }

    [Fact]
    public async Task The_event_comes_after_so_many_days_and_once_a_day()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create(job => job with { DiskAbsentDays = 7 });
        await RunAsync();
        a.Pull();
        clock.Now += TimeSpan.FromDays(6);
        await RunAsync();
        node.CheckDisks();
        Assert.Equal(0, Raised("disk.absent"));
        clock.Now += TimeSpan.FromDays(1);
        await RunAsync();
        node.CheckDisks();
        Assert.Equal(1, Raised("disk.absent"));
        clock.Now += TimeSpan.FromDays(1);
        node.CheckDisks();
        Assert.Equal(2, Raised("disk.absent"));
        a.ConnectAt(place["mnt"]);
        node.CheckDisks();
        a.Pull();
        clock.Now += TimeSpan.FromDays(1);
        node.CheckDisks();
        Assert.Equal(2, Raised("disk.absent"));
    }

    [Fact]
    public async Task EjectAfter_unmounts_and_a_disk_in_use_is_a_warning()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create(job => job with { EjectAfter = true });
        using (File.Create(place["mnt/lost+found/open"]))
        {
            var held = await RunAsync();
            Assert.Equal((RunResult.Succeeded, 1), (held.Result, Raised("disk.ejectFailed")));
            Assert.Contains(held.Warnings, warning => warning.Contains("EBUSY", StringComparison.Ordinal));
        }
        Assert.Equal(RunResult.Succeeded, (await RunAsync()).Result);
        Assert.Equal(1, Raised("disk.ejected"));
        Assert.Empty(Directory.GetFileSystemEntries(place["mnt"]));
    }

    [Fact]
    public async Task A_disk_that_is_a_copy_of_another_one_gets_an_index_of_its_own()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create();
        await RunAsync();
        a.Pull();
        var copied = Job.Disks[0].DestinationId;
        Tool.Run("tune2fs", "-U", "random", a.Image);
        a.ConnectAt(place["mnt"]);
        Write("second", "2");
        Assert.Equal((RunResult.Succeeded, 1L), await TurnAsync());
        Assert.Equal(2, Job.Disks.Select(disk => disk.DestinationId).Distinct().Count());
        Assert.Contains(Job.Disks, disk => disk.DestinationId == copied);
    }

    [Fact]
    public async Task The_owner_of_a_disk_is_judged_by_its_marker_as_everywhere()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create();
        await RunAsync();
        node.Jobs.Remove(Job.Id);
        place.Folder("another source");
        var other = Changes() with { Source = place["another source"], DestinationName = "source" };
        Failing.With(ErrorId.CloneDestinationOwnedByOther, () => node.Jobs.Create(other));
        // The same source goes on with its copy.
        Create();
        Assert.Equal((RunResult.Succeeded, 0L), await TurnAsync());
    }

    [Fact]
    public async Task What_was_found_of_a_disk_holds_for_that_disk_alone()
    {
        using var a = new DiskImage("ext4", label);
        using var b = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create();
        await RunAsync();
        var located = node.WithDisk(Job);
        Assert.Equal(place["mnt/source"], located.Destination);
        a.Pull();
        Failing.With(ErrorId.CloneDiskNotConnected, () => BaseFolder.Open(node.Options.Platform, located));
        b.ConnectAt(place["mnt"]);
        Failing.With(ErrorId.CloneDiskNotConnected, () => BaseFolder.Open(node.Options.Platform, located));
        Failing.With(ErrorId.CloneDiskNotConnected, () => node.Disks.CheckStill(located));
    }

    [Fact]
    public async Task The_newest_copy_is_the_one_that_is_read()
    {
        using var a = new DiskImage("ext4", label);
        using var b = new DiskImage("ext4", label);
        a.ConnectAt(place["a"]);
        Create();
        await TurnAsync();
        a.Pull();
        b.ConnectAt(place["b"]);
        Write("second", "2");
        await TurnAsync();
        a.ConnectAt(place["a"]);
        Assert.Equal(place["b/source"], node.Disks.LocateNewest(Job).Destination);
        Assert.Equal(place["a/source"], node.Disks.Locate(Job).Destination);
    }

    [Fact]
    public void Two_jobs_never_share_a_place_on_the_disks()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create(job => job with { HddBaseFolder = "base" });
        place.Folder("two");
        var other = Changes() with { Name = "two", Source = place["two"] };
        Failing.With(ErrorId.CloneDestinationUsedByJob, () => node.Jobs.Create(other with { HddBaseFolder = "base", DestinationName = "Source" }));
        Failing.With(ErrorId.CloneDestinationUsedByJob, () => node.Jobs.Create(other with { HddBaseFolder = "base/source" }));
        node.Jobs.Create(other with { HddBaseFolder = "base" });
    }

    [Fact]
    public void A_job_goes_from_a_folder_to_volumes_and_back()
    {
        using var a = new DiskImage("ext4", label);
        a.ConnectAt(place["mnt"]);
        Create();
        Assert.Contains("\"version\": 2", File.ReadAllText(place["home/jobs.json"]), StringComparison.Ordinal);
        var change = new JobChanges { HddVolume = [], HddBaseFolder = place.Folder("base") };
        Failing.With(ErrorId.CloneEjectNotPossible, () => node.Jobs.Change(Job.Id, change with { EjectAfter = true }));
        node.Jobs.Change(Job.Id, change);
        Assert.Equal(place["base/source"], Job.Destination);
        Assert.Contains("\"version\": 1", File.ReadAllText(place["home/jobs.json"]), StringComparison.Ordinal);
        node.Jobs.Change(Job.Id, new JobChanges { HddVolume = [label], HddBaseFolder = "x\\y" });
        Assert.Equal((null, "x/y"), (Job.HddBaseFolder, Job.FolderInVolume));
    }

    [Theory]
    [InlineData("E:\\Backup")]
    [InlineData("../up")]
    [InlineData("\\\\server\\share")]
    [InlineData("CloneForWindows")]
    public void A_base_folder_that_is_no_path_in_a_volume_is_refused(string path) =>
        Failing.With(ErrorId.ClonePathInvalid, () => VolumeFolder.Check(path));

    [Theory]
    [InlineData("BACKUP", "BACKUP")]
    [InlineData(" LABEL=\"BACK UP\"", "BACK UP")]
    [InlineData("UUID=0123-ABCD", "0123-ABCD")]
    [InlineData("\\\\?\\Volume{0123}\\", "{0123}")]
    public void A_volume_is_named_in_the_forms_of_its_tools(string named, string name) =>
        Assert.Equal(name, VolumeName.Check(named));

    [Theory]
    [InlineData("")]
    [InlineData("E:\\")]
    [InlineData("/mnt/disk")]
    [InlineData("a\nb")]
    public void What_is_no_name_of_a_volume_is_refused(string named) =>
        Failing.With(ErrorId.CloneVolumeNameInvalid, () => VolumeName.Check(named));

    public void Dispose()
    {
        node.Dispose();
        place.Dispose();
    }

    JobChanges Changes() => new() { Name = "job", Source = place["source"], HddVolume = [label] };

    void Create(Func<JobChanges, JobChanges>? change = null) => node.Jobs.Create(change is null ? Changes() : change(Changes()));

    void Write(string name, string text) => File.WriteAllText(place["source/" + name], text);

    Task<RunReport> RunAsync() =>
        node.SyncAsync(Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);

    /// <summary>A run: its result, and how many items it sent.</summary>
    async Task<(RunResult Result, long Sent)> TurnAsync()
    {
        clock.Now += TimeSpan.FromHours(12);
        var report = await RunAsync();
        return (report.Result, report.Completed - report.Skipped);
    }

    int Raised(string name) => node.ReadLog(new LogQuery()).Count(record => record.EventId == name);
}
