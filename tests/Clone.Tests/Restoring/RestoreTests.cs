using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Notices;
using Clone.Engine.Restore;
using Clone.Engine.Settings;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Restoring;

/// <summary>What a restore brings back, and what it leaves.</summary>
public sealed class RestoreTests : IDisposable
{
    readonly Copied copied = new();

    public void Dispose() => copied.Dispose();

    [Fact]
    public async Task A_whole_copy_comes_back_as_it_was()
    {
        var seed = Environment.TickCount;
        new RandomTree(seed, copied.Mirror.Source).Grow(300);
        await copied.CopyAsync();
        var report = await copied.RestoreAsync(request => request with { AllowLinks = true });
        Assert.True(report.Result == RunResult.Succeeded, $"seed {seed}: " + string.Join("\n", report.Failures.Select(f => f.Path + f.Reason)));
        TreePicture.AssertSame(copied.Mirror.Source, copied.Target);
        TreePicture.AssertSame(copied.Mirror.Destination, copied.Target);
        Assert.False(Path.Exists(Path.Combine(copied.Target, "CloneForWindows")));
        Assert.Equal(ModeOf(copied.Mirror.Source), ModeOf(copied.Target));
        Assert.Equal(Directory.GetLastWriteTimeUtc(copied.Mirror.Source), Directory.GetLastWriteTimeUtc(copied.Target));
        var again = await copied.RestoreAsync(request => request with { AllowLinks = true });
        Assert.Equal((RunResult.Succeeded, 0L, 0L, report.Completed), (again.Result, again.Copied, again.Bytes, again.Skipped));
        Assert.Equal(["restore.started", "restore.succeeded", "restore.started", "restore.succeeded"], copied.Events());
    }

    [Fact]
    public async Task Other_files_stay_and_files_of_the_same_name_are_overwritten()
    {
        copied.Mirror.Write("a", "of the copy");
        copied.Mirror.Write("folder/b", "of the copy too");
        await copied.CopyAsync();
        copied.WriteTarget("a", "of somebody");
        copied.WriteTarget("folder/other", "of somebody");
        copied.WriteTarget(".clone-0123456789abcdef-00000001.part", "left by a restore that was killed");
        copied.Mirror.Write("../disk/source/.clone-0123456789abcdef-00000002.part", "left by a run");
        copied.Mirror.Write("../disk/source/CloneForWindows/more", "no file of the user");
        var mode = ModeOf(copied.Target);
        var report = await copied.RestoreAsync();
        Assert.Equal((RunResult.Succeeded, 0, 1L, 1L, 0L), (report.Result, report.ExitCode, report.Copied, report.Updated, report.Deleted));
        Assert.Equal(["a", "folder/", "folder/b", "folder/other"], copied.InTarget());
        Assert.Equal(("of the copy", "of somebody"), (copied.ReadTarget("a"), copied.ReadTarget("folder/other")));
        Assert.Equal(mode, ModeOf(copied.Target));
    }

    [Theory]
    [InlineData("docs", "docs/ docs/a.txt docs/b.doc docs/deep/ docs/deep/c.txt")]
    [InlineData("docs/deep/c.txt", "docs/ docs/deep/ docs/deep/c.txt")]
    [InlineData("docs/*.txt", "docs/ docs/a.txt")]
    [InlineData("**/*.txt", "docs/ docs/a.txt docs/deep/ docs/deep/c.txt docs[1]/ docs[1]/x.txt top.txt")]
    [InlineData("docs/deep/", "docs/ docs/deep/ docs/deep/c.txt")]
    [InlineData("top.txt docs/deep", "docs/ docs/deep/ docs/deep/c.txt top.txt")]
    [InlineData("docs[1]", "docs[1]/ docs[1]/x.txt")]
    [InlineData(".", "docs/ docs/a.txt docs/b.doc docs/deep/ docs/deep/c.txt docs[1]/ docs[1]/x.txt top.txt")]
    public async Task Parts_of_a_copy(string items, string expected)
    {
        WriteDocuments();
        await copied.CopyAsync();
        var report = await copied.RestoreAsync(request => request with { Items = items.Split(' ') });
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Equal(expected.Split(' '), copied.InTarget());
    }

