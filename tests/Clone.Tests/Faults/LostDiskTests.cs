using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>The disk of the destination goes, or can be written no more, while a run goes on and sees it.</summary>
public sealed class LostDiskTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    [InlineData("ntfs-3g")]
    public async Task A_disk_that_goes_in_the_middle_is_told_and_the_next_run_goes_on(string fileSystem)
    {
        var random = Seeded(out var seed);
        using var place = new TempFolder();
        using var disk = new FaultyDisk(fileSystem);
        disk.Show("copy", place["disk"]);
        var source = new KnownSource(place.Folder("source"), seed);
        source.Grow(fileSystem == "ntfs-3g" ? 300 : 600);
        using (var mirror = new Mirror(place.Path)) mirror.CreateJob();
        var hit = 0;
        for (var round = 0; round < 2 * Soak.Times || (hit == 0 && round < 20); round++)
        {
            string[] told;
            using (var run = await OtherRun.BeginAsync(place["home"], round % 2 == 0 ? SyncMode.Full : SyncMode.Incremental))
            {
                await Task.Delay(random.Next(fileSystem == "ntfs-3g" ? 1500 : 300), TestContext.Current.CancellationToken);
                disk.Cut();
                told = await run.EndAsync();
            }
            output.WriteLine(string.Join("; ", told.Take(3)));
            disk.Reconnect();
            source.AssertWhole(place["disk/source"]);
            if (!told[0].StartsWith("Succeeded", StringComparison.Ordinal))
            {
                hit++;
                // xfs answers even a look at its root with EIO.
                Assert.DoesNotContain("CloneRunFailed", told[0], StringComparison.Ordinal);
                await AssertToldAsync(place.Path, told[0]);
            }
            source.Change();
        }
        Assert.True(hit > 0, "no run saw its disk go");
        using var last = new Mirror(place.Path);
        var report = await last.RunAsync();
        Assert.True(report.Result == RunResult.Succeeded, string.Join("; ", report.Failures.Select(failure => failure.Path + ": " + failure.Code)));
        AssertSameContents(last);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_destination_whose_marker_or_folder_cannot_be_read_is_not_taken_for_another_ones(bool isMarker)
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        var failing = new AlteredPlatform(mirror.Disk)
        {
            BeforeOpen = name => Fail(isMarker && name.EndsWith(DestinationMarker.FileName, StringComparison.Ordinal)),
            AfterList = (path, _) => Fail(!isMarker && path == "source"),
        };
        using (var node = CloneNode.Open(mirror.Options with { Platform = failing }))
        {
            var report = await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
            Assert.Equal((RunResult.Failed, ErrorId.CloneDestinationUnavailable), (report.Result, report.Stop!.ErrorId));
            Assert.Contains("EIO", report.Stop.Message, StringComparison.Ordinal);
        }
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
    }

    static void Fail(bool now)
    {
        if (now) throw new EntryException(IoProblem.DeviceError, "EIO", EntryOperation.Read);
    }

    /// <summary>The result says how bad it is, the journal says the same, and the next run goes on.</summary>
    static async Task AssertToldAsync(string place, string told)
    {
        using var mirror = new Mirror(place);
        var recorded = mirror.Node.History(mirror.Job.Id, 1).Single();
        Assert.Equal(told, $"{recorded.Result} {recorded.ExitCode.ToString(CultureInfo.InvariantCulture)} {recorded.Stop?.ErrorId}");
        Assert.Contains(recorded.Result, new[] { RunResult.Failed, RunResult.CompletedWithFailures });
        Assert.NotEmpty(mirror.Node.ReadLog(new LogQuery()));
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        AssertSameContents(mirror);
    }

    static void AssertSameContents(Mirror mirror) =>
        Assert.Equal(Contents(mirror.Source), Contents(mirror.Destination));

    // ntfs-3g as it is mounted here keeps neither modes nor owners. A file that is removed while it is open has a name of the driver's
    // until it is closed (hard_remove, https://man7.org/linux/man-pages/man8/mount.fuse3.8.html).
    static string[] Contents(string root) =>
        [.. TreePicture.Of(root).Where(entry => entry.Value[0] == 'f' && !entry.Key.Contains(".fuse_hidden", StringComparison.Ordinal)).Select(entry => entry.Key + " " + entry.Value[(entry.Value.LastIndexOf(' ') + 1)..])];

    Random Seeded(out int seed)
    {
        seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        return new Random(seed);
    }
}
