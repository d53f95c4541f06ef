using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What must never be removed without a second look, in whole runs.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task An_empty_source_removes_nothing_until_forced()
    {
        using var mirror = await FilledAsync(3);
        Directory.Delete(mirror.Source, recursive: true);
        Directory.CreateDirectory(mirror.Source);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, 12, ErrorId.CloneSourceEmpty), (report.Result, report.ExitCode, report.Stop!.ErrorId));
        Assert.Equal((3, 0), (report.Stop.Removals, report.Deleted));
        Assert.Equal(["f000", "f001", "f002"], report.Stop.WouldRemove);
        Assert.Equal(3, TreePicture.Of(mirror.Destination).Count);
        report = await mirror.RunAsync(force: true);
        Assert.Equal((RunResult.Succeeded, 3), (report.Result, report.Deleted));
    }

    [Fact]
    public async Task A_first_run_without_a_source_makes_nothing()
    {
        using var mirror = new Mirror();
        mirror.CreateJob();
        Directory.Delete(mirror.Source);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, 12, ErrorId.CloneSourceMissing), (report.Result, report.ExitCode, report.Stop!.ErrorId));
        Assert.Empty(Directory.GetFileSystemEntries(mirror.Disk));
    }

    [Fact]
    public async Task A_source_with_nothing_but_what_takes_no_part_is_empty()
    {
        using var mirror = await FilledAsync(50, c => c with { Exclude = ["*.tmp"] });
        foreach (var file in Directory.GetFiles(mirror.Source)) File.Delete(file);
        mirror.Write("x.tmp", "x");
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneSourceEmpty, 0), (report.Result, report.Stop!.ErrorId, report.Deleted));
        Assert.Equal(50, TreePicture.Of(mirror.Destination).Count);
    }

    [Fact]
    public async Task A_take_over_in_full_lasts_until_everything_was_sent()
    {
        Platform.RequireRoot(); // to make a file that cannot be replaced
        using var mirror = new Mirror();
        var copy = Path.Combine(mirror.Destination, "a");
        mirror.Write("a", "good");
        Mirror.WriteTo(mirror.Destination, "a", "evil");
        File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(Path.Combine(mirror.Source, "a")));
        mirror.CreateJob(c => c with { TakeOver = TakeOverMode.Full });
        var away = mirror.Source + ".away";
        Directory.Move(mirror.Source, away);
        Assert.Equal(ErrorId.CloneSourceMissing, (await mirror.RunAsync()).Stop!.ErrorId);
        Directory.Move(away, mirror.Source);
        Tool.Run("chattr", "+i", copy);
        try
        {
            Assert.Equal(1, (await mirror.RunAsync()).Failed);
        }
        finally
        {
            Tool.Run("chattr", "-i", copy);
        }
        Assert.Equal("evil", mirror.ReadCopy("a"));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, SyncMode.Full), (report.Result, report.Mode));
        Assert.Equal("good", mirror.ReadCopy("a"));
        Assert.Equal(SyncMode.Incremental, (await mirror.RunAsync()).Mode);
    }

    [Fact]
    public async Task After_a_stop_of_the_machine_what_was_not_proven_is_sent_again_by_the_first_run_that_can()
    {
        using var mirror = await FilledAsync(3);
        mirror.Write("new", "good");
        Mirror.WriteTo(mirror.Destination, "new", "torn");
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Destination, "new"), File.GetLastWriteTimeUtc(Path.Combine(mirror.Source, "new")));
        mirror.Node.Dispose();
        using (var before = new RunJournal(Path.Combine(mirror.Home, "journal.db"), new AdapterSet(), "another start of the machine"))
            before.Begin(new RunReport { RunId = Guid.NewGuid(), JobId = mirror.Job.Id, JobName = "job", StartTime = DateTimeOffset.UtcNow });
        using var node = CloneNode.Open(mirror.Options);
        var job = node.Jobs.Find("job");
        var away = mirror.Disk + ".away";
        Directory.Move(mirror.Disk, away);
        Assert.Equal(ErrorId.CloneDestinationNotFound, (await RunAsync(node, job)).Stop!.ErrorId);
        Directory.Move(away, mirror.Disk);
        Assert.Equal(1, (await RunAsync(node, job)).Updated);
        Assert.Equal("good", mirror.ReadCopy("new"));
    }

    static Task<RunReport> RunAsync(CloneNode node, JobDefinition job) =>
        node.SyncAsync(job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_source_that_somebody_removed_removes_nothing_until_forced()
    {
        using var mirror = await FilledAsync(3);
        Directory.Delete(mirror.Source, recursive: true);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, 12, ErrorId.CloneSourceMissing), (report.Result, report.ExitCode, report.Stop!.ErrorId));
        Assert.Equal((3L, 0L), (report.Stop.Removals, report.Deleted));
        Assert.Equal(3, TreePicture.Of(mirror.Destination).Count);
        report = await mirror.RunAsync(force: true);
        Assert.Equal((RunResult.Succeeded, 3L), (report.Result, report.Deleted));
        Assert.Empty(TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task A_source_whose_disk_is_not_connected_removes_nothing_until_forced()
    {
        using var mirror = new Mirror();
        var mount = Directory.CreateDirectory(Path.Combine(mirror.Place, "usb")).FullName;
        using (TemporaryMount.Tmpfs(mount, "1m"))
        {
            Mirror.WriteTo(mount, "data/a", "a");
            mirror.CreateJob(changes => changes with { Source = Path.Combine(mount, "data"), DestinationName = "source" });
            Assert.Equal(1, (await mirror.RunAsync()).Copied);
        }
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneSourceMissing, 0L), (report.Result, report.Stop!.ErrorId, report.Deleted));
        Assert.Equal("a", mirror.ReadCopy("a"));
        report = await mirror.RunAsync(force: true);
        Assert.Equal((RunResult.Succeeded, 1L), (report.Result, report.Deleted));
        Assert.Empty(TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task More_removals_than_the_percentage_are_refused_from_one_hundred_on_and_copies_are_made_all_the_same()
    {
        using var mirror = await FilledAsync(220);
        foreach (var file in Directory.GetFiles(mirror.Source).Take(120)) File.Delete(file);
        mirror.Write("new", "new");
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneTooManyRemovals), (report.Result, report.Stop!.ErrorId));
        Assert.Equal((120, 100, 1, 0), (report.Stop.Removals, report.Stop.WouldRemove.Count, report.Copied, report.Deleted));
        Assert.Equal("new", mirror.ReadCopy("new"));
        Assert.Equal(221, TreePicture.Of(mirror.Destination).Count);
        report = await mirror.RunAsync(force: true);
        Assert.Equal((RunResult.Succeeded, 120), (report.Result, report.Deleted));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task Fewer_than_one_hundred_removals_pass_whatever_their_part()
    {
        using var mirror = await FilledAsync(100);
        foreach (var file in Directory.GetFiles(mirror.Source).Take(99)) File.Delete(file);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 99), (report.Result, report.Deleted));
    }

    [Fact]
    public async Task The_limit_by_number_counts_from_the_first_removal()
    {
        using var mirror = await FilledAsync(5, c => c with { MaxDeleteCount = 1 });
        File.Delete(Path.Combine(mirror.Source, "f000"));
        Assert.Equal(1, (await mirror.RunAsync()).Deleted);
        File.Delete(Path.Combine(mirror.Source, "f001"));
        File.Delete(Path.Combine(mirror.Source, "f002"));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneTooManyRemovals, 0), (report.Result, report.Stop!.ErrorId, report.Deleted));
    }

    [Fact]
    public async Task Another_volume_under_the_source_removes_nothing()
    {
        using var mirror = await FilledAsync(3);
        using var mounted = TemporaryMount.Tmpfs(mirror.Source, "1m");
        mirror.Write("other", "other");
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneSourceVolumeChanged), (report.Result, report.Stop!.ErrorId));
        Assert.Equal((1, 0, 3), (report.Copied, report.Deleted, report.Stop.Removals));
        report = await mirror.RunAsync(force: true);
        Assert.Equal((RunResult.Succeeded, 3), (report.Result, report.Deleted));
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
    }

    [Fact]
    public async Task A_missing_marker_and_a_foreign_one_stop_the_run_before_it_writes()
    {
        using var mirror = await FilledAsync(3);
        var marker = Path.Combine(mirror.Destination, "CloneForWindows", "f003ef6bb89b.UUID.Check");
        mirror.Write("new", "new");
        File.WriteAllText(marker, "{}");
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneDestinationOwnedByOther), (report.Result, report.Stop!.ErrorId));
        File.Delete(marker);
        report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneDestinationMarkerMissing), (report.Result, report.Stop!.ErrorId));
        Assert.False(mirror.HasCopy("new"));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { TakeOver = TakeOverMode.Adopt });
        report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 1, 3), (report.Result, report.Copied, report.Skipped));
        Assert.Null(mirror.Job.PendingTakeOver);
    }

    [Fact]
    public async Task Taking_over_in_full_sends_everything_once()
    {
        using var mirror = new Mirror();
        mirror.Write("same", "same");
        Mirror.WriteTo(mirror.Destination, "same", "same");
        Mirror.WriteTo(mirror.Destination, "extra", "extra");
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Destination, "same"), File.GetLastWriteTimeUtc(Path.Combine(mirror.Source, "same")));
        var refused = Assert.Throws<CloneException>(() => mirror.CreateJob());
        Assert.Equal(ErrorId.CloneDestinationNotEmpty, refused.Id);
        mirror.CreateJob(c => c with { TakeOver = TakeOverMode.Full });
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, SyncMode.Full, 1, 1), (report.Result, report.Mode, report.Updated, report.Deleted));
        report = await mirror.RunAsync();
        Assert.Equal((SyncMode.Incremental, 1), (report.Mode, report.Skipped));
    }

    [Fact]
    public async Task What_filters_leave_out_is_neither_copied_nor_removed_unless_the_job_says_so()
    {
        using var mirror = new Mirror();
        foreach (var path in new[] { "keep/a.txt", "keep/b.tmp", "cache/c.txt", "d.txt" }) mirror.Write(path, path);
        mirror.CreateJob();
        Assert.Equal(6, (await mirror.RunAsync()).Copied);
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { Exclude = ["*.tmp", "/cache/"] });
        mirror.Write("keep/b.tmp", "other");
        var report = await mirror.RunAsync();
        Assert.Equal((0, 0, 3), (report.Updated, report.Deleted, report.Skipped));
        Assert.Equal(2, report.Excluded["Filter"]);
        Assert.Equal("keep/b.tmp", mirror.ReadCopy("keep/b.tmp"));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { DeleteExcluded = true });
        report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 3), (report.Result, report.Deleted));
        Assert.False(mirror.HasCopy("keep/b.tmp") || mirror.HasCopy("cache"));
        Assert.Equal("d.txt", mirror.ReadCopy("d.txt"));
    }

    [Fact]
    public async Task An_include_makes_the_folders_that_lead_to_what_it_takes_and_no_others()
    {
        using var mirror = new Mirror();
        foreach (var path in new[] { "x/y/a.docx", "x/b.txt", "z/c.txt" }) mirror.Write(path, path);
        mirror.CreateJob(c => c with { Include = ["*.docx"] });
        var report = await mirror.RunAsync();
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Equal(["x", "x/y", "x/y/a.docx"], TreePicture.Of(mirror.Destination).Keys);
        Assert.Equal(0, (await mirror.RunAsync()).Copied);
    }

    static async Task<Mirror> FilledAsync(int count, Func<JobChanges, JobChanges>? change = null)
    {
        var mirror = new Mirror();
        for (var i = 0; i < count; i++) mirror.Write($"f{i:000}", "text " + i);
        mirror.CreateJob(change);
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        return mirror;
    }
}
