using System;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Xunit;

namespace Clone.Tests.Destinations;

/// <summary>What every destination that moves entries must do; a part of <see cref="DestinationContract"/>.</summary>
public abstract class DestinationMoveContract : DestinationScene
{
    [Fact]
    public async Task A_file_is_moved_to_a_path_that_is_free_and_over_one_that_gives_way()
    {
        if (!Destination.Capabilities.MovesFiles) Assert.Skip("moves no files");
        await MakeFolderAsync("folder");
        foreach (var path in new[] { "one", "two", "folder/taken" }) await SendAsync(path, "of " + path);
        Assert.Equal(
            ["folder/one 6", "folder/taken 6"],
            await MoveAsync(await MoveOf("one", "folder/one"), await MoveOf("two", "folder/taken") with { Replaces = true }));
        Assert.Equal(
            new() { ["folder"] = "folder", ["folder/one"] = "file: of one", ["folder/taken"] = "file: of two" }, Place.Read());
        Assert.Equal(["folder", "folder/one", "folder/taken"], await ListAsync());
    }

    [Fact]
    public async Task A_chain_of_moves_goes_in_its_order()
    {
        if (!Destination.Capabilities.MovesFiles) Assert.Skip("moves no files");
        foreach (var path in new[] { "log", "log.1" }) await SendAsync(path, "of " + path);
        Assert.Equal(2, (await MoveAsync(await MoveOf("log.1", "log.2"), await MoveOf("log", "log.1"))).Count);
        Assert.Equal(new() { ["log.1"] = "file: of log", ["log.2"] = "file: of log.1" }, Place.Read());
    }

    [Fact]
    public async Task What_is_not_what_was_seen_or_has_something_in_its_way_stays()
    {
        if (!Destination.Capabilities.MovesFiles) Assert.Skip("moves no files");
        await MakeFolderAsync("folder");
        foreach (var path in new[] { "one", "two", "three" }) await SendAsync(path, "of " + path);
        var before = Place.Read();
        var one = await MoveOf("one", "free");
        Assert.Empty(await MoveAsync(
            one with { To = EntryPath.Parse("two") },
            one with { To = EntryPath.Parse("folder"), Replaces = true },
            one with { To = EntryPath.Parse("missing/free") },
            one with { From = EntryPath.Parse("nothing") },
            one with { Seen = one.Seen with { Size = one.Seen.Size + 1 } },
            one with { Seen = one.Seen with { Modified = one.Seen.Modified + 5 * TimeSpan.TicksPerSecond } },
            one with { Seen = one.Seen with { Kind = EntryKind.Folder } }));
        Assert.Equal(before, Place.Read());
    }

    [Fact]
    public async Task A_folder_is_moved_with_all_that_lies_in_it()
    {
        if (!Destination.Capabilities.MovesFolders) Assert.Skip("moves no folders");
        foreach (var path in new[] { "old", "old/deep", "to", "taken" }) await MakeFolderAsync(path);
        foreach (var path in new[] { "old/file", "old/deep/file", "old-", "taken/file" }) await SendAsync(path, "of " + path);
        var move = await MoveOf("old", "to/new");
        Assert.Empty(await MoveAsync(move with { To = EntryPath.Parse("taken") }));
        Assert.Equal(["to/new 0"], await MoveAsync(move));
        Assert.Equal(["old-", "taken", "taken/file", "to", "to/new", "to/new/deep", "to/new/deep/file", "to/new/file"], await ListAsync());
        Assert.Equal("file: of old/deep/file", Place.Read()["to/new/deep/file"]);
        await SendAsync("to/new/deep/file", "changed");
        Assert.Equal("file: changed", Place.Read()["to/new/deep/file"]);
    }
}
