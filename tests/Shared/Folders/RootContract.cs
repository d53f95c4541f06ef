using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class RootContract : IDisposable
{
    static readonly string Separator = Path.DirectorySeparatorChar.ToString();
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_root_must_be_a_folder_that_is_there()
    {
        folder.File("file");
        ContractFolder.Fails(IoProblem.NotFound, EntryOperation.List, () => ContractFolder.Platform.OpenRoot(folder["missing"]));
        ContractFolder.Fails(IoProblem.NotAFolder, EntryOperation.List, () => ContractFolder.Platform.OpenRoot(folder["file"]));
    }

    [Fact]
    public void A_root_is_opened_with_and_without_a_separator_at_its_end()
    {
        folder.File("file");
        using var one = ContractFolder.Platform.OpenRoot(folder.Path);
        using var two = ContractFolder.Platform.OpenRoot(folder.Path + Separator);
        Assert.NotNull(one.Look("file"u8));
        Assert.Equal(one.LookAtSelf().FileId, two.LookAtSelf().FileId);
    }

    [Fact]
    public void A_canonical_path_has_no_detours_and_no_separator_at_its_end()
    {
        folder.Folder("inner");
        var canonical = ContractFolder.Platform.Canonicalize(folder["inner"]);
        Assert.Equal(canonical, ContractFolder.Platform.Canonicalize(canonical));
        Assert.Equal(canonical, ContractFolder.Platform.Canonicalize(folder["inner"] + Separator));
        Assert.Equal(canonical, ContractFolder.Platform.Canonicalize(Path.Combine(folder.Path, "inner", "..", ".", "inner")));
        Assert.EndsWith(Separator + "inner", canonical, StringComparison.Ordinal);
        using var opened = ContractFolder.Platform.OpenRoot(canonical);
        Assert.Empty(ContractFolder.List(opened));
    }

    [Fact]
    public void Parts_that_do_not_exist_yet_are_kept()
    {
        var root = ContractFolder.Platform.Canonicalize(folder.Path);
        Assert.Equal(
            Path.Combine(root, "Not Yet", "There"), ContractFolder.Platform.Canonicalize(folder[Path.Combine("Not Yet", "There")]));
    }

    [Fact]
    public void A_canonical_path_shows_the_stored_case()
    {
        if (!folder.Handle.Volume().FoldsCase) Assert.Skip("the file system tells cases apart");
        folder.Folder("Stored Case");
        Assert.Equal(
            ContractFolder.Platform.Canonicalize(folder["Stored Case"]),
            ContractFolder.Platform.Canonicalize(folder["sTORED cASE"]));
        Assert.EndsWith("Stored Case", ContractFolder.Platform.Canonicalize(folder["sTORED cASE"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_of_a_volume_keeps_its_separator()
    {
        var root = Path.GetPathRoot(folder.Path)!;
        Assert.EndsWith(Separator, ContractFolder.Platform.Canonicalize(root), StringComparison.Ordinal);
        using var opened = ContractFolder.Platform.OpenRoot(root);
        Assert.Equal(EntryKind.Folder, opened.LookAtSelf().Kind);
    }

    [Fact]
    public void A_volume_tells_who_it_is_and_how_much_room_it_has()
    {
        var volume = folder.Handle.Volume();
        Assert.Contains(':', volume.Id);
        Assert.NotEmpty(volume.FileSystem);
        Assert.Equal(volume.FileSystem.ToLowerInvariant(), volume.FileSystem);
        Assert.True(folder.Handle.FreeBytes() > 0);
        using var again = ContractFolder.Platform.OpenRoot(folder.Path);
        Assert.Equal(volume, again.Volume());
    }

    [Fact]
    public void Free_room_agrees_with_the_system()
    {
        var expected = new DriveInfo(folder.Path).AvailableFreeSpace;
        Assert.InRange(folder.Handle.FreeBytes(), expected - (1L << 30), expected + (1L << 30));
    }

    [Fact]
    public void Flushing_a_volume_works_or_says_that_it_cannot()
    {
        ContractFolder.Write(folder.Handle, "file", "contents"u8);
        var flushed = folder.Handle.FlushVolume();
        Assert.Equal(flushed, folder.Handle.FlushVolume());
    }
}
