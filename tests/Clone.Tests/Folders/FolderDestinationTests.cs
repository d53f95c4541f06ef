using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>The order in which a folder destination writes, flushes, names and removes.</summary>
public sealed class FolderDestinationTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly List<string> calls = [];
    readonly SourceFolder source;
    readonly string place;
    bool cannotFlush;
    bool cannotFlushNames;
    bool holdsUnnamed;
    bool isRemovable;
    bool flushesWhole = true;

    public FolderDestinationTests()
    {
        var from = folder.Folder("source");
        place = folder.Folder("destination");
        foreach (var name in new[] { "a", "b", "c" }) File.WriteAllText(Path.Combine(from, name), name);
        source = new SourceFolder(from, FolderPlatform.OfThisMachine().OpenRoot(from));
    }

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_group_is_flushed_before_the_first_of_it_gets_its_name(bool unnamed)
    {
        holdsUnnamed = unnamed;
        File.WriteAllText(Path.Combine(place, "b"), "old");
        await using var destination = Open();
        var staged = await StageAllAsync(destination);
        Assert.Equal(["b"], Names().Where(name => name[0] != '.'));
        Assert.Equal("old", File.ReadAllText(Path.Combine(place, "b")));
        calls.Clear();
        await destination.CommitAsync(staged, (_, failure) => Assert.Null(failure));
        Assert.Equal(["flush", "name a", "name b", "name c"], calls);
        Assert.Equal(["a", "b", "c"], Names());
        Assert.Equal("b", File.ReadAllText(Path.Combine(place, "b")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_cannot_be_flushed_gets_no_name(bool unnamed)
    {
        holdsUnnamed = unnamed;
        File.WriteAllText(Path.Combine(place, "b"), "old");
        await using var destination = Open();
        var staged = await StageAllAsync(destination);
        calls.Clear();
        cannotFlush = true;
        var failed = new List<string>();
        await destination.CommitAsync(staged, (item, failure) => failed.Add(item.Path + " " + failure?.Code));
        Assert.Equal(["a EIO", "b EIO", "c EIO"], failed);
        Assert.Equal(["flush"], calls);
        Assert.Equal("old", File.ReadAllText(Path.Combine(place, "b")));
        Assert.Equal(["b"], Names());
    }

    [Fact]
    public async Task Only_what_was_listed_is_removed()
    {
        await using var destination = Open();
        File.WriteAllText(Path.Combine(place, "file"), "x");
        Directory.CreateDirectory(Path.Combine(place, "full", "inner"));
        Directory.CreateDirectory(Path.Combine(place, "empty"));
        var file = Look("file");
        Assert.Equal(RemovalOutcome.WasGone, await RemoveAsync(destination, "nothing", file));
        Assert.Equal(RemovalOutcome.IsAnother, await RemoveAsync(destination, "file", file with { Kind = EntryKind.Folder }));
        if (destination.Capabilities.HasLastingFileIds)
            Assert.Equal(RemovalOutcome.IsAnother, await RemoveAsync(destination, "file", file with { FileId = file.FileId + 1 }));
        Assert.Equal(RemovalOutcome.HoldsOthers, await RemoveAsync(destination, "full", Look("full")));
        Assert.Equal(["empty", "file", "full"], Names());
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync(destination, "file", file));
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync(destination, "empty", Look("empty")));
        Assert.Equal(["full"], Names());
    }

    [Fact]
    public async Task Where_a_volume_cannot_be_flushed_the_names_of_each_folder_are_before_all_is_done()
    {
        flushesWhole = false;
        Directory.CreateDirectory(Path.Combine(place, "gone", "inner"));
        Directory.CreateDirectory(Path.Combine(place, "from"));
        Directory.CreateDirectory(Path.Combine(place, "to"));
        File.WriteAllText(Path.Combine(place, "from", "moved"), "m");
        File.WriteAllText(Path.Combine(place, "b"), "old");
        await using var destination = Open();
        await destination.CommitAsync(await StageAllAsync(destination), (_, failure) => Assert.Null(failure));
        Assert.DoesNotContain(calls, call => call.StartsWith("names", StringComparison.Ordinal));
        await destination.FlushAsync();
        Assert.Equal(["names "], calls.Where(call => call.StartsWith("names", StringComparison.Ordinal)));
        calls.Clear();
        await destination.MoveAsync(
            [new EntryMove(EntryPath.Parse("from/moved"), EntryPath.Parse("to/moved"), Look("from/moved"), Replaces: false)], (_, facts) => Assert.NotNull(facts));
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync(destination, "gone/inner", Look("gone/inner")));
        await destination.FlushAsync();
        Assert.Equal(["names from", "names gone", "names to"], calls.Where(call => call.StartsWith("names", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_went_has_no_names_to_be_flushed_and_a_failure_is_told_of()
    {
        flushesWhole = false;
        Directory.CreateDirectory(Path.Combine(place, "gone", "inner"));
        await using var destination = Open();
        await RemoveAsync(destination, "gone/inner", Look("gone/inner"));
        await RemoveAsync(destination, "gone", Look("gone"));
        await destination.FlushAsync();
        File.WriteAllText(Path.Combine(place, "b"), "old");
        await destination.CommitAsync(await StageAllAsync(destination), (_, failure) => Assert.Null(failure));
        cannotFlushNames = true;
        Assert.Equal(IoProblem.DeviceGone, (await Assert.ThrowsAsync<EntryException>(async () => await destination.FlushAsync())).Problem);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task On_a_disk_that_may_be_pulled_each_file_is_flushed(bool removable, int flushed)
    {
        (isRemovable, holdsUnnamed) = (removable, true);
        File.WriteAllText(Path.Combine(place, "b"), "old");
        await using var destination = Open();
        Assert.SkipUnless(destination.Root.TryCreateUnnamed() is { } file && Close(file), "files that can be watched have no name, which Linux alone has");
        await destination.CommitAsync(await StageAllAsync(destination), (_, failure) => Assert.Null(failure));
        Assert.Equal(flushed, calls.Count(call => call == "file"));
    }

    static bool Close(FileWriter file)
    {
        file.Dispose();
        return true;
    }

    FolderDestination Open()
    {
        var platform = new AlteredPlatform(place)
        {
            FlushesWhole = flushesWhole,
            BeforeFlushFile = () => calls.Add("file"),
            BeforeFlushNames = path =>
            {
                calls.Add("names " + path);
                if (cannotFlushNames) throw new EntryException(IoProblem.DeviceGone, "EIO", EntryOperation.Flush);
            },
            BeforeRename = name => calls.Add("name " + name),
            BeforeFlush = () =>
            {
                calls.Add("flush");
                if (cannotFlush) throw new EntryException(IoProblem.DeviceGone, "EIO", EntryOperation.Flush);
            },
        };
        var root = platform.OpenRoot(place);
        return new FolderDestination(root, CapabilityProbe.Guess(root.Volume()) with { HasUnnamedFiles = holdsUnnamed, IsRemovable = isRemovable }, new TemporaryNames(Guid.NewGuid()));
    }

    async Task<List<StagedItem>> StageAllAsync(FolderDestination destination)
    {
        var staged = new List<StagedItem>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            var path = EntryPath.Parse(name);
            EntryFacts? replaces = name == "b" ? Look("b") : null;
            staged.Add(await destination.StageAsync(
                source, path, source.Look(path)!.Value, replaces, _ => { }, TestContext.Current.CancellationToken));
        }
        return staged;
    }

    static ValueTask<RemovalOutcome> RemoveAsync(FolderDestination destination, string name, EntryFacts seen) =>
        destination.RemoveAsync(EntryPath.Parse(name), seen, TestContext.Current.CancellationToken);

    EntryFacts Look(string name)
    {
        using var tree = new FolderTree(FolderPlatform.OfThisMachine().OpenRoot(place));
        var path = EntryPath.Parse(name);
        using var parent = tree.Open(path.Parent);
        return parent.Folder.Look(path.Name)!.Value;
    }

    string[] Names() => [.. Directory.GetFileSystemEntries(place).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
