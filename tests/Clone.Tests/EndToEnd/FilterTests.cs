using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Filters by size, age, attribute and ordered rules, on both sides.</summary>
public sealed class FilterTests : IDisposable
{
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task Files_are_left_out_by_size_age_and_dot_and_each_reason_is_counted()
    {
        mirror.Write("small", "1");
        mirror.Write("right", "12345");
        mirror.Write("large", "1234567890");
        mirror.Write("sub/.hidden", "12345");
        mirror.Write("sub/.folder/right", "12345");
        mirror.Write("young", "12345");
        mirror.Write("old", "12345");
        mirror.Write("future", "12345");
        foreach (var path in new[] { "right", "sub/.folder/right", "sub/.hidden" }) Age(mirror.Source, path, TimeSpan.FromHours(5));
        if (OperatingSystem.IsWindows()) File.SetAttributes(Path.Combine(mirror.Source, "sub", ".hidden"), FileAttributes.Hidden);
        Age(mirror.Source, "old", TimeSpan.FromDays(30));
        Age(mirror.Source, "future", TimeSpan.FromDays(-30));
        mirror.CreateJob(changes => changes with
        {
            MinSize = 2, MaxSize = 9, MinAge = TimeSpan.FromHours(1), MaxAge = TimeSpan.FromDays(7), ExcludeAttribute = ["Hidden"],
        });
        var report = await mirror.RunAsync();
        Assert.Equal(["right", "sub/.folder/right"], Copies());
        Assert.Equal(
            new SortedDictionary<string, long> { ["TooSmall"] = 1, ["TooLarge"] = 1, ["TooYoung"] = 2, ["TooOld"] = 1, ["Attribute"] = 1 },
            new SortedDictionary<string, long>(report.Excluded.ToDictionary(pair => pair.Key, pair => pair.Value)));
    }

