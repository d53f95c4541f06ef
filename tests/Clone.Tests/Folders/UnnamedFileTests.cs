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

/// <summary>New files that are written before they have any name.</summary>
public sealed class UnnamedFileTests : IDisposable
{
    const int Large = 1024 * 1024;

    readonly TempFolder folder = new();
    readonly string place;
    readonly SourceFolder source;

    public UnnamedFileTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone has such files");
        place = folder.Folder("destination");
        using (var probed = FolderPlatform.OfThisMachine().OpenRoot(place))
        using (var file = probed.TryCreateUnnamed())
            Assert.SkipWhen(file is null, "the file system of " + place + " has no such files");
        var from = folder.Folder("source");
        source = new SourceFolder(from, FolderPlatform.OfThisMachine().OpenRoot(from));
    }

    public void Dispose()
    {
        source?.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_trial_of_a_folder_finds_that_it_holds_them()
    {
        using var root = folder.Open();
        Assert.True(CapabilityProbe.Try(root, new TemporaryNames(Guid.NewGuid()), root.Volume()).HasUnnamedFiles);
        Assert.Equal(["destination", "source"], folder.Names());
    }

    [Fact]
    public async Task Nothing_can_be_seen_of_a_small_new_file_until_it_has_its_name()
    {
        Write("new", "contents");
        File.SetUnixFileMode(folder["source/new"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await using var destination = Open();
        var staged = await StageAsync(destination, "new");
        Assert.Empty(Names());
        await CommitAsync(destination, staged);
        Assert.Equal(["new"], Names());
        Assert.Equal("contents", File.ReadAllText(folder["destination/new"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(folder["destination/new"]));
        Assert.Equal(File.GetLastWriteTimeUtc(folder["source/new"]), File.GetLastWriteTimeUtc(folder["destination/new"]));
    }

    [Fact]
    public async Task Large_files_and_those_that_replace_others_have_names_while_they_wait()
    {
        File.WriteAllBytes(folder["source/large"], new byte[Large]);
        Write("old", "new contents");
        folder.File("destination/old", "old");
        await using var destination = Open();
        var staged = new[] { await StageAsync(destination, "large"), await StageAsync(destination, "old", Look("old")) };
        Assert.Equal(2, Names().Count(name => TemporaryName.Is(Wtf8.Encode(name))));
        Assert.Equal("old", File.ReadAllText(folder["destination/old"]));
        await CommitAsync(destination, staged);
        Assert.Equal(["large", "old"], Names());
        Assert.Equal("new contents", File.ReadAllText(folder["destination/old"]));
    }

    [Fact]
    public async Task A_file_that_somebody_put_there_meanwhile_is_replaced()
    {
        Write("a", "of the source");
        await using var destination = Open();
        var staged = await StageAsync(destination, "a");
        folder.File("destination/a", "of somebody");
        await CommitAsync(destination, staged);
        Assert.Equal(["a"], Names());
        Assert.Equal("of the source", File.ReadAllText(folder["destination/a"]));
    }

    [Fact]
    public async Task A_folder_that_somebody_put_there_meanwhile_stays_and_nothing_else_is_left()
    {
        Write("a", "of the source");
        await using var destination = Open();
        var staged = await StageAsync(destination, "a");
        folder.Folder("destination/a");
        EntryException? failed = null;
        await destination.CommitAsync([staged], (_, failure) => failed = failure);
        Assert.Equal(IoProblem.NameTaken, failed?.Problem);
        Assert.Equal(["a"], Names());
        Assert.True(Directory.Exists(folder["destination/a"]));
    }

    [Fact]
    public async Task A_file_whose_folder_is_gone_fails_as_one_with_a_name_does()
    {
        Directory.CreateDirectory(folder["source/f"]);
        Directory.CreateDirectory(folder["destination/f"]);
        Write("f/a", "contents");
        await using var destination = Open();
        var staged = await StageAsync(destination, "f/a");
        Directory.Delete(folder["destination/f"]);
        EntryException? failed = null;
        await destination.CommitAsync([staged], (_, failure) => failed = failure);
        Assert.True(failed?.Problem is IoProblem.ParentMissing or IoProblem.NotFound, failed?.ToString());
        Assert.Empty(Names());
    }

    [Fact]
    public async Task What_changes_while_it_is_read_leaves_nothing_open()
    {
        Write("a", "contents");
        await using var destination = Open();
        var path = EntryPath.Parse("a");
        var error = await Assert.ThrowsAsync<EntryException>(async () => await destination.StageAsync(
            source, path, source.Look(path)!.Value, null, _ => Write("a", "other, longer contents"), TestContext.Current.CancellationToken));
        Assert.Equal(IoProblem.ChangedWhileRead, error.Problem);
        Assert.Empty(Names());
        Assert.DoesNotContain(OpenFilesOfThisProcess(), file => file.StartsWith(place, StringComparison.Ordinal) && file != place);
    }

    [Fact]
    public void There_are_only_so_many_at_once()
    {
        using var root = FolderPlatform.OfThisMachine().OpenRoot(place);
        var files = new UnnamedFiles(2);
        var (one, other) = (files.TryCreate(root)!, files.TryCreate(root)!);
        Assert.Null(files.TryCreate(root));
        Assert.Equal(2, files.Open);
        files.Close(one);
        files.Close(Assert.IsAssignableFrom<FileWriter>(files.TryCreate(root)));
        files.Close(other);
        Assert.Equal(0, files.Open);
        Assert.Empty(Names());
    }

    FolderDestination Open()
    {
        var root = FolderPlatform.OfThisMachine().OpenRoot(place);
        var names = new TemporaryNames(Guid.NewGuid());
        return new FolderDestination(root, CapabilityProbe.Try(root, names, root.Volume()), names);
    }

    async Task<StagedItem> StageAsync(FolderDestination destination, string name, EntryFacts? replaces = null)
    {
        var path = EntryPath.Parse(name);
        return await destination.StageAsync(source, path, source.Look(path)!.Value, replaces, _ => { }, TestContext.Current.CancellationToken);
    }

    static async Task CommitAsync(FolderDestination destination, params StagedItem[] staged)
    {
        var done = new List<EntryException?>();
        await destination.CommitAsync(staged, (_, failure) => done.Add(failure));
        Assert.Equal(staged.Length, done.Count);
        Assert.All(done, Assert.Null);
    }

    EntryFacts Look(string name)
    {
        using var root = FolderPlatform.OfThisMachine().OpenRoot(place);
        return root.Look(Wtf8.Encode(name))!.Value;
    }

    void Write(string name, string contents) => File.WriteAllText(folder["source/" + name], contents);

    string[] Names() => [.. Directory.GetFileSystemEntries(place, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(place, path)).Order(StringComparer.Ordinal)];

    static IEnumerable<string> OpenFilesOfThisProcess() =>
        Directory.GetFileSystemEntries("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget ?? "");
}
