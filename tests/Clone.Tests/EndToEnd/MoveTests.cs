using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.Contract;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>
/// What was moved at the source is moved at the destination: the bytes that were sent tell, and so do second names (hard
/// links) of the copies, which a file that is sent again does not have.
/// </summary>
public sealed class MoveTests : IDisposable
{
    readonly Mirror mirror = new();

    public MoveTests() => mirror.CreateJob();

    [Fact]
    public async Task A_file_that_was_renamed_is_renamed_at_the_destination()
    {
        mirror.Write("a/report.txt", "the contents");
        await RunAsync();
        MoveFile("a/report.txt", "a/report 2026.txt");
        await AssertMovedAsync(1);
    }

    [Fact]
    public async Task A_file_that_went_to_a_folder_that_is_new_is_moved_there()
    {
        mirror.Write("a/file", "the contents");
        await RunAsync();
        Directory.CreateDirectory(At("z/new/deep"));
        MoveFile("a/file", "z/new/deep/file");
        await AssertMovedAsync(1, deleted: 0);
    }

    [Fact]
    public async Task A_folder_that_was_renamed_is_renamed_as_a_whole()
    {
        for (var i = 0; i < 20; i++) mirror.Write($"old/sub{i % 3}/f{i}", "contents " + i);
        await RunAsync();
        Directory.Move(At("old"), At("anew"));
        await AssertMovedAsync(1);
        Directory.Move(At("anew"), At("zz"));
        await AssertMovedAsync(1);
    }

