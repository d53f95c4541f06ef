using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
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
    public async Task A_source_that_is_gone_removes_nothing_even_when_forced()
    {
        using var mirror = await FilledAsync(3);
        Directory.Delete(mirror.Source, recursive: true);
        foreach (var force in new[] { false, true })
        {
            var report = await mirror.RunAsync(force: force);
            Assert.Equal((RunResult.Refused, 12, ErrorId.CloneSourceMissing), (report.Result, report.ExitCode, report.Stop!.ErrorId));
            Assert.Equal(3, report.Stop.Removals);
        }
        Assert.Equal(3, TreePicture.Of(mirror.Destination).Count);
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
