using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Kept;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What is removed and overwritten is kept for some days, in whole runs.</summary>
public sealed class KeptTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 11, 25, 8, 0, 0, 123, TimeSpan.Zero);
    readonly Mirror mirror = new();
    DateTimeOffset now = Start;

    public void Dispose() => mirror.Dispose();

    string Store => Path.Combine(mirror.Destination, "CloneForWindows", "kept");

    [Fact]
    public async Task Removed_and_replaced_files_are_kept_under_the_time_of_the_run_with_their_own_rights()
    {
        mirror.Write("sub/gone", "gone");
        mirror.Write("changed", "old");
        mirror.Write("same", "same");
        Directory.CreateDirectory(Path.Combine(mirror.Source, "empty"));
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(mirror.Source, "link"), "same");
        mirror.CreateJob(changes => changes with { KeepDeleted = 30 });
        await RunAsync();
        var before = TreePicture.Of(mirror.Destination);
        Directory.Delete(Path.Combine(mirror.Source, "sub"), recursive: true);
        Directory.Delete(Path.Combine(mirror.Source, "empty"));
        if (!OperatingSystem.IsWindows()) File.Delete(Path.Combine(mirror.Source, "link"));
        mirror.Write("changed", "new contents");
        mirror.Write("new", "new");
        now = Start.AddDays(1);
        var report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, 1L, 1L), (report.Result, report.Copied, report.Updated));
        var kept = TreePicture.Of(Path.Combine(Store, "20261126T080000123Z"));
        var expected = new List<string> { "changed", "empty", "sub", "sub/gone" };
        if (!OperatingSystem.IsWindows()) expected.Add("link");
        Assert.Equal(expected.Order(StringComparer.Ordinal), kept.Keys);
        foreach (var path in expected.Where(path => path is not ("empty" or "sub"))) Assert.Equal(before[path], kept[path]);
        Assert.Equal(TreePicture.Of(mirror.Source), Copy());
        Assert.Equal(["new"], Created(Start.AddDays(1)));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Store));
    }

    [Fact]
    public async Task A_run_that_makes_and_removes_nothing_leaves_nothing_there()
    {
        mirror.Write("a", "a");
        mirror.CreateJob(changes => changes with { KeepDeleted = 30 });
        await RunAsync();
        var before = TreePicture.Of(Store);
        Assert.Equal(["20261125T080000123Z.created"], before.Keys);
        now = Start.AddDays(1);
        await RunAsync();
        Assert.Equal(before, TreePicture.Of(Store));
    }

    [Fact]
    public async Task A_clock_that_goes_back_gives_no_name_twice()
    {
        mirror.Write("a", "1");
        mirror.CreateJob(changes => changes with { KeepDeleted = 30 });
        await RunAsync();
        foreach (var contents in new[] { "2.", "3..", "4..." })
        {
            now = Start.AddHours(-1);
            mirror.Write("a", contents);
            Assert.Equal(1, (await RunAsync()).Updated);
        }
        Assert.Equal(
            ["1", "2.", "3.."],
            Directory.GetDirectories(Store).Order(StringComparer.Ordinal).Select(folder => File.ReadAllText(Path.Combine(folder, "a"))));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0, 30)] // a job that keeps no more keeps its word for what it has
    [InlineData(60, 60)]
    public async Task What_was_kept_goes_when_its_days_are_over(int daysNow, int goesAfter)
    {
        mirror.Write("a", "old");
        mirror.Write("b/c", "old");
        mirror.CreateJob(changes => changes with { KeepDeleted = 30 });
        await RunAsync();
        mirror.Write("a", "new contents");
        Directory.Delete(Path.Combine(mirror.Source, "b"), recursive: true);
        await RunAsync();
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { KeepDeleted = daysNow });
        now = Start.AddDays(goesAfter).AddMinutes(-1);
        await RunAsync();
        Assert.Equal(2, Directory.GetFiles(Store, "*", SearchOption.AllDirectories).Count(file => !file.EndsWith(".created", StringComparison.Ordinal)));
        now = Start.AddDays(goesAfter).AddMinutes(1);
        await RunAsync();
        Assert.Empty(Directory.GetFileSystemEntries(Store));
        Assert.Equal("kept.expired", Assert.Single(mirror.Node.ReadLog(new LogQuery()), e => e.EventId.StartsWith("kept.", StringComparison.Ordinal)).EventId);
    }

    [Fact]
    public async Task A_file_that_is_replaced_has_its_name_at_every_moment()
    {
        mirror.Write("a", "old");
        mirror.CreateJob(changes => changes with { KeepDeleted = 30 });
        await RunAsync();
        mirror.Write("a", "new contents");
        var seen = "";
        await RunAsync(new AlteredPlatform(mirror.Disk) { BeforeRename = name => seen += name == "a" ? mirror.ReadCopy("a") : "" });
        Assert.Equal("old", seen);
        Assert.Equal("new contents", mirror.ReadCopy("a"));
        Assert.Equal("old", File.ReadAllText(Path.Combine(Directory.GetDirectories(Store).Single(), "a")));
    }

    [Fact]
    public async Task Where_a_file_has_one_name_only_it_is_kept_all_the_same()
    {
        mirror.Write("a", "old");
        mirror.Write("b", "old");
        mirror.CreateJob(changes => changes with { KeepDeleted = 30 });
        await RunAsync();
        mirror.Write("a", "new contents");
        File.Delete(Path.Combine(mirror.Source, "b"));
        var report = await RunAsync(new AlteredPlatform(mirror.Disk) { HasHardLinks = false });
        Assert.Equal((1L, 1L), (report.Updated, report.Deleted));
        Assert.Equal("new contents", mirror.ReadCopy("a"));
        Assert.Equal(["a", "b"], Directory.GetFiles(Directory.GetDirectories(Store).Single()).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_list_is_read_as_it_was_written_and_what_is_no_list_is_refused()
    {
        using var folder = new TempFolder();
        using var root = FolderPlatform.OfThisMachine().OpenRoot(folder.Path);
        var paths = Enumerable.Range(0, 50_000).Select(i => EntryPath.Parse("folder/" + new string('n', i % 200) + i)).ToArray();
        using (var list = CreatedList.Begin(root, Start, 30))
        {
            foreach (var path in paths) list.Add(path);
        }
        Assert.Equal(paths, CreatedList.Read(root, Start));
        Assert.Equal(30, CreatedList.DaysOf(root, Start));
        Assert.Empty(CreatedList.Read(root, Start.AddDays(1)));
        foreach (var text in new[] { "", "clone-created 2 30\na\0", "clone-created 1\na\0", "other 1 30\n" })
        {
            File.WriteAllText(Path.Combine(folder.Path, KeptStamp.Of(Start) + CreatedList.Ending), text);
            Assert.Throws<FormatException>(() => CreatedList.Read(root, Start).ToArray());
            Assert.Null(CreatedList.DaysOf(root, Start));
        }
        // A run that was cut off in the middle of a path had not made it.
        File.WriteAllText(Path.Combine(folder.Path, KeptStamp.Of(Start) + CreatedList.Ending), "clone-created 1 30\na\0b");
        Assert.Equal(["a"], CreatedList.Read(root, Start).Select(path => path.ToString()));
    }

    SortedDictionary<string, string> Copy()
    {
        var copy = TreePicture.Of(mirror.Destination);
        foreach (var own in copy.Keys.Where(path => path.StartsWith("CloneForWindows", StringComparison.Ordinal)).ToArray()) copy.Remove(own);
        return copy;
    }

    string[] Created(DateTimeOffset moment) => File.ReadAllText(Path.Combine(Store, KeptStamp.Of(moment) + ".created"), Encoding.Latin1)
        .Split('\n')[1].Split('\0', StringSplitOptions.RemoveEmptyEntries);

    async Task<RunReport> RunAsync(FolderPlatform? platform = null)
    {
        var options = mirror.Options with { Time = new ZoneTime(now.ToString("O"), TimeZoneInfo.Utc) };
        if (platform is not null) options = options with { Platform = platform };
        using var node = CloneNode.Open(options);
        var report = await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(RunResult.Succeeded, report.Result);
        return report;
    }
}
