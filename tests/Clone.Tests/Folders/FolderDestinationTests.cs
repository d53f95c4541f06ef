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
    bool holdsUnnamed;

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

    FolderDestination Open()
    {
        var platform = new AlteredPlatform(place)
        {
            BeforeRename = name => calls.Add("name " + name),
            BeforeFlush = () =>
            {
                calls.Add("flush");
                if (cannotFlush) throw new EntryException(IoProblem.DeviceGone, "EIO", EntryOperation.Flush);
            },
        };
        var root = platform.OpenRoot(place);
        return new FolderDestination(root, CapabilityProbe.Guess(root.Volume()) with { HasUnnamedFiles = holdsUnnamed }, new TemporaryNames(Guid.NewGuid()));
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
        using var root = FolderPlatform.OfThisMachine().OpenRoot(place);
        return root.Look(Wtf8.Encode(name))!.Value;
    }

    string[] Names() => [.. Directory.GetFileSystemEntries(place).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