    [Fact]
    public async Task Filters_choose_among_the_items()
    {
        WriteDocuments();
        await copied.CopyAsync();
        await copied.RestoreAsync(request => request with { Items = ["docs"], Include = ["*.txt"], Exclude = ["deep/"] });
        Assert.Equal(["docs/", "docs/a.txt"], copied.InTarget());
    }

    [Fact]
    public async Task Folders_on_the_way_to_an_item_keep_what_they_are()
    {
        Platform.RequireLinux();
        WriteDocuments();
        Directory.SetLastWriteTimeUtc(Path.Combine(copied.Mirror.Source, "docs"), new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
        await copied.CopyAsync();
        copied.WriteTarget("docs/mine", "mine");
        File.SetUnixFileMode(Path.Combine(copied.Target, "docs"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await copied.RestoreAsync(request => request with { Items = ["docs/a.txt"] });
        var docs = new DirectoryInfo(Path.Combine(copied.Target, "docs"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, docs.UnixFileMode);
        Assert.NotEqual(2001, docs.LastWriteTimeUtc.Year);
        await copied.RestoreAsync(request => request with { Items = ["docs"] });
        Assert.Equal(2001, new DirectoryInfo(docs.FullName).LastWriteTimeUtc.Year);
    }

    [Fact]
    public async Task A_copy_is_restored_on_a_machine_that_knows_no_job()
    {
        copied.Mirror.Write("a", "a");
        await copied.CopyAsync();
        using var other = CloneNode.Open(copied.Mirror.Options with { Home = Path.Combine(copied.Mirror.Place, "other home") });
        var report = await copied.RestoreAsync(
            request => request with { From = new CopyPlace { Path = copied.Mirror.Destination } }, other);
        Assert.Equal((RunResult.Succeeded, copied.Mirror.Destination), (report.Result, report.JobName));
        Assert.Equal("a", copied.ReadTarget("a"));
        Assert.Equal(copied.Mirror.Job.Id, Assert.Single(other.Restores(null, 9)).RestoredJobId);
        Assert.Equal("job", (await copied.RestoreAsync(request => request with { From = new CopyPlace { Path = copied.Mirror.Destination } })).JobName);
        Assert.Equal(2, copied.Node.Restores(copied.Mirror.Job.Id, 9).Count + other.Restores(copied.Mirror.Job.Id, 9).Count);
        Assert.Single(copied.Node.History(copied.Mirror.Job.Id, 9));
    }

    [Fact]
    public async Task Rights_can_be_left_to_the_folder()
    {
        Platform.RequireRoot();
        copied.Mirror.Write("folder/a", "a");
        Tool.Run("chmod", "-R", "700", copied.Mirror.Source);
        Tool.Run("chown", "-R", "12345:54321", copied.Mirror.Source);
        await copied.CopyAsync();
        Directory.CreateDirectory(copied.Target);
        Tool.Run("chmod", "2775", copied.Target);
        Assert.Equal(RunResult.Succeeded, (await copied.RestoreAsync(request => request with { NoAcl = true })).Result);
        var picture = TreePicture.Of(copied.Target);
        Assert.StartsWith("f 664 0:0 1 ", picture["folder/a"], StringComparison.Ordinal);
        Assert.StartsWith("d 2775 0:0", picture["folder"], StringComparison.Ordinal);
        Assert.Equal(2L, (await copied.RestoreAsync(request => request with { NoAcl = true })).Skipped);
        Assert.Equal(2L, (await copied.RestoreAsync()).Updated);
        TreePicture.AssertSame(copied.Mirror.Source, copied.Target);
    }

    [Fact]
    public async Task What_is_written_is_read_back_before_it_gets_its_name()
    {
        copied.Mirror.Write("a", "good");
        copied.Mirror.Write("b", "good");
        await copied.CopyAsync();
        copied.WriteTarget("a", "what was there");
        var spoils = new AlteredPlatform(copied.Mirror.Place)
        {
            // The file that was written is opened for reading: its disk has lost a bit since.
            BeforeOpen = name =>
            {
                using var file = File.OpenWrite(Path.Combine(copied.Mirror.Place, name));
                if (file.Length == 4) file.Write("bad!"u8);
            },
        };
        using var node = CloneNode.Open(copied.Mirror.Options with { Platform = spoils });
        var report = await copied.RestoreAsync(node: node);
        Assert.Equal((RunResult.Failed, 11, 2L), (report.Result, report.ExitCode, report.Failed));
        Assert.All(report.Failures, failure => Assert.Equal("CHECKSUM", failure.Code));
        Assert.Equal(["a"], copied.InTarget());
        Assert.Equal("what was there", copied.ReadTarget("a"));
        Assert.Equal("restore.failed", copied.Events()[^1]);
    }

    [Theory]
    [InlineData(false, 1000, 1)]
    [InlineData(true, 1003, 0)]
    public async Task Beyond_a_thousand_failures_are_counted_unless_all_are_to_be_logged(bool all, int named, int omitted)
    {
        for (var i = 0; i < 1003; i++) copied.Mirror.Write("many/f" + i, "");
        await copied.CopyAsync();
        var locks = new AlteredPlatform(copied.Mirror.Destination)
        {
            BeforeOpen = name =>
            {
                if (name.StartsWith("many/", StringComparison.Ordinal)) throw new EntryException(IoProblem.AccessDenied, "EACCES", EntryOperation.Read);
            },
        };
        using var node = CloneNode.Open(copied.Mirror.Options with { Platform = locks });
        node.Settings.Change(new SettingsChanges { LogAllFailures = all });
        var report = await copied.RestoreAsync(request => request with { From = new CopyPlace { Path = copied.Mirror.Destination } }, node);
        Assert.Equal((1003L, 100), (report.Failed, report.Failures.Count));
        var events = node.ReadLog(new LogQuery()).Select(record => record.EventId).ToArray();
        Assert.Equal((named, omitted), (events.Count(id => id == "item.copyFailed"), events.Count(id => id == "errors.omitted")));
    }

    [Fact]
    public async Task What_lies_in_a_copy_is_listed()
    {
        WriteDocuments();
        await copied.CopyAsync();
        Assert.Equal(["docs", "docs[1]", "top.txt"], (await copied.ListAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(8, (await copied.ListAsync(recurses: true)).Count);
        Assert.Equal(["docs/a.txt", "docs/b.doc", "docs/deep"], (await copied.ListAsync("docs")).Order(StringComparer.Ordinal));
        Assert.Equal(["docs/a.txt", "docs/b.doc", "docs/deep", "docs/deep/c.txt"], (await copied.ListAsync("docs", recurses: true)).Order(StringComparer.Ordinal));
        Assert.Equal(["top.txt"], await copied.ListAsync("top.txt"));
        Assert.Equal(["docs/a.txt"], await copied.ListAsync("docs/*.txt"));
        Assert.Equal(["docs/a.txt", "docs/deep/c.txt", "docs[1]/x.txt", "top.txt"], (await copied.ListAsync("**/*.txt")).Order(StringComparer.Ordinal));
        Assert.Equal(["docs[1]/x.txt"], await copied.ListAsync("docs[1]"));
        foreach (var gone in new[] { "none", "CloneForWindows", "../source/docs", "docs/../top.txt", "docs/a.txt/b" })
            Assert.Equal(ErrorId.CloneItemNotFound, (await Assert.ThrowsAsync<CloneException>(() => copied.ListAsync(gone))).Id);
        var outside = new CopyPlace { Path = copied.Mirror.Source };
        Assert.Equal(ErrorId.CloneCopyMarkerMissing, (await Assert.ThrowsAsync<CloneException>(() => copied.ListAsync(place: outside))).Id);
    }

    static UnixFileMode ModeOf(string folder) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(folder);

    void WriteDocuments()
    {
        foreach (var path in new[] { "top.txt", "docs/a.txt", "docs/b.doc", "docs/deep/c.txt", "docs[1]/x.txt" }) copied.Mirror.Write(path, path);
    }
}
