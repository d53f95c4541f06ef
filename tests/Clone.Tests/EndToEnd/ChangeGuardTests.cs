using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>A source that changed as a whole must not overwrite its copy, in whole runs.</summary>
public sealed class ChangeGuardTests : IDisposable
{
    const int Files = 1500;
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task Too_many_replacements_are_refused_with_the_removals_and_new_files_are_copied()
    {
        await FillAsync();
        Change(1000);
        mirror.Write("new", "new");
        File.Delete(Path.Combine(mirror.Source, "f1499"));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, 12, ErrorId.CloneTooManyChanges), (report.Result, report.ExitCode, report.Stop!.ErrorId));
        Assert.Equal((1L, 0L, 0L, 0L), (report.Copied, report.Updated, report.Deleted, report.Failed));
        Assert.Equal((1000L, 1L), (report.Stop.Replacements, report.Stop.Removals));
        Assert.Equal(Enumerable.Range(0, 100).Select(Name), report.Stop.WouldReplace);
        Assert.Equal(["f1499"], report.Stop.WouldRemove);
        Assert.Equal("old", mirror.ReadCopy("f0000"));
        Assert.Equal("old", mirror.ReadCopy("f1499"));
        Assert.Equal("new", mirror.ReadCopy("new"));
        Assert.Equal(report.Stop.Replacements, (await mirror.RunAsync()).Stop!.Replacements);
        report = await mirror.RunAsync(force: true);
        Assert.Equal((RunResult.Succeeded, 1000L, 1L), (report.Result, report.Updated, report.Deleted));
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task What_failed_before_is_judged_with_all_else()
    {
        await FillAsync(changes => changes with { RetryCount = 0 });
        Change(900);
        Assert.Equal((900L, 0L), (await RunAsync(_ => true)) is var first ? (first.Failed, first.Updated) : default);
        Change(Files);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneTooManyChanges), (report.Result, report.Stop?.ErrorId));
        Assert.Equal(((long)Files, 0L), (report.Stop!.Replacements, report.Updated));
        Assert.Equal("old", mirror.ReadCopy("f0000"));
    }

    [Fact]
    public async Task Within_the_limit_what_failed_before_is_replaced_first()
    {
        await FillAsync(changes => changes with { RetryCount = 0 });
        mirror.Write("f1000", "changed");
        mirror.Write("f1200", "changed");
        Assert.Equal(2, (await RunAsync(_ => true)).Failed);
        Change(100);
        var opened = new ConcurrentQueue<string>();
        var report = await RunAsync(path =>
        {
            opened.Enqueue(path);
            return false;
        });
        Assert.Equal((RunResult.Succeeded, 102L), (report.Result, report.Updated));
        Assert.Equal(["f1000", "f1200"], opened.Take(2).Order(StringComparer.Ordinal));
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task A_preview_shows_the_replacements_and_then_that_they_would_be_refused()
    {
        await FillAsync();
        Change(1000);
        var shown = new List<PlannedChange>();
        var refusal = await Assert.ThrowsAsync<CloneException>(async () =>
        {
            await foreach (var change in mirror.Node.CompareAsync(mirror.Job, new PreviewOptions(), _ => { }, TestContext.Current.CancellationToken))
                shown.Add(change);
        });
        Assert.Equal(ErrorId.CloneTooManyChanges, refusal.Id);
        Assert.Equal(1000, shown.Count(change => change.Action == PlanAction.Replace));
    }

    [Theory]
    [InlineData(999, 50)]
    [InlineData(1000, 67)]
    public async Task What_is_within_the_limit_is_replaced(int changed, int percent)
    {
        await FillAsync(changes => changes with { MaxChangePercent = percent });
        Change(changed);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, (long)changed), (report.Result, report.Updated));
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task A_full_run_is_asked_for_and_replaces_everything()
    {
        await FillAsync();
        Change(1400);
        var report = await mirror.RunAsync(SyncMode.Full);
        Assert.Equal((RunResult.Succeeded, (long)Files), (report.Result, report.Updated));
    }

    [Fact]
    public async Task A_copy_that_was_touched_is_mended_however_much_of_it()
    {
        await FillAsync();
        for (var i = 0; i < 1200; i++) File.WriteAllText(Path.Combine(mirror.Destination, Name(i)), "bad");
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 1200L), (report.Result, report.Updated));
        Assert.Equal("old", mirror.ReadCopy("f0000"));
    }

    [Fact]
    public async Task Nothing_is_removed_where_the_job_says_so_and_all_else_is_done()
    {
        mirror.Write("kept/file", "x");
        mirror.Write("changed", "x");
        mirror.CreateJob(changes => changes with { NoDelete = true });
        await mirror.RunAsync();
        Directory.Delete(Path.Combine(mirror.Source, "kept"), recursive: true);
        mirror.Write("changed", "other");
        Assert.DoesNotContain(await mirror.CompareAsync(), change => change.Action == PlanAction.Remove);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 1L, 0L), (report.Result, report.Updated, report.Deleted));
        Assert.Equal("x", mirror.ReadCopy("kept/file"));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { NoDelete = false });
        Assert.Equal(2, (await mirror.RunAsync()).Deleted);
    }

    async Task FillAsync(Func<JobChanges, JobChanges>? change = null)
    {
        for (var i = 0; i < Files; i++) mirror.Write(Name(i), "old");
        mirror.CreateJob(change);
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
    }

    /// <summary>A run for which files of the source are held by somebody.</summary>
    async Task<RunReport> RunAsync(Func<string, bool> isHeld)
    {
        var platform = new AlteredPlatform(mirror.Source)
        {
            BeforeOpen = path =>
            {
                if (isHeld(path)) throw new EntryException(IoProblem.InUse, "EBUSY", EntryOperation.Read);
            },
        };
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        return await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
    }

    void Change(int count)
    {
        for (var i = 0; i < count; i++) mirror.Write(Name(i), "encrypted");
    }

    static string Name(int number) => "f" + number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
}
