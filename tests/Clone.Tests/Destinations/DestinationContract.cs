using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Destinations;

/// <summary>
/// What every destination must do, whatever it is made of; a class for each kind of destination gives it a place. What a
/// destination says that it cannot do is not asked of it.
/// </summary>
public abstract class DestinationContract : DestinationMoveContract
{
    [Fact]
    public async Task An_empty_place_lists_nothing_and_has_a_root_and_room()
    {
        Assert.Empty(await ListAsync());
        Assert.Equal(EntryKind.Folder, Destination.LookAtRoot().Kind);
        Assert.True(Destination.FreeBytes() is null or > 0);
        Assert.Empty(Place.Read());
    }

    [Fact]
    public async Task Everything_is_listed_once_in_canonical_order()
    {
        string[] folders = ["a", "a/a", "a/b", "b", "a.d", "A-z"];
        string[] files = ["a-b", "a!", "a/x", "a/a/x", "a/b/x", "a.d/x", "b/日本語", "z", "b/with space", "A-z/x"];
        foreach (var path in folders) await MakeFolderAsync(path);
        foreach (var path in files) await SendAsync(path, path);
        var keys = await ListAsync(entry => EntryOrder.Key(entry.Path, entry.Facts.Kind));
        var expected = folders.Select(path => Wtf8.Encode(path + "/")).Concat(files.Select(Wtf8.Encode)).ToList();
        expected.Sort((one, other) => one.AsSpan().SequenceCompareTo(other));
        Assert.Equal(expected, keys);
    }

    [Fact]
    public async Task A_batch_holds_entries_of_one_folder_with_kinds_and_sizes()
    {
        await MakeFolderAsync("folder");
        await SendAsync("folder/file", "twelve bytes");
        await SendAsync("empty", "");
        Assert.Equal(
            ["File empty 0", "Folder folder 0", "File folder/file 12"],
            await ListAsync(entry => $"{entry.Facts.Kind} {entry.Path} {entry.Facts.Size}"));
    }