    [Fact]
    public async Task What_changed_in_a_folder_that_was_moved_is_brought_too()
    {
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 makes up the time of creation of a folder from that of its last change");
        for (var i = 0; i < 20; i++) mirror.Write($"old/sub{i % 3}/f{i}", "contents " + i);
        await RunAsync();
        Directory.Move(At("old"), At("new"));
        mirror.Write("new/sub0/f0", "other contents");
        mirror.Write("new/sub0/added", "added");
        File.Delete(At("new/sub1/f1"));
        Directory.Move(At("new/sub2"), At("elsewhere"));
        var report = await RunAsync();
        Assert.Equal((2, 1, 1, 1), (report.Moved, report.Copied, report.Updated, report.Deleted));
        Assert.Equal("other contentsadded".Length, report.Bytes);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Folders_that_took_each_others_place_in_a_chain_are_moved()
    {
        foreach (var name in new[] { "a", "b", "c" }) mirror.Write(name + "/file", "of " + name);
        await RunAsync();
        Directory.Move(At("c"), At("d"));
        Directory.Move(At("b"), At("c"));
        Directory.Move(At("a"), At("b"));
        await AssertMovedAsync(3);
    }

    [Fact]
    public async Task A_folder_in_a_folder_that_is_new_is_moved_into_it()
    {
        mirror.Write("x/y/file", "contents");
        mirror.Write("x/stays", "stays");
        await RunAsync();
        Directory.CreateDirectory(At("p/q"));
        Directory.Move(At("x/y"), At("p/q/y"));
        await AssertMovedAsync(1);
    }

    [Fact]
    public async Task A_rotation_of_logs_sends_the_new_one_alone()
    {
        for (var i = 1; i < 6; i++) mirror.Write("log." + i, "log " + i);
        mirror.Write("log", "the newest");
        await RunAsync();
        for (var i = 5; i > 0; i--) MoveFile("log." + i, "log." + (i + 1));
        MoveFile("log", "log.1");
        mirror.Write("log", "a new one, begun since");
        var report = await RunAsync();
        Assert.Equal((6, "a new one, begun since".Length), (report.Moved, report.Bytes));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Two_files_that_changed_places_are_right_afterwards()
    {
        mirror.Write("a", "first");
        mirror.Write("b", "second");
        mirror.Write("c", "third, longer");
        await RunAsync();
        MoveFile("a", "t");
        MoveFile("b", "a");
        MoveFile("c", "b");
        MoveFile("t", "c");
        await RunAsync();
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_file_that_took_the_place_of_another_replaces_it()
    {
        mirror.Write("a", "first");
        mirror.Write("b", "second, longer");
        await RunAsync();
        File.Move(At("a"), At("b"), overwrite: true);
        await AssertMovedAsync(1);
    }

    [Fact]
    public async Task A_file_id_that_went_to_another_file_proves_nothing()
    {
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 makes up the time of creation from that of the last change");
        mirror.Write("a", "first");
        await RunAsync();
        // The same size and time of change; ext4 gives a new file the number of one that was just removed.
        var time = File.GetLastWriteTimeUtc(At("a"));
        File.Delete(At("a"));
        mirror.Write("b", "other");
        File.SetLastWriteTimeUtc(At("b"), time);
        var report = await RunAsync();
        Assert.Equal((0, 1, 5), (report.Moved, report.Copied, report.Bytes));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task A_second_name_of_a_file_that_stays_is_a_copy_of_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs link(2)");
        mirror.Write("a", "first");
        await RunAsync();
        Assert.Equal(0, Link(At("a"), At("b")));
        var report = await RunAsync();
        Assert.Equal((0, 1), (report.Moved, report.Copied));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task Of_two_new_names_of_a_file_whose_first_is_gone_one_is_moved()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs link(2)");
        mirror.Write("a", "first");
        await RunAsync();
        Assert.Equal(0, Link(At("a"), At("b")));
        MoveFile("a", "c");
        var report = await RunAsync();
        Assert.Equal((1, 1), (report.Moved, report.Copied));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task A_copy_that_somebody_touched_is_not_moved_but_sent()
    {
        mirror.Write("a", "first");
        await RunAsync();
        MoveFile("a", "b");
        File.WriteAllText(Path.Combine(mirror.Destination, "a"), "not what the run left there");
        var report = await RunAsync();
        Assert.Equal((0, 1, 1), (report.Moved, report.Copied, report.Deleted));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Where_nothing_is_removed_nothing_is_moved()
    {
        mirror.Write("a", "first");
        mirror.Write("folder/file", "second");
        await RunAsync();
        mirror.Node.Jobs.Change(mirror.Job.Id, new Clone.Engine.Jobs.JobChanges { NoDelete = true });
        MoveFile("a", "b");
        Directory.Move(At("folder"), At("other"));
        var report = await RunAsync();
        Assert.Equal((0, 3), (report.Moved, report.Copied));
        Assert.Equal(("first", "second"), (mirror.ReadCopy("a"), mirror.ReadCopy("folder/file")));
    }

    [Fact]
    public async Task A_full_run_sends_what_was_moved()
    {
        mirror.Write("a", "first");
        await RunAsync();
        MoveFile("a", "b");
        var report = await mirror.RunAsync(SyncMode.Full);
        Assert.Equal((0, 1, 1), (report.Moved, report.Copied, report.Deleted));
    }

    [Fact]
    public async Task Moves_are_no_removals_for_the_guard()
    {
        for (var i = 0; i < 150; i++) mirror.Write("old" + i, "contents " + i);
        for (var i = 0; i < 10; i++) mirror.Write("other" + i, "contents");
        await RunAsync();
        for (var i = 0; i < 150; i++) MoveFile("old" + i, "new" + i);
        await AssertMovedAsync(150);
    }

    [Fact]
    public async Task A_preview_shows_moves_with_their_former_paths_and_writes_nothing()
    {
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 makes up the time of creation of a folder from that of its last change");
        for (var i = 0; i < 5; i++) mirror.Write($"old/sub/f{i}", "contents " + i);
        mirror.Write("file", "contents");
        await RunAsync();
        Directory.Move(At("old"), At("new"));
        mirror.Write("new/sub/f1", "other contents");
        mirror.Write("new/sub/added", "added");
        File.Delete(At("new/sub/f2"));
        MoveFile("file", "moved");
        var changes = await mirror.CompareAsync();
        Assert.Equal(
            ["Create new/sub/added", "Move moved < file", "Move new/ < old/", "Remove old/sub/f2", "Replace new/sub/f1"],
            changes.Select(change => $"{change.Action} {change.Path}{(change.From is null ? "" : " < " + change.From)}").Order(StringComparer.Ordinal));
        Assert.True(mirror.HasCopy("old/sub/f0"));
        var report = await RunAsync();
        Assert.Equal((2, 1, 1, 1), (report.Moved, report.Copied, report.Updated, report.Deleted));
        await AssertNothingLeftAsync();
    }

    public void Dispose() => mirror.Dispose();

    async Task AssertMovedAsync(int count, int deleted = 0)
    {
        var marks = MarkCopies();
        var report = await RunAsync();
        Assert.Equal((count, 0, deleted), (report.Moved, report.Bytes, report.Deleted));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        AssertSameFiles(marks);
        await AssertNothingLeftAsync();
    }

    async Task AssertNothingLeftAsync()
    {
        Assert.Empty(await mirror.CompareAsync(checksum: true));
        var report = await RunAsync();
        Assert.Equal((report.Completed, 0), (report.Skipped, report.Deleted));
    }

    async Task<RunReport> RunAsync()
    {
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, null), (report.Result, report.Stop?.Message));
        return report;
    }

    /// <summary>The contents of the copies, by their inode.</summary>
    Dictionary<string, string> MarkCopies() => OperatingSystem.IsLinux()
        ? Directory.GetFiles(mirror.Destination, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("CloneForWindows", StringComparison.Ordinal))
            .ToDictionary(Inode, File.ReadAllText)
        : [];

    void AssertSameFiles(Dictionary<string, string> marks)
    {
        foreach (var (inode, text) in MarkCopies()) Assert.Equal(text, Assert.Contains(inode, (IReadOnlyDictionary<string, string>)marks));
    }

    static string Inode(string path) => Tool.Run("stat", "-c", "%i", path).Trim();

    string At(string path) => Path.Combine(mirror.Source, path);

    void MoveFile(string from, string to) => File.Move(At(from), At(to));

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi)]
    static extern int Link(string path, string newPath);
}