    [Fact]
    public async Task What_is_left_out_at_the_source_protects_its_copy_whatever_that_is()
    {
        mirror.Write("grown", "12");
        mirror.Write("kept", "12");
        mirror.CreateJob();
        await mirror.RunAsync();
        mirror.Write("grown", "1234567890");
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxSize = 5 });
        var report = await mirror.RunAsync();
        Assert.Equal((0, 0, 1L), (report.Updated, report.Deleted, report.Excluded["TooLarge"]));
        Assert.Equal("12", mirror.ReadCopy("grown"));
    }

    [Fact]
    public async Task What_is_taken_is_brought_to_the_destination_whatever_lies_there()
    {
        mirror.Write("shrunk", "1234567890");
        mirror.CreateJob();
        await mirror.RunAsync();
        mirror.Write("shrunk", "12");
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxSize = 5 });
        Assert.Equal(1, (await mirror.RunAsync()).Updated);
        Assert.Equal("12", mirror.ReadCopy("shrunk"));
    }

    [Theory]
    [InlineData(false, "large")]
    [InlineData(true, "")]
    public async Task What_only_the_destination_holds_is_judged_by_what_it_is_there(bool deletes, string left)
    {
        mirror.Write("stays", "12");
        mirror.Write("small", "12");
        mirror.Write("large", "1234567890");
        mirror.CreateJob();
        await mirror.RunAsync();
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxSize = 5, DeleteExcluded = deletes });
        File.Delete(Path.Combine(mirror.Source, "small"));
        File.Delete(Path.Combine(mirror.Source, "large"));
        await mirror.RunAsync();
        Assert.Equal(new[] { left, "stays" }.Where(name => name.Length > 0), Copies());
    }

    [Fact]
    public async Task With_DeleteExcluded_what_is_left_out_goes_from_the_destination_and_stays_at_the_source()
    {
        mirror.Write("a", "12");
        mirror.Write("large", "1234567890");
        mirror.CreateJob();
        await mirror.RunAsync();
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxSize = 5, DeleteExcluded = true });
        Assert.Equal(["Remove large Excluded"], (await mirror.CompareAsync()).Select(c => $"{c.Action} {c.Path} {c.Reason}"));
        Assert.Equal(1, (await mirror.RunAsync()).Deleted);
        Assert.Equal(["a"], Copies());
        Assert.True(File.Exists(Path.Combine(mirror.Source, "large")));
        Assert.Empty(await mirror.CompareAsync());
    }

    [Fact]
    public async Task A_copy_that_has_grown_old_stays_until_excluded_ones_are_deleted()
    {
        mirror.Write("a", "");
        mirror.Write("news", "1");
        mirror.CreateJob(changes => changes with { MaxAge = TimeSpan.FromDays(7) });
        await mirror.RunAsync();
        foreach (var root in new[] { mirror.Source, mirror.Destination }) Age(root, "news", TimeSpan.FromDays(8));
        var report = await mirror.RunAsync();
        Assert.Equal((1L, 0), (report.Excluded["TooOld"], report.Deleted));
        File.Delete(Path.Combine(mirror.Source, "news"));
        Assert.Equal(0, (await mirror.RunAsync()).Deleted);
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { DeleteExcluded = true });
        Assert.Equal(1, (await mirror.RunAsync()).Deleted);
    }

    [Fact]
    public async Task Ordered_rules_take_a_folder_out_of_one_that_is_left_out()
    {
        foreach (var path in new[] { "plans/final/a", "plans/draft/b", "plans/c", "x.tmp", "plans/final/d.tmp", "y" }) mirror.Write(path, "");
        mirror.CreateJob(changes => changes with { FilterRule = ["- *.tmp", "+ /plans/final/", "- /plans/"] });
        var report = await mirror.RunAsync();
        Assert.Equal(["plans/final/a", "y"], Copies());
        Assert.Equal(4L, report.Excluded["Filter"]);
        Assert.Empty(await mirror.CompareAsync());
    }

    [Fact]
    public async Task A_preview_names_the_rule_that_left_an_entry_out()
    {
        foreach (var path in new[] { "a.tmp", "b.doc", "big.txt", "c.txt", "old/d.txt", "deep/e.tmp" }) mirror.Write(path, "12");
        mirror.Write("big.txt", "1234567890");
        mirror.CreateJob(changes => changes with { Include = ["*.txt", "*.tmp"], Exclude = ["*.tmp", "/old"], MaxSize = 5 });
        Mirror.WriteTo(mirror.Source, "CloneForWindows/x", "never shown");
        Assert.Equal(
            [
                "Exclude a.tmp Filter -Exclude *.tmp 2", "Exclude b.doc Filter -Include *.txt, *.tmp 2", "Exclude big.txt TooLarge -MaxSize 5 10",
                "Create c.txt None  2", "Exclude deep/e.tmp Filter -Exclude *.tmp 2", "Exclude old/ Filter -Exclude /old 0",
            ],
            Show(await mirror.CompareAsync(showsExcluded: true)));
        await mirror.RunAsync();
        Mirror.WriteTo(mirror.Destination, "kept.tmp", "123");
        Assert.Contains("Exclude kept.tmp Filter -Exclude *.tmp 3", Show(await mirror.CompareAsync(showsExcluded: true)));
        Assert.Empty(await mirror.CompareAsync());
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { Include = [], Exclude = [], FilterRule = ["+ /deep/", "- *.tmp"], DeleteExcluded = true, MaxSize = -1 });
        Assert.Contains("Remove kept.tmp Filter -FilterRule - *.tmp 3", Show(await mirror.CompareAsync()));

        static IEnumerable<string> Show(List<PlannedChange> changes) =>
            changes.Select(c => $"{c.Action} {c.Path} {c.Exclusion} {c.Rule} {c.Size}");
    }

    [Fact]
    public async Task Ages_are_counted_back_from_one_moment_of_the_run()
    {
        using var machine = new TestMachine();
        using var node = CloneNode.Open(machine.Options with { Time = new HastyTime() });
        for (var i = 0; i < 200; i++) Mirror.WriteTo(machine.Folder("source"), $"{i:D3}/file", "x");
        var job = node.Jobs.Create(machine.NewJob("x") with { MinAge = TimeSpan.FromDays(1) });
        var report = await node.SyncAsync(job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
        var left = report.Excluded.TryGetValue("TooYoung", out var count) ? count : 0;
        Assert.Contains(left, new[] { 0L, 200L });
        Assert.Equal(RunResult.Succeeded, report.Result);
    }

    static void Age(string root, string path, TimeSpan age) => File.SetLastWriteTimeUtc(Path.Combine(root, path), DateTime.UtcNow - age);

    IEnumerable<string> Copies() => Directory.GetFiles(mirror.Destination, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(mirror.Destination, path).Replace('\\', '/'))
        .Where(path => !path.StartsWith("CloneForWindows/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>A clock by which a quarter of an hour goes by between two looks.</summary>
    sealed class HastyTime : TimeProvider
    {
        int looks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddMinutes(15 * Interlocked.Increment(ref looks));
    }
}