    [Fact]
    public async Task A_listing_can_be_cancelled()
    {
        await SendAsync("file", "x");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in Destination.ListAsync(new EntryScope(filters: null), Unreadable, new CancellationToken(canceled: true)))
                Assert.Fail("listed " + batch.PathAt(0));
        });
    }

    [Fact]
    public async Task What_is_left_out_is_said_and_not_walked()
    {
        await MakeFolderAsync("CloneForWindows");
        await SendAsync("CloneForWindows/marker", "x");
        await SendAsync("file", "x");
        Assert.Equal(["CloneForWindows Reserved", "file None"], await ListAsync(entry => entry.Path + " " + entry.Exclusion));
    }

    [Fact]
    public async Task What_is_staged_is_not_seen_until_it_is_committed()
    {
        await SendAsync("file", "old");
        var replaced = await StageAsync("file", "the new contents");
        var added = await StageAsync("added", "added");
        Assert.Equal(new() { ["file"] = "file: old" }, Place.Read());
        Assert.Equal(["file"], await ListAsync(entry => entry.Path.ToString()));
        await CommitAsync(replaced, added);
        Assert.Equal(new() { ["added"] = "file: added", ["file"] = "file: the new contents" }, Place.Read());
    }

    [Fact]
    public async Task What_is_staged_and_never_committed_is_never_seen_and_listed_at_most_as_temporary()
    {
        await StageAsync("file", "contents");
        await Destination.FlushAsync();
        Reopen();
        Assert.Empty(Place.Read());
        Assert.Empty(await ListAsync());
        await SendAsync("file", "other");
        Assert.Equal(new() { ["file"] = "file: other" }, Place.Read());
    }

    [Fact]
    public async Task During_a_commit_each_file_is_wholly_the_old_or_the_new()
    {
        var staged = new List<StagedItem>();
        for (var i = 0; i < 20; i++) await SendAsync("f" + i, "old " + i);
        for (var i = 0; i < 20; i++) staged.Add(await StageAsync("f" + i, "the new " + i));
        var told = new List<StagedItem>();
        await Destination.CommitAsync(staged, (item, failure) =>
        {
            Assert.Null(failure);
            var seen = Place.Read();
            Assert.Equal(20, seen.Count);
            foreach (var (path, text) in seen) Assert.Contains(text, new[] { "file: old " + path[1..], "file: the new " + path[1..] });
            Assert.Equal("file: the new " + item.Path.ToString()[1..], seen[item.Path.ToString()]);
            told.Add(item);
        });
        Assert.Equal(staged.Select(item => item.Path.ToString()).Order(), told.Select(item => item.Path.ToString()).Order());
    }

    [Fact]
    public async Task A_large_group_is_committed_whole_and_tells_of_each_item_once()
    {
        var staged = new List<StagedItem>();
        for (var i = 0; i < 600; i++)
        {
            staged.Add(await StageAsync("f" + i, "text " + i));
            staged[i].Tag = i;
        }
        var told = new System.Collections.Concurrent.ConcurrentBag<int>();
        await Destination.CommitAsync(staged, (item, failure) => told.Add(failure is null ? (int)item.Tag! : -1));
        Assert.Equal(Enumerable.Range(0, 600), told.Order());
        Assert.Equal(600, Place.Read().Count(pair => pair.Value == "file: text " + pair.Key[1..]));
    }

    [Fact]
    public async Task Items_may_be_staged_from_several_threads()
    {
        for (var i = 0; i < 40; i++) Folder.File("f" + i, "text " + i);
        var staged = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => StageThereAsync("f" + i, null))));
        await CommitAsync(staged);
        Assert.Equal(40, Place.Read().Count(pair => pair.Value == "file: text " + pair.Key[1..]));
    }

    [Fact]
    public async Task A_cancellation_in_the_middle_of_a_file_leaves_nothing_of_it()
    {
        await SendAsync("file", "old");
        Folder.File("file", new string('x', 3 << 20));
        using var stop = new CancellationTokenSource();
        var told = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Destination.StageAsync(
            Source, EntryPath.Parse("file"), Look("file"), await FindAsync("file"), bytes => { told += bytes; stop.Cancel(); }, stop.Token));
        Assert.InRange(told, 1, (3 << 20) - 1);
        Assert.Equal(new() { ["file"] = "file: old" }, Place.Read());
        Assert.Equal(["file None"], await ListWholeAsync());
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_is_a_failure_and_leaves_nothing()
    {
        var full = Folder.File("file", new string('x', 3 << 20));
        var changes = 0;
        var e = await FailsAsync(async () => await Destination.StageAsync(Source, EntryPath.Parse("file"), Look("file"), null, _ =>
        {
            if (changes++ == 0) File.AppendAllText(full, "more");
        }, Cancellation));
        Assert.Equal((IoProblem.ChangedWhileRead, EntryOperation.Read), (e.Problem, e.Operation));
        Assert.Empty(Place.Read());
        Assert.Empty(await ListWholeAsync());
    }

    [Fact]
    public async Task A_file_that_is_gone_is_a_failure_of_reading_and_leaves_nothing()
    {
        Folder.File("file");
        var facts = Look("file");
        File.Delete(Folder["file"]);
        var e = await FailsAsync(async () => await Destination.StageAsync(Source, EntryPath.Parse("file"), facts, null, _ => { }, Cancellation));
        Assert.Equal((IoProblem.NotFound, EntryOperation.Read), (e.Problem, e.Operation));
        Assert.Empty(await ListWholeAsync());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_a_failure_before_it_is_read()
    {
        if (Destination.Capabilities.MaxFileSize == long.MaxValue) Assert.Skip("holds files of any size");
        Folder.File("file");
        var facts = Look("file") with { Size = Destination.Capabilities.MaxFileSize + 1 };
        var e = await FailsAsync(async () => await Destination.StageAsync(Source, EntryPath.Parse("file"), facts, null, _ => { }, Cancellation));
        Assert.Equal(IoProblem.FileTooLarge, e.Problem);
        Assert.Empty(await ListWholeAsync());
    }

    [Fact]
    public async Task Bytes_are_told_as_they_are_written_and_counted()
    {
        Folder.File("file", new string('x', 300_000));
        var told = 0L;
        var staged = await Destination.StageAsync(Source, EntryPath.Parse("file"), Look("file"), null, bytes => told += bytes, Cancellation);
        Assert.Equal((300_000L, 300_000L, 300_000L), (told, staged.Bytes, staged.Placed.Facts.Size));
        await CommitAsync(staged);
    }

    [Fact]
    public async Task Where_the_folder_is_missing_nothing_is_made()
    {
        Directory.CreateDirectory(Folder["missing"]);
        Folder.File("missing/file", "x");
        EntryException? failure = null;
        try
        {
            var staged = await StageThereAsync("missing/file", null);
            await Destination.CommitAsync([staged], (_, e) => failure = e);
        }
        catch (EntryException e)
        {
            failure = e;
        }
        Assert.Equal(IoProblem.ParentMissing, failure?.Problem);
        Assert.Empty(Place.Read());
    }

    [Fact]
    public async Task A_folder_is_made_once_and_found_the_second_time()
    {
        Directory.CreateDirectory(Folder["inner"]);
        Assert.Equal(Placement.Written, (await CreateAsync("inner")).How);
        await SendAsync("inner/file", "kept");
        Assert.Equal(Placement.WasThere, (await CreateAsync("inner")).How);
        Assert.Equal(new() { ["inner"] = "folder", ["inner/file"] = "file: kept" }, Place.Read());
    }

    [Fact]
    public async Task A_folder_never_takes_the_place_of_a_file_nor_a_file_that_of_a_folder()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("a folder of the source that is open keeps its name there");
        await SendAsync("file", "kept");
        await MakeFolderAsync("inner");
        await SendAsync("inner/file", "kept");
        File.Delete(Folder["file"]);
        Directory.Delete(Folder["inner"], recursive: true);
        Directory.CreateDirectory(Folder["file"]);
        Assert.Equal(IoProblem.NameTaken, (await FailsAsync(async () => await CreateAsync("file"))).Problem);
        var staged = await StageAsync("inner", "a file now");
        EntryException? failure = null;
        await Destination.CommitAsync([staged], (_, e) => failure = e);
        Assert.Equal(IoProblem.NameTaken, failure?.Problem);
        Assert.Equal(new() { ["file"] = "file: kept", ["inner"] = "folder", ["inner/file"] = "file: kept" }, Place.Read());
        Assert.Equal(["file None", "inner None", "inner/file None"], await ListWholeAsync());
    }

    [Fact]
    public async Task Links_are_brought_as_links_and_replace_and_are_replaced()
    {
        if (!Destination.Capabilities.KeepsLinks) Assert.Skip("holds no links");
        Platform.RequireLinks();
        await SendAsync("was a file", "x");
        File.Delete(Folder["was a file"]);
        File.CreateSymbolicLink(Folder["was a file"], "nowhere");
        File.CreateSymbolicLink(Folder["becomes a file"], "elsewhere");
        await CommitAsync(await StageThereAsync("was a file", await FindAsync("was a file")), await StageThereAsync("becomes a file", null));
        Assert.Equal(new() { ["becomes a file"] = "link: elsewhere", ["was a file"] = "link: nowhere" }, Place.Read());
        Assert.All(await ListAsync(entry => entry.Facts.Kind), kind => Assert.Equal(EntryKind.Link, kind));
        File.Delete(Folder["becomes a file"]);
        await SendAsync("becomes a file", "contents");
        Assert.Equal("file: contents", Place.Read()["becomes a file"]);
    }

    [Fact]
    public async Task Only_what_was_seen_is_removed()
    {
        await SendAsync("file", "x");
        await MakeFolderAsync("full");
        await SendAsync("full/file", "x");
        await MakeFolderAsync("empty");
        var (file, full, empty) = (await FindAsync("file"), await FindAsync("full"), await FindAsync("empty"));
        Assert.Equal(RemovalOutcome.WasGone, await RemoveAsync("nothing", file!.Value));
        Assert.Equal(RemovalOutcome.IsAnother, await RemoveAsync("file", file.Value with { Kind = EntryKind.Folder }));
        Assert.Equal(RemovalOutcome.IsAnother, await RemoveAsync("empty", empty!.Value with { Kind = EntryKind.File }));
        Assert.Equal(RemovalOutcome.HoldsOthers, await RemoveAsync("full", full!.Value));
        Assert.Equal(4, Place.Read().Count);
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync("file", file.Value));
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync("empty", empty.Value));
        Assert.Equal(new() { ["full"] = "folder", ["full/file"] = "file: x" }, Place.Read());
        Assert.Equal(RemovalOutcome.WasGone, await RemoveAsync("file", file.Value));
    }

    [Fact]
    public async Task What_went_with_its_folder_is_gone()
    {
        await MakeFolderAsync("folder");
        await SendAsync("folder/file", "x");
        var (folder, file) = ((await FindAsync("folder"))!.Value, (await FindAsync("folder/file"))!.Value);
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync("folder/file", file));
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync("folder", folder));
        Assert.Equal(RemovalOutcome.WasGone, await RemoveAsync("folder/file", file));
    }

    [Fact]
    public async Task What_was_replaced_since_it_was_seen_is_not_removed()
    {
        if (!Destination.Capabilities.HasLastingFileIds) Assert.Skip("tells entries by their names alone");
        await SendAsync("file", "x");
        var seen = (await FindAsync("file"))!.Value;
        await SendAsync("file", "another");
        Assert.Equal(RemovalOutcome.IsAnother, await RemoveAsync("file", seen));
        Assert.Equal(new() { ["file"] = "file: another" }, Place.Read());
    }

    [Fact]
    public async Task Facets_are_kept_as_the_capabilities_say()
    {
        var full = Folder.File("file", "x");
        File.SetLastWriteTimeUtc(full, new DateTime(2011, 12, 13, 14, 15, 16, DateTimeKind.Utc).AddTicks(1_234_567));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await CommitAsync(await StageThereAsync("file", null));
        AssertKept(Look("file"), (await FindAsync("file"))!.Value);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetLastWriteTimeUtc(full, new DateTime(1999, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var stored = await Destination.SetFacetsAsync(EntryPath.Parse("file"), Look("file"), Destination.Capabilities.Keeps, Cancellation);
        AssertKept(Look("file"), stored);
        AssertKept(Look("file"), (await FindAsync("file"))!.Value);
        Assert.Equal("file: x", Place.Read()["file"]);
    }

    [Fact]
    public async Task A_folder_gets_its_time_when_it_is_settled_and_the_root_too()
    {
        Directory.CreateDirectory(Folder["inner"]);
        await CreateAsync("inner");
        await SendAsync("inner/file", "x");
        Directory.SetLastWriteTimeUtc(Folder["inner"], new DateTime(2003, 4, 5, 6, 7, 8, DateTimeKind.Utc));
        Directory.SetLastWriteTimeUtc(Folder.Path, new DateTime(2004, 4, 5, 6, 7, 8, DateTimeKind.Utc));
        var mask = Destination.Capabilities.Keeps;
        var settled = await Destination.SettleFolderAsync(Source, EntryPath.Parse("inner"), Look("inner"), mask);
        AssertKept(Look("inner"), settled.Facts);
        AssertKept(Look("inner"), (await FindAsync("inner"))!.Value);
        await Destination.SettleFolderAsync(Source, EntryPath.Root, Source.LookAtRoot(), mask);
        AssertKept(Source.LookAtRoot(), Destination.LookAtRoot());
    }

    [Fact]
    public async Task What_is_told_of_a_committed_item_is_what_is_listed_later()
    {
        var told = default(EntryFacts);
        await Destination.CommitAsync([await StageAsync("file", "contents")], (item, _) => told = item.Placed.Facts);
        var listed = (await FindAsync("file"))!.Value;
        Assert.Equal((told.Kind, told.Size, told.Modified, told.FileId), (listed.Kind, listed.Size, listed.Modified, listed.FileId));
    }

    [Fact]
    public async Task Facets_of_what_is_not_there_cannot_be_set()
    {
        Folder.File("file");
        var e = await FailsAsync(async () =>
            await Destination.SetFacetsAsync(EntryPath.Parse("file"), Look("file"), FacetMask.Modified, Cancellation));
        Assert.Equal((IoProblem.NotFound, EntryOperation.SetFacets), (e.Problem, e.Operation));
    }

    [Fact]
    public async Task Facets_of_a_folder_never_go_to_a_file_that_took_its_place()
    {
        Directory.CreateDirectory(Folder["entry"]);
        var folder = Look("entry") with { Modified = new DateTime(1999, 2, 3, 4, 5, 6, DateTimeKind.Utc).Ticks };
        Directory.Delete(Folder["entry"]);
        await SendAsync("entry", "x");
        var before = await FindAsync("entry");
        var e = await FailsAsync(async () => await Destination.SettleFolderAsync(Source, EntryPath.Parse("entry"), folder, FacetMask.Modified));
        Assert.Equal(IoProblem.NotFound, e.Problem);
        Assert.Equal(before, await FindAsync("entry"));
    }

    [Fact]
    public async Task What_was_flushed_is_there_for_the_next_run()
    {
        await MakeFolderAsync("inner");
        await SendAsync("inner/file", "contents");
        await Destination.FlushAsync();
        Reopen();
        Assert.Equal(["inner None", "inner/file None"], await ListWholeAsync());
        Assert.Equal(new() { ["inner"] = "folder", ["inner/file"] = "file: contents" }, Place.Read());
    }
}
