using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Checks;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Checks;

/// <summary>The checks before a run, over real folders and volumes.</summary>
public sealed class JobTestTests : IDisposable
{
    readonly Mirror mirror = new();

    public JobTestTests() => mirror.Write("sub/file", "text");

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task A_job_in_order_passes_each_check_and_nothing_is_left_behind()
    {
        mirror.CreateJob();
        var before = TreePicture.Of(mirror.Disk).Keys;
        var checks = await ChecksAsync();
        Assert.Equal(Enum.GetValues<CheckName>(), checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.Equal((check.Name, CheckResult.Passed, ""), (check.Name, check.Result, check.Advice)));
        Assert.All(checks, check => Assert.DoesNotContain("Check.", check.Detail, StringComparison.Ordinal));
        Assert.Equal(before, TreePicture.Of(mirror.Disk).Keys);
        Assert.Empty(mirror.Node.History(mirror.Job.Id, 1));

        await mirror.RunAsync();
        var copy = Everything();
        Assert.All(await ChecksAsync(), check => Assert.Equal((check.Name, CheckResult.Passed), (check.Name, check.Result)));
        Assert.Equal(copy, Everything());
        Assert.Equal((0, 0, 2), ((await mirror.RunAsync()).Copied, (await mirror.RunAsync()).Updated, (await mirror.RunAsync()).Skipped));
    }

    [Fact]
    public async Task What_needs_a_check_that_failed_is_skipped()
    {
        mirror.CreateJob();
        Directory.Delete(mirror.Source, recursive: true);
        var checks = await ChecksAsync();
        Assert.Equal("CloneSourceNotFound", await FailsAsync(CheckName.SourcePath));
        Assert.Equal([CheckName.Settings, CheckName.DestinationPath, CheckName.Version], Of(checks, CheckResult.Passed));
        Assert.Equal([CheckName.SourcePath], Of(checks, CheckResult.Failed));
        Assert.Contains("SourcePath", checks.Single(check => check.Name == CheckName.SourceRights).Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(mirror.Disk));

        Directory.CreateDirectory(mirror.Source);
        Directory.Delete(mirror.Disk, recursive: true);
        checks = await ChecksAsync();
        Assert.Equal("CloneDestinationNotFound", await FailsAsync(CheckName.DestinationPath));
        Assert.Equal([CheckName.Settings, CheckName.SourcePath, CheckName.SourceRights], Of(checks, CheckResult.Passed));
        Assert.False(Directory.Exists(mirror.Disk));
    }

    [Fact]
    public async Task A_source_that_is_no_folder_says_nothing_about_the_destination()
    {
        mirror.CreateJob();
        Directory.Delete(mirror.Source, recursive: true);
        File.WriteAllText(mirror.Source, "");
        Assert.Equal("CloneSourceNotFolder", await FailsAsync(CheckName.SourcePath));
        Assert.Equal([CheckName.Settings, CheckName.DestinationPath, CheckName.Version], Of(await ChecksAsync(), CheckResult.Passed));
    }

