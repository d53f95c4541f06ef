using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Whole runs over real folders, judged by find(1) and SHA-256.</summary>
public sealed class MirrorTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Random_trees_are_mirrored_and_stay_so_after_random_changes()
    {
        var first = Environment.TickCount & 0xFFFF;
        var trees = OperatingSystem.IsWindows() ? 3 : 12; // Wine takes its time for each file
        for (var seed = first; seed < first + trees; seed++)
        {
            output.WriteLine("seed " + seed);
            using var mirror = new Mirror();
            var tree = new RandomTree(seed, mirror.Source);
            tree.Grow(120);
            mirror.CreateJob();
            var report = await mirror.RunAsync(SyncMode.Full);
            AssertWhole(report, RunResult.Succeeded);
            Assert.Equal(TreePicture.Of(mirror.Source).Count, report.Copied);
            TreePicture.AssertSame(mirror.Source, mirror.Destination);
            for (var round = 0; round < 3; round++)
            {
                var before = TreePicture.Of(mirror.Destination);
                tree.Stir(25);
                tree.Grow(15);
                var after = TreePicture.Of(mirror.Source);
                report = await mirror.RunAsync(force: true);
                AssertWhole(report, RunResult.Succeeded);
                TreePicture.AssertSame(mirror.Source, mirror.Destination);
                AssertCounts(before, after, report);
                report = await mirror.RunAsync();
                AssertWhole(report, RunResult.Succeeded);
                Assert.Equal((after.Count, 0, 0, 0, 0), (report.Skipped, report.Copied, report.Updated, report.Deleted, report.Bytes));
                Assert.Empty(await mirror.CompareAsync(checksum: true));
            }
        }
    }

    [Fact]
    public async Task A_real_tree_of_the_machine_is_mirrored()
    {
        using var mirror = new Mirror();
        Directory.Delete(mirror.Source);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var real = OperatingSystem.IsWindows() ? runtime : Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        mirror.CreateJob(c => c with { Source = real, DestinationName = "source" });
        var before = TreePicture.Of(real);
        var report = await mirror.RunAsync();
        AssertWhole(report, RunResult.Succeeded);
        if (!before.SequenceEqual(TreePicture.Of(real))) Assert.Skip("another program changed the tree meanwhile: " + real);
        TreePicture.AssertSame(real, mirror.Destination);
        Assert.True(report.Copied > (OperatingSystem.IsWindows() ? 200 : 1000), "copied " + report.Copied);
    }

    [Fact]
    public async Task Compare_says_what_the_run_then_does_and_writes_nothing()
    {
        using var mirror = new Mirror();
        mirror.Write("keep.txt", "keep");
        mirror.Write("change.txt", "one");
        mirror.Write("folder/gone.txt", "gone");
        mirror.CreateJob();
        await mirror.RunAsync();
        mirror.Write("change.txt", "another");
        mirror.Write("new.txt", "new");
        File.Delete(Path.Combine(mirror.Source, "folder/gone.txt"));
        new FileInfo(Path.Combine(mirror.Source, "keep.txt")).IsReadOnly = true;
        var before = TreePicture.Of(mirror.Destination);
        var changes = await mirror.CompareAsync();
        Assert.Equal(before, TreePicture.Of(mirror.Destination));
        // Where case is folded removals come last.
        Assert.Equal(
            ["Create new.txt Missing", "Remove folder/gone.txt NotAtSource", "Replace change.txt SizeDiffers", "Touch keep.txt FacetsDiffer"],
            changes.Select(c => c.Action + " " + c.Path + " " + c.Reason).Order(StringComparer.Ordinal));
        var report = await mirror.RunAsync();
        Assert.Equal((1, 2, 1, 1), (report.Copied, report.Updated, report.Deleted, report.Skipped));
    }

    [Fact]
    public async Task Checksum_finds_contents_that_differ_under_the_same_size_and_time()
    {
        using var mirror = new Mirror();
        mirror.Write("a.txt", "right");
        mirror.CreateJob();
        await mirror.RunAsync();
        var copy = Path.Combine(mirror.Destination, "a.txt");
        var time = File.GetLastWriteTimeUtc(copy);
        File.WriteAllText(copy, "wrong");
        File.SetLastWriteTimeUtc(copy, time);
        Assert.Empty(await mirror.CompareAsync());
        var change = Assert.Single(await mirror.CompareAsync(checksum: true));
        Assert.Equal((PlanAction.Replace, PlanReason.ContentDiffers), (change.Action, change.Reason));
        await mirror.RunAsync(SyncMode.Full);
        Assert.Equal("right", mirror.ReadCopy("a.txt"));
    }

    [Fact]
    public async Task Sparse_files_stay_sparse()
    {
        using var mirror = new Mirror();
        using (var file = File.Create(Path.Combine(mirror.Source, "sparse")))
        {
            file.SetLength(64L << 20);
            file.Position = 32L << 20;
            file.Write("middle"u8);
        }
        mirror.CreateJob();
        var report = await mirror.RunAsync();
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 tells of no sparse files");
        Assert.True(report.Bytes < 1 << 20, "wrote " + report.Bytes);
    }

    static void AssertWhole(RunReport report, RunResult result)
    {
        Assert.True(
            report.Result == result,
            report.Result + " " + report.Stop?.Message + string.Join("\n", report.Failures.Select(f => f.Path + ": " + f.Reason)));
        Assert.Equal(report.Completed + report.Failed, report.Total);
        Assert.Equal(report.Copied + report.Updated + report.Moved + report.Skipped, report.Completed);
    }

    /// <summary>The report against what the pictures before and after say; a folder's time is no item.</summary>
    static void AssertCounts(SortedDictionary<string, string> before, SortedDictionary<string, string> after, RunReport report)
    {
        static string Key(KeyValuePair<string, string> e) => e.Value[0] == 'd' ? e.Key + "/" : e.Key;
        var old = before.ToDictionary(Key, e => e.Value);
        var now = after.ToDictionary(Key, e => e.Value);
        Assert.Equal(now.Count, report.Completed);
        if (report.Moved > 0)
        {
            // What lies in a folder that was moved is none of these; MoveTests have counts.
            Assert.True(report.Copied + report.Moved <= now.Keys.Except(old.Keys).Count() && report.Deleted < old.Keys.Except(now.Keys).Count());
            return;
        }
        var changed = now.Count(e => old.TryGetValue(e.Key, out var was) && Comparable(was) != Comparable(e.Value));
        Assert.Equal(now.Keys.Except(old.Keys).Count(), report.Copied);
        Assert.Equal(changed, report.Updated);
        Assert.Equal(old.Keys.Except(now.Keys).Count(), report.Deleted);
        Assert.Equal(now.Count - report.Copied - changed, report.Skipped);
    }

    static string Comparable(string entry)
    {
        var parts = entry.Split(' ');
        if (parts[0] == "d") parts[4] = "";
        return string.Join(' ', parts);
    }
}
