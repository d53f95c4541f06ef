using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Folders that are not where they were, or not what they seem.</summary>
public sealed class PlaceTests : IDisposable
{
    readonly Mirror mirror = new();

    public PlaceTests() => mirror.Write("a", "a");

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_in_the_place_of_the_destination_is_not_followed(bool leadsSomewhere)
    {
        Platform.RequireLinks();
        var elsewhere = Path.Combine(mirror.Place, "elsewhere");
        if (leadsSomewhere) Directory.CreateDirectory(elsewhere);
        mirror.CreateJob();
        Directory.CreateSymbolicLink(mirror.Destination, elsewhere);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Failed, ErrorId.CloneDestinationNotFolder), (report.Result, report.Stop!.ErrorId));
        Assert.True(!Directory.Exists(elsewhere) || Directory.GetFileSystemEntries(elsewhere).Length == 0);
        mirror.Node.Jobs.Remove(mirror.Job.Id);
        Failing.With(ErrorId.CloneDestinationNotFolder, () => mirror.CreateJob());
    }

    [Fact]
    public async Task A_base_folder_that_was_moved_into_the_source_is_refused()
    {
        Platform.RequireLinks();
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        var inside = Path.Combine(mirror.Source, "disk");
        Directory.Move(mirror.Disk, inside);
        Directory.CreateSymbolicLink(mirror.Disk, inside);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Failed, ErrorId.CloneFoldersOverlap), (report.Result, report.Stop!.ErrorId));
        var error = await Assert.ThrowsAsync<CloneException>(() => mirror.CompareAsync());
        Assert.Equal(ErrorId.CloneFoldersOverlap, error.Id);
    }

    [Fact]
    public async Task The_state_folder_is_no_part_of_a_source_that_holds_it()
    {
        var disk = Directory.CreateTempSubdirectory("clone-e2e-disk-").FullName;
        try
        {
            mirror.Node.Jobs.Create(new JobChanges { Name = "job", Source = mirror.Place, HddBaseFolder = disk, DestinationName = "all" });
            for (var run = 0; run < 2; run++) Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
            Assert.Equal(["disk", "source", "source/a"], TreePicture.Of(Path.Combine(disk, "all")).Keys.Order());
        }
        finally
        {
            Directory.Delete(disk, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("log")]
    public void The_state_folder_is_no_source(string below)
    {
        var changes = new JobChanges { Name = "job", Source = Path.Combine(mirror.Home, below), HddBaseFolder = mirror.Disk, DestinationName = "state" };
        Failing.With(ErrorId.CloneFoldersOverlap, () => mirror.Node.Jobs.Create(changes));
    }

    [Fact]
    public async Task A_disk_that_is_not_connected_at_the_first_run_is_not_taken_for_an_empty_one()
    {
        using (TemporaryMount.Tmpfs(mirror.Disk, "4m")) mirror.CreateJob();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneDestinationVolumeChanged), (report.Result, report.Stop!.ErrorId));
        Assert.Empty(Directory.GetFileSystemEntries(mirror.Disk));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { HddBaseFolder = mirror.Disk });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
    }

    [Fact]
    public async Task A_copy_that_is_taken_over_by_a_new_node_stays_taken_over()
    {
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        File.Delete(Path.Combine(mirror.Home, "node.json"));
        using var node = CloneNode.Open(mirror.Options);
        Assert.NotEqual(mirror.Node.Info.NodeId, node.Info.NodeId);
        var job = node.Jobs.Find("job");
        Assert.Equal(ErrorId.CloneDestinationOwnedByOther, (await RunAsync(node, job)).Stop!.ErrorId);
        job = node.Jobs.Change(job.Id, new JobChanges { TakeOver = TakeOverMode.Adopt });
        for (var run = 0; run < 3; run++) Assert.Equal(RunResult.Succeeded, (await RunAsync(node, node.Jobs.Find("job"))).Result);
    }

    [Fact]
    public async Task A_removed_job_leaves_its_copy_and_marker_and_no_index()
    {
        mirror.CreateJob();
        await mirror.RunAsync();
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(mirror.Home, "index")));
        mirror.Node.Jobs.Remove(mirror.Job.Id);
        Assert.Empty(Directory.GetFiles(Path.Combine(mirror.Home, "index")));
        Assert.True(mirror.HasCopy("a"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(mirror.Destination, "CloneForWindows")));
    }

    static Task<RunReport> RunAsync(CloneNode node, JobDefinition job) =>
        node.SyncAsync(job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
}