    [Fact]
    public async Task A_destination_that_leads_elsewhere_or_overlaps_is_told()
    {
        Platform.RequireLinks();
        mirror.CreateJob();
        var elsewhere = Directory.CreateDirectory(Path.Combine(mirror.Place, "elsewhere")).FullName;
        Directory.CreateSymbolicLink(mirror.Destination, elsewhere);
        Assert.Equal("CloneDestinationNotFolder", await FailsAsync(CheckName.DestinationPath));
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        File.Delete(mirror.Destination);
        Directory.Delete(mirror.Disk);
        Directory.CreateSymbolicLink(mirror.Disk, mirror.Source);
        Assert.Equal("CloneFoldersOverlap", await FailsAsync(CheckName.DestinationPath));
        Assert.Equal(["sub"], Directory.GetFileSystemEntries(mirror.Source).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_destination_of_somebody_else_is_told_and_not_written()
    {
        mirror.CreateJob();
        Mirror.WriteTo(mirror.Destination, "theirs", "x");
        Assert.Equal("CloneDestinationNotEmpty", await FailsAsync(CheckName.Marker));
        var checks = await ChecksAsync();
        Assert.Equal(
            [CheckName.DestinationRights, CheckName.Clock, CheckName.Plan, CheckName.FreeSpace, CheckName.Names, CheckName.FileSizes, CheckName.Links],
            Of(checks, CheckResult.Skipped));
        Assert.Equal(["theirs"], Everything());
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { TakeOver = TakeOverMode.Adopt });
        Assert.Equal([CheckName.Marker], Of(await ChecksAsync(), CheckResult.Warning));
    }

    [Fact]
    public async Task A_newer_marker_and_a_newer_index_are_told()
    {
        mirror.CreateJob();
        await mirror.RunAsync();
        var id = mirror.Job.DestinationId!.Value;
        var marker = Path.Combine(mirror.Destination, "CloneForWindows", "f003ef6bb89b.UUID.Check");
        var text = File.ReadAllText(marker);
        File.WriteAllText(marker, text.Replace("\"version\": 1", "\"version\": 99", StringComparison.Ordinal));
        var check = (await ChecksAsync()).Single(c => c.Name == CheckName.Version);
        Assert.Equal(CheckResult.Failed, check.Result);
        Assert.Contains("99", check.Detail, StringComparison.Ordinal);
        File.WriteAllText(marker, text);
        foreach (var file in Directory.GetFiles(Path.Combine(mirror.Home, "index"))) File.Delete(file);
        var index = Path.Combine(mirror.Home, "index", id.ToString("D") + ".db");
        mirror.Options.Adapters.State.Open(index, "index", RunIndex.CurrentVersion + 1).Dispose();
        Assert.Equal("CloneStateTooNew", await FailsAsync(CheckName.Version));
        Assert.Contains(CheckName.Plan, Of(await ChecksAsync(), CheckResult.Skipped));
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_is_told_and_the_plan_is_made_all_the_same()
    {
        using var volume = new MountedVolume("tmpfs");
        volume.Remount("ro");
        mirror.CreateJob(changes => changes with { HddBaseFolder = volume.Path });
        var checks = await ChecksAsync();
        Assert.Equal([CheckName.DestinationRights], Of(checks, CheckResult.Failed));
        Assert.Equal([CheckName.Clock], Of(checks, CheckResult.Skipped));
        Assert.Contains("EROFS", checks.Single(check => check.Name == CheckName.DestinationRights).Detail, StringComparison.Ordinal);
        Assert.Contains("2", checks.Single(check => check.Name == CheckName.Plan).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_that_differ_are_a_warning()
    {
        mirror.CreateJob();
        using var node = CloneNode.Open(mirror.Options with { Time = new OtherTime() });
        var checks = await ChecksAsync(node);
        Assert.Equal([CheckName.Clock], Of(checks, CheckResult.Warning));
        Assert.InRange(int.Parse(checks.Single(check => check.Name == CheckName.Clock).Detail.Split(' ')[^2]), 299, 302);
    }

    [Fact]
    public async Task A_disabled_job_is_a_warning()
    {
        mirror.CreateJob(changes => changes with { Enabled = false });
        Assert.Equal([CheckName.Settings], Of(await ChecksAsync(), CheckResult.Warning));
    }

    [Fact]
    public async Task What_the_guard_would_refuse_is_told_and_the_rest_is_looked_at()
    {
        mirror.CreateJob();
        await mirror.RunAsync();
        Directory.Delete(Path.Combine(mirror.Source, "sub"), recursive: true);
        Assert.Equal("CloneSourceEmpty", await FailsAsync(CheckName.Plan));
        Assert.Empty(Of(await ChecksAsync(), CheckResult.Skipped));
    }

    [Fact]
    public async Task While_a_run_is_under_way_nothing_is_written()
    {
        mirror.CreateJob();
        await mirror.RunAsync();
        var before = Directory.GetLastWriteTimeUtc(Path.Combine(mirror.Destination, "CloneForWindows"));
        using (mirror.Node.Queue.Join(new RunTicket { RunId = Guid.NewGuid(), JobId = mirror.Job.Id, JobName = "job", Source = mirror.Source, Destination = mirror.Destination }))
            Assert.Equal([CheckName.DestinationRights, CheckName.Clock], Of(await ChecksAsync(), CheckResult.Skipped));
        Assert.Equal(before, Directory.GetLastWriteTimeUtc(Path.Combine(mirror.Destination, "CloneForWindows")));
        Assert.Empty(Of(await ChecksAsync(), CheckResult.Skipped));
    }

    [Fact]
    public async Task What_a_trial_that_was_cut_off_left_goes_with_the_next_one()
    {
        mirror.CreateJob();
        await mirror.RunAsync();
        var copy = Everything();
        Mirror.WriteTo(mirror.Destination, "CloneForWindows/.clone-0123abcd456789ef-00000001.part/a", "");
        Mirror.WriteTo(mirror.Destination, "CloneForWindows/.clone-0123abcd456789ef-00000002.part", "");
        Assert.All(await ChecksAsync(), check => Assert.Equal(CheckResult.Passed, check.Result));
        Assert.Equal(copy, Everything());
    }

    [Fact]
    public async Task Room_that_is_missing_or_comes_with_removals_is_told()
    {
        using var volume = new MountedVolume("tmpfs");
        mirror.CreateJob(changes => changes with { HddBaseFolder = volume.Path });
        File.WriteAllBytes(Path.Combine(mirror.Source, "gone"), new byte[30 << 20]);
        await mirror.RunAsync();
        File.Delete(Path.Combine(mirror.Source, "gone"));
        using (var large = File.Create(Path.Combine(mirror.Source, "large"))) large.SetLength(40 << 20);
        Assert.Equal([CheckName.FreeSpace], Of(await ChecksAsync(), CheckResult.Warning));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { KeepDeleted = 1 });
        Assert.Equal([CheckName.FreeSpace], Of(await ChecksAsync(), CheckResult.Failed));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { KeepDeleted = 0, MaxSize = 1 << 20 });
        Assert.Empty(Of(await ChecksAsync(), CheckResult.Failed).Concat(Of(await ChecksAsync(), CheckResult.Warning)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_is_a_warning()
    {
        using var volume = new MountedVolume("ext4");
        Mirror.WriteTo(volume.Path, "data/closed/lost", "");
        volume.Clear("/data/closed/lost");
        mirror.CreateJob(changes => changes with { Source = volume["data"] });
        var checks = await ChecksAsync();
        Assert.Equal([CheckName.Plan], Of(checks, CheckResult.Warning));
        Assert.Contains("closed", checks.Single(check => check.Name == CheckName.Plan).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vfat", true)]
    [InlineData("exfat-fuse", false)]
    public async Task What_FAT_cannot_hold_is_told(string type, bool limitsSizes)
    {
        using var volume = new MountedVolume(type);
        mirror.CreateJob(changes => changes with { HddBaseFolder = volume.Path });
        Assert.Empty(Of(await ChecksAsync(), CheckResult.Failed));
        Assert.Empty(Directory.GetFileSystemEntries(volume.Path));

        mirror.Write("Same", "");
        mirror.Write("sub/same", "");
        Assert.Empty(Of(await ChecksAsync(), CheckResult.Failed));
        mirror.Write("same", "");
        Assert.Contains("same", (await ChecksAsync()).Single(c => c is { Name: CheckName.Names, Result: CheckResult.Failed }).Detail, StringComparison.Ordinal);

        mirror.Write("sub/10:30", "");
        var names = (await ChecksAsync()).Single(c => c is { Name: CheckName.Names, Result: CheckResult.Failed }).Detail;
        Assert.Contains("sub/10:30", names, StringComparison.Ordinal);

        using (var large = File.Create(Path.Combine(mirror.Source, "large"))) large.SetLength(1L << 32);
        File.CreateSymbolicLink(Path.Combine(mirror.Source, "link"), "same");
        var checks = await ChecksAsync();
        Assert.Equal(
            new[] { CheckName.FreeSpace, CheckName.Names, CheckName.FileSizes }.Where(name => limitsSizes || name != CheckName.FileSizes),
            Of(checks, CheckResult.Failed));
        Assert.Equal([CheckName.Links], Of(checks, CheckResult.Warning));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxSize = uint.MaxValue, Exclude = ["/link", "*:*", "/same"] });
        Assert.All(await ChecksAsync(), check => Assert.Equal((check.Name, CheckResult.Passed), (check.Name, check.Result)));
    }

    [Fact]
    public async Task Names_that_are_too_long_for_the_destination_are_told()
    {
        using var volume = new MountedVolume("exfat-fuse");
        File.WriteAllText(volume[new string('あ', 100)], "300 bytes");
        mirror.CreateJob(changes => changes with { Source = volume.Path, DestinationName = "copy" });
        Assert.Equal([CheckName.Names], Of(await ChecksAsync(), CheckResult.Failed));
    }

    async Task<List<JobCheck>> ChecksAsync(CloneNode? node = null)
    {
        var checks = new List<JobCheck>();
        var from = node ?? mirror.Node;
        await foreach (var check in from.TestAsync(from.Jobs.Find("job"), TestContext.Current.CancellationToken)) checks.Add(check);
        Assert.All(checks, check => Assert.Equal(check.Result is CheckResult.Warning or CheckResult.Failed, check.Advice.Length > 0));
        return checks;
    }

    /// <summary>The id of the error whose words a failed check says.</summary>
    async Task<string> FailsAsync(CheckName name)
    {
        var check = (await ChecksAsync()).Single(check => check.Name == name);
        Assert.Equal(CheckResult.Failed, check.Result);
        return Enum.GetNames<Engine.Errors.ErrorId>().Single(id =>
        {
            var pattern = System.Text.RegularExpressions.Regex.Replace(
                System.Text.RegularExpressions.Regex.Escape(Engine.Texts.Text.Get("Error." + id)), @"\\{\d[^}]*}", ".*");
            return System.Text.RegularExpressions.Regex.IsMatch(check.Detail, "^" + pattern + "$");
        });
    }

    static IEnumerable<CheckName> Of(IEnumerable<JobCheck> checks, CheckResult result) =>
        checks.Where(check => check.Result == result).Select(check => check.Name);

    /// <summary>All that lies at the destination, Clone's own folder included.</summary>
    List<string> Everything() => [.. Directory.GetFileSystemEntries(mirror.Destination, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(mirror.Destination, path)).Order(StringComparer.Ordinal)];

    sealed class OtherTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddMinutes(5);
    }
}
