using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>The power is cut: the run is gone, and so is what the destination, or the state too, had not flushed.</summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    /// <summary>A run can be over before the power goes.</summary>
    const int MostRounds = 24;

    [Theory]
    [InlineData("ext4", false)]
    [InlineData("ext4", true)]
    [InlineData("xfs", false)]
    [InlineData("xfs", true)]
    public async Task In_the_middle_of_a_run_it_leaves_whole_files_and_the_next_run_converges(string fileSystem, bool takesState)
    {
        var random = Seeded(out var seed);
        using var place = new TempFolder();
        using var disk = DiskAt(place, fileSystem, takesState);
        var source = new KnownSource(place.Folder("source"), seed);
        // More than one group of files, or less.
        source.Grow(fileSystem == "ext4" && !takesState ? 4500 : 600);
        // Runs that are cut off soon leave changes of several rounds together, of more than half of the files.
        using (var mirror = new Mirror(place.Path)) mirror.CreateJob(changes => changes with { MaxChangePercent = 100 });
        var (found, hit) = (0, 0);
        for (var round = 0; round < 4 * Soak.Times || (hit == 0 && round < MostRounds); round++)
        {
            using (var run = await OtherRun.BeginAsync(place["home"], round % 4 == 0 ? SyncMode.Full : SyncMode.Incremental))
            {
                if (round % 2 == 1) run.WaitForNames(place["disk/source"]);
                await Task.Delay(random.Next(round % 2 == 1 ? 30 : 400), TestContext.Current.CancellationToken);
                disk.Cut();
                if (await run.KillAsync()) hit++;
            }
            disk.Reconnect();
            found += source.AssertWhole(place["disk/source"]);
            if (round % 4 == 2) await ConvergeAsync(place.Path);
            source.Change();
        }
        output.WriteLine(hit + " cuts hit a run");
        Assert.True(found > 0 && hit > 0, $"{found} files were judged, {hit} cuts hit a run");
        await ConvergeAsync(place.Path);
    }

    [Theory]
    [InlineData("ext4", false)]
    [InlineData("ext4", true)]
    [InlineData("xfs", false)]
    [InlineData("xfs", true)]
    public async Task Right_after_a_run_that_succeeded_it_takes_nothing_of_what_the_run_did(string fileSystem, bool takesState)
    {
        Seeded(out var seed);
        using var place = new TempFolder();
        using var disk = DiskAt(place, fileSystem, takesState);
        var source = new KnownSource(place.Folder("source"), seed);
        source.Grow(400);
        using (var mirror = new Mirror(place.Path)) mirror.CreateJob();
        for (var round = 0; round < 2 * Soak.Times; round++)
        {
            using (var mirror = new Mirror(place.Path))
            {
                Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
                disk.Cut();
            }
            disk.Reconnect();
            TreePicture.AssertSame(place["source"], place["disk/source"]);
            using (var mirror = new Mirror(place.Path)) Assert.Empty(await mirror.CompareAsync(checksum: true));
            source.Change();
        }
    }

    [Theory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    public void A_job_that_was_made_or_changed_is_kept(string fileSystem)
    {
        using var place = new TempFolder();
        using var disk = DiskAt(place, fileSystem, takesState: true);
        Guid node;
        using (var mirror = new Mirror(place.Path))
        {
            node = mirror.Node.Info.NodeId;
            mirror.CreateJob();
            disk.Cut();
        }
        disk.Reconnect();
        using (var mirror = new Mirror(place.Path))
        {
            Assert.Equal((node, place["source"]), (mirror.Node.Info.NodeId, mirror.Job.Source));
            mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxDeletePercent = 7 });
            disk.Cut();
        }
        disk.Reconnect();
        using (var mirror = new Mirror(place.Path)) Assert.Equal(7, mirror.Job.MaxDeletePercent);
    }

    static FaultyDisk DiskAt(TempFolder place, string fileSystem, bool takesState)
    {
        var disk = new FaultyDisk(fileSystem);
        disk.Show("copy", place["disk"]);
        if (takesState) disk.Show("home", place["home"]);
        return disk;
    }

    static async Task ConvergeAsync(string place)
    {
        using var mirror = new Mirror(place);
        Assert.Equal((RunResult.Succeeded, null), await mirror.RunAsync() is var report ? (report.Result, report.Stop?.Message) : default);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        Assert.Empty(Directory.GetFiles(mirror.Destination, ".clone-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    Random Seeded(out int seed)
    {
        seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        return new Random(seed);
    }
}
