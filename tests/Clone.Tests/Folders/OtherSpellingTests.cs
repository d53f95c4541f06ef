using System;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>Where case is folded a folder that is open by one spelling is not taken for another that has the name later.</summary>
public sealed class OtherSpellingTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly MemoryDisk disk = new("disk", new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) { FoldsCase = true };
    readonly SourceFolder source;

    public OtherSpellingTests()
    {
        source = new SourceFolder(folder.Path, FolderPlatform.OfThisMachine().OpenRoot(folder.Path));
        Make("FOLDER");
        Make("other");
    }

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task After_another_was_moved_to_its_place()
    {
        await using var destination = Open();
        Assert.Null(await destination.LookAsync(EntryPath.Parse("folder/new")));
        await MoveAsync(destination, "FOLDER", "way");
        await MoveAsync(destination, "other", "folder");
        await CreateAsync(destination, "folder/new");
        Assert.NotNull(disk.Find("folder/new"));
        Assert.Null(disk.Find("way/new"));
    }

    [Fact]
    public async Task After_another_was_made_in_its_place()
    {
        await using var destination = Open();
        Assert.Null(await destination.LookAsync(EntryPath.Parse("folder/new")));
        var seen = (await destination.LookAsync(EntryPath.Parse("FOLDER")))!.Value;
        Assert.Equal(RemovalOutcome.Removed, await destination.RemoveAsync(EntryPath.Parse("FOLDER"), seen, TestContext.Current.CancellationToken));
        await CreateAsync(destination, "Folder");
        await CreateAsync(destination, "folder/new");
        Assert.NotNull(disk.Find("Folder/new"));
    }

    [Fact]
    public void What_merely_begins_alike_stays_open()
    {
        Make("FOLDERS");
        using var tree = new FolderTree(OpenRoot());
        tree.Open(EntryPath.Parse("folders")).Dispose();
        tree.Open(EntryPath.Parse("folder")).Dispose();
        tree.Forget(EntryPath.Parse("Folder"), ignoringCase: true);
        disk.Remove(disk.Find("folder")!);
        disk.Remove(disk.Find("folders")!);
        Assert.ThrowsAny<Exception>(() => tree.Open(EntryPath.Parse("folder")));
        tree.Open(EntryPath.Parse("folders")).Dispose();
    }

    FolderDestination Open()
    {
        var root = OpenRoot();
        return new FolderDestination(root, CapabilityProbe.Guess(root.Volume()), new TemporaryNames(Guid.NewGuid()));
    }

    FolderHandle OpenRoot() => new MemoryPlatform(new MemoryWatch()).With(disk).OpenRoot(MemoryPlatform.PlaceOf("disk"));

    void Make(string name) => disk.Create(disk.Root, name, EntryKind.Folder, [], Clone.Engine.Errors.EntryOperation.CreateFolder);

    async Task CreateAsync(FolderDestination destination, string path) => await destination.CreateFolderAsync(
        source, EntryPath.Parse(path), new EntryFacts { Kind = EntryKind.Folder, Attributes = 0x1C0 }, TestContext.Current.CancellationToken);

    static async Task MoveAsync(FolderDestination destination, string from, string to)
    {
        var seen = (await destination.LookAsync(EntryPath.Parse(from)))!.Value;
        await destination.MoveAsync([new EntryMove(EntryPath.Parse(from), EntryPath.Parse(to), seen, Replaces: false)], (_, facts) => Assert.NotNull(facts));
    }
}
