using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Notices;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Runs that do not list their destination, and what they make of what somebody did there.</summary>
public sealed class IndexScanTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    readonly Mirror mirror = new();
    readonly FakeTime time = new(Start);
    int listings;

    public IndexScanTests()
    {
        Platform.RequireLinux();
        foreach (var path in new[] { "a", "b", "sub/c", "sub/deep/d", "other/e" }) mirror.Write(path, "contents of " + path);
        mirror.CreateJob(changes => changes with { DestinationScan = DestinationScan.Index });
    }

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task The_destination_is_listed_once_and_then_no_more()
    {
        Assert.False((await RunAsync()).ListedIndex);
        Assert.Equal(0, listings);
        Assert.False((await RunAsync(SyncMode.Full)).ListedIndex);
        Assert.Equal(1, listings);
        listings = 0;
        mirror.Write("sub/deep/new", "new");
        mirror.Write("b", "other contents");
        File.Delete(Path.Combine(mirror.Source, "a"));
        Directory.Delete(Path.Combine(mirror.Source, "other"), recursive: true);
        var report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, true), (report.Result, report.ListedIndex));
        Assert.Equal((1L, 1L, 3L), (report.Copied, report.Updated, report.Deleted));
        Assert.Equal(0, listings);
        Assert.Empty(report.Warnings);
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
        Assert.Equal((0L, 0L, 0L), Done(await RunAsync()));
        Assert.Equal(0, listings);
    }

    [Fact]
    public async Task It_is_listed_every_so_often_and_whenever_a_clock_went_back()
    {
        await RunAsync();
        foreach (var (days, lists) in new[] { (6.9, false), (7.0, true), (13.9, false), (14.1, true), (3.0, true), (9.9, false) })
        {
            time.Now = Start.AddDays(days);
            Assert.Equal(lists, !(await RunAsync()).ListedIndex);
        }
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { FullScanEvery = TimeSpan.FromDays(1) });
        time.Now = Start.AddDays(10.9);
        Assert.False((await RunAsync()).ListedIndex);
    }

    [Fact]
    public async Task It_is_listed_by_a_full_run_under_other_filters_and_where_the_job_says_always()
    {
        await RunAsync();
        Assert.False((await RunAsync(SyncMode.Full)).ListedIndex);
        Assert.True((await RunAsync()).ListedIndex);
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { Exclude = ["b"] });
        Assert.False((await RunAsync()).ListedIndex);
        Assert.True((await RunAsync()).ListedIndex);
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { DestinationScan = DestinationScan.Always });
        Assert.False((await RunAsync()).ListedIndex);
    }

    [Fact]
    public async Task It_is_listed_after_a_run_that_failed_as_a_whole_or_could_not_write_something()
    {
        await RunAsync();
        mirror.Write("b", "other contents");
        var report = await RunAsync(new AlteredPlatform(mirror.Disk) { BeforeRename = When("b", () => throw new EntryException(IoProblem.DeviceError, "EIO", EntryOperation.Rename)) });
        Assert.Equal((RunResult.CompletedWithFailures, true), (report.Result, report.ListedIndex));
        Assert.False((await RunAsync()).ListedIndex);
        Assert.True((await RunAsync()).ListedIndex);
        mirror.Write("b", "contents once more");
        report = await RunAsync(new AlteredPlatform(mirror.Disk) { BeforeRename = When("b", () => throw new InvalidOperationException()) });
        Assert.Equal(RunResult.Failed, report.Result);
        Assert.False((await RunAsync()).ListedIndex);
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task A_run_that_was_stopped_and_files_that_cannot_be_read_cost_no_listing()
    {
        await RunAsync();
        mirror.Write("b", "other contents");
        mirror.Write("sub/c", "other contents");
        using var stop = new CancellationTokenSource();
        var report = await RunAsync(new AlteredPlatform(mirror.Source) { BeforeOpen = _ => stop.Cancel() }, cancellation: stop.Token);
        Assert.Equal((RunResult.Aborted, true), (report.Result, report.ListedIndex));
        report = await RunAsync(new AlteredPlatform(mirror.Source)
        {
            BeforeOpen = path => throw new EntryException(IoProblem.InUse, "EBUSY", EntryOperation.Read),
        });
        Assert.Equal((RunResult.CompletedWithFailures, true), (report.Result, report.ListedIndex));
        report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, true), (report.Result, report.ListedIndex));
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task It_is_listed_after_a_run_that_was_cut_off_even_when_the_next_was_stopped()
    {
        await RunAsync();
        using (var index = new RunIndex(mirror.Node, mirror.Job.DestinationId!.Value)) index.Begin();
        mirror.Write("b", "other contents");
        using var stop = new CancellationTokenSource();
        var report = await RunAsync(new AlteredPlatform(mirror.Source) { BeforeOpen = _ => stop.Cancel() }, cancellation: stop.Token);
        Assert.Equal((RunResult.Aborted, false), (report.Result, report.ListedIndex));
        Assert.False((await RunAsync()).ListedIndex);
        Assert.True((await RunAsync()).ListedIndex);
    }

    [Fact]
    public async Task What_somebody_touched_is_noticed_when_it_is_written_and_the_next_run_lists_all()
    {
        await RunAsync();
        var before = File.ReadAllText(Path.Combine(mirror.Source, "other", "e"));
        // Nobody will write these two: they stay as they are until all is listed.
        File.WriteAllText(Path.Combine(mirror.Destination, "other", "e"), "spoilt");
        File.Delete(Path.Combine(mirror.Destination, "sub", "deep", "d"));
        // These are written: one that was deleted, one that was replaced, one that somebody put there, one in a folder that is gone.
        File.Delete(Path.Combine(mirror.Destination, "a"));
        File.WriteAllText(Path.Combine(mirror.Destination, "b"), "somebody's");
        File.WriteAllText(Path.Combine(mirror.Destination, "new"), "somebody's");
        Directory.Delete(Path.Combine(mirror.Destination, "sub"), recursive: true);
        foreach (var path in new[] { "a", "b", "new", "sub/c" }) mirror.Write(path, "new contents of " + path);
        File.SetUnixFileMode(Path.Combine(mirror.Source, "b"), UnixFileMode.UserRead);
        var report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, true), (report.Result, report.ListedIndex));
        Assert.Contains("4", Assert.Single(report.Warnings), StringComparison.Ordinal);
        foreach (var path in new[] { "a", "b", "new", "sub/c" }) Assert.Equal("new contents of " + path, mirror.ReadCopy(path));
        Assert.Equal("spoilt", mirror.ReadCopy("other/e"));
        Assert.False(mirror.HasCopy("sub/deep/d"));
        report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, false), (report.Result, report.ListedIndex));
        Assert.Equal(before, mirror.ReadCopy("other/e"));
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task A_touch_of_what_somebody_replaced_sends_its_contents()
    {
        await RunAsync();
        File.WriteAllText(Path.Combine(mirror.Destination, "b"), "somebody's");
        File.SetUnixFileMode(Path.Combine(mirror.Source, "b"), UnixFileMode.UserRead);
        var report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, 1L), (report.Result, report.Updated));
        Assert.Equal("contents of b", mirror.ReadCopy("b"));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_left_to_the_run_that_lists_all()
    {
        await RunAsync();
        File.Delete(Path.Combine(mirror.Destination, "b"));
        Mirror.WriteTo(mirror.Destination, "b/theirs", "theirs");
        mirror.Write("b", "new contents");
        var report = await RunAsync();
        Assert.Equal((RunResult.CompletedWithFailures, 1L), (report.Result, report.Failed));
        Assert.Equal("theirs", mirror.ReadCopy("b/theirs"));
        Assert.Equal(RunResult.Succeeded, (await RunAsync()).Result);
        Assert.Equal("new contents", mirror.ReadCopy("b"));
    }

    [Fact]
    public async Task What_the_index_does_not_know_is_not_removed()
    {
        await RunAsync();
        Mirror.WriteTo(mirror.Destination, "other/theirs", "theirs");
        Mirror.WriteTo(mirror.Destination, "sub/c", "somebody's");
        Directory.Delete(Path.Combine(mirror.Source, "other"), recursive: true);
        File.Delete(Path.Combine(mirror.Source, "sub", "c"));
        var report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, true), (report.Result, report.ListedIndex));
        Assert.Equal("theirs", mirror.ReadCopy("other/theirs"));
        report = await RunAsync();
        Assert.False(report.ListedIndex);
        Assert.Equal(TreePicture.Of(mirror.Source), TreePicture.Of(mirror.Destination));
    }

    [Fact]
    public async Task The_guard_counts_what_the_index_knows()
    {
        for (var i = 0; i < 300; i++) mirror.Write("many/" + i, "x");
        await RunAsync();
        Directory.Delete(Path.Combine(mirror.Source, "many"), recursive: true);
        var report = await RunAsync();
        Assert.Equal((RunResult.Refused, true), (report.Result, report.ListedIndex));
        Assert.Equal((ErrorId.CloneTooManyRemovals, 301L), (report.Stop!.ErrorId, report.Stop.Removals));
        Assert.Equal(300, Directory.GetFiles(Path.Combine(mirror.Destination, "many")).Length);
    }

    [Fact]
    public async Task A_preview_shows_what_the_run_would_do_and_says_what_it_went_by()
    {
        await RunAsync();
        File.Delete(Path.Combine(mirror.Destination, "a"));
        mirror.Write("b", "other contents");
        var (told, shown) = await CompareAsync(new PreviewOptions());
        Assert.True(told);
        Assert.Equal(["Replace b"], shown);
        (told, shown) = await CompareAsync(new PreviewOptions { Checksum = true });
        Assert.False(told);
        Assert.Equal(["Create a", "Replace b"], shown);
        (told, _) = await CompareAsync(new PreviewOptions { Mode = SyncMode.Full });
        Assert.False(told);
    }

    /// <summary>After each run the rows give what a walk of the copy gives, for all that takes part.</summary>
    [Fact]
    public async Task A_listing_from_the_index_equals_one_from_the_disk()
    {
        var seed = Random.Shared.Next(1 << 30);
        TestContext.Current.TestOutputHelper?.WriteLine("seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            for (var i = 0; i < 12; i++) Change(random);
            var report = await RunAsync(random.Next(6) == 0 ? SyncMode.Full : SyncMode.Incremental);
            Assert.Equal(RunResult.Succeeded, report.Result);
            Assert.Equal(await ListedAsync(fromIndex: false), await ListedAsync(fromIndex: true));
        }
    }

    void Change(Random random)
    {
        var path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => "" + (char)('k' + random.Next(4))));
        var full = Path.Combine(mirror.Source, path);
        var isFolder = Directory.Exists(full);
        var isLink = new FileInfo(full).LinkTarget is not null;
        var isThere = isFolder || isLink || File.Exists(full);
        switch (random.Next(6))
        {
            case 0 when isFolder:
                Directory.Delete(full, recursive: true);
                break;
            case 0 or 1 when isThere && !isFolder:
                File.Delete(full);
                break;
            case 2 when isThere && !isLink:
                File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | (UnixFileMode)random.Next(8));
                break;
            case 3 when !isThere && Directory.Exists(Path.GetDirectoryName(full)):
                File.CreateSymbolicLink(full, "a link's target " + random.Next(3));
                break;
            default:
                for (var above = full; above != mirror.Source; above = Path.GetDirectoryName(above)!)
                    if (File.Exists(above) || new FileInfo(above).LinkTarget is not null) File.Delete(above);
                if (!isFolder) mirror.Write(path, "contents " + random.Next(100));
                break;
        }
    }

    async Task<List<string>> ListedAsync(bool fromIndex)
    {
        var scope = new EntryScope(filters: null) { IsDestination = true };
        using var index = new RunIndex(mirror.Node, mirror.Job.DestinationId!.Value);
        var root = FolderPlatform.OfThisMachine().OpenRoot(mirror.Destination);
        await using var destination = new FolderDestination(root, CapabilityProbe.Guess(root.Volume()), new TemporaryNames(Guid.NewGuid()));
        using var known = new IndexListing(index.Entries.Read(), scope, inVolumeRoot: false);
        var listing = fromIndex ? known : destination.ListAsync(scope, (_, e) => throw e, CancellationToken.None);
        var listed = new List<string>();
        await foreach (var batch in listing)
        {
            for (var i = 0; i < batch.Count; i++)
                if (batch.ExclusionAt(i) == Exclusion.None) listed.Add(batch.PathAt(i) + " " + Comparable(batch.FactsAt(i)));
        }
        return listed;
    }

    // A row's time of creation is the source's, which Unix cannot set at the destination.
    static EntryFacts Comparable(EntryFacts facts) => facts with { Changed = 0, Created = OperatingSystem.IsWindows() ? facts.Created : 0 };

    async Task<(bool Told, List<string> Shown)> CompareAsync(PreviewOptions options)
    {
        var (told, shown) = (false, new List<string>());
        await foreach (var change in mirror.Node.CompareAsync(mirror.Job, options with { OnIndex = () => told = true }, _ => { }, CancellationToken.None))
            shown.Add(change.Action + " " + change.Path);
        return (told, shown);
    }

    static Action<string> When(string name, Action fails) => now =>
    {
        if (now == name) fails();
    };

    static (long Copied, long Updated, long Deleted) Done(RunReport report) => (report.Copied, report.Updated, report.Deleted);

    Task<RunReport> RunAsync(SyncMode mode = SyncMode.Incremental) =>
        RunAsync(new AlteredPlatform(mirror.Disk) { AfterList = (path, _) => listings += path == "source/sub" ? 1 : 0 }, mode);

    async Task<RunReport> RunAsync(FolderPlatform platform, SyncMode mode = SyncMode.Incremental, CancellationToken? cancellation = null)
    {
        using var node = CloneNode.Open(mirror.Options with { Platform = platform, Time = time });
        return await node.SyncAsync(mirror.Job, mode, force: false, progress: null, cancellation ?? TestContext.Current.CancellationToken);
    }
}
