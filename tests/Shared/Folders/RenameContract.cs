using System.IO;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class RenameContract : System.IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_takes_a_new_name()
    {
        folder.File("old", "contents");
        folder.Handle.Rename("old"u8, folder.Handle, "new"u8, replace: false);
        Assert.Equal(["new"], folder.Names());
        Assert.Equal("contents", File.ReadAllText(folder["new"]));
    }

    [Fact]
    public void A_file_and_a_folder_move_to_another_folder()
    {
        folder.File("file", "contents");
        Directory.CreateDirectory(folder["moved/deep"]);
        folder.Folder("there");
        using var there = folder.Handle.OpenFolder("there"u8);
        folder.Handle.Rename("file"u8, there, "file2"u8, replace: false);
        folder.Handle.Rename("moved"u8, there, "moved2"u8, replace: false);
        Assert.Equal(["there"], folder.Names());
        Assert.Equal("contents", File.ReadAllText(folder["there/file2"]));
        Assert.True(Directory.Exists(folder["there/moved2/deep"]));
    }

    [Fact]
    public void A_file_is_replaced_when_that_is_asked()
    {
        folder.File("new", "new contents");
        folder.File("old", "old contents");
        folder.Handle.Rename("new"u8, folder.Handle, "old"u8, replace: true);
        Assert.Equal(["old"], folder.Names());
        Assert.Equal("new contents", File.ReadAllText(folder["old"]));
    }

    [Fact]
    public void A_read_only_file_is_replaced_too()
    {
        folder.File("new", "new contents");
        new FileInfo(folder.File("old", "old contents")).IsReadOnly = true;
        folder.Handle.Rename("new"u8, folder.Handle, "old"u8, replace: true);
        Assert.Equal("new contents", File.ReadAllText(folder["old"]));
        Assert.False(new FileInfo(folder["old"]).IsReadOnly);
    }

    [Fact]
    public void A_read_only_file_is_renamed()
    {
        new FileInfo(folder.File("old", "contents")).IsReadOnly = true;
        folder.Handle.Rename("old"u8, folder.Handle, "new"u8, replace: false);
        Assert.True(new FileInfo(folder["new"]).IsReadOnly);
    }

    [Fact]
    public void A_taken_name_is_a_failure_unless_replacing_is_asked()
    {
        folder.File("one", "1");
        folder.File("two", "2");
        folder.Folder("three");
        ContractFolder.Fails(IoProblem.AlreadyExists, EntryOperation.Rename,
            () => folder.Handle.Rename("one"u8, folder.Handle, "two"u8, replace: false));
        ContractFolder.Fails(IoProblem.AlreadyExists, EntryOperation.Rename,
            () => folder.Handle.Rename("one"u8, folder.Handle, "three"u8, replace: false));
        Assert.Equal(("1", "2"), (File.ReadAllText(folder["one"]), File.ReadAllText(folder["two"])));
    }

    [Fact]
    public void A_folder_is_never_replaced()
    {
        folder.File("file", "contents");
        folder.Folder("taken");
        File.WriteAllText(folder["taken/kept"], "kept");
        ContractFolder.Fails(IoProblem.IsAFolder, EntryOperation.Rename,
            () => folder.Handle.Rename("file"u8, folder.Handle, "taken"u8, replace: true));
        Assert.Equal("kept", File.ReadAllText(folder["taken/kept"]));
        Assert.Equal("contents", File.ReadAllText(folder["file"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_entry_takes_its_name_in_another_case(bool replace)
    {
        SkipUnderWine();
        folder.File("Mixed.txt", "contents");
        folder.Handle.Rename("Mixed.txt"u8, folder.Handle, "mIXED.TXT"u8, replace);
        Assert.Equal(["mIXED.TXT"], folder.Names());
        Assert.Equal("contents", File.ReadAllText(folder["mIXED.TXT"]));
    }

    [Fact]
    public void A_folder_takes_its_name_in_another_case()
    {
        SkipUnderWine();
        Directory.CreateDirectory(folder["Mixed/inner"]);
        folder.Handle.Rename("Mixed"u8, folder.Handle, "mIXED"u8, replace: false);
        Assert.Equal(["mIXED"], folder.Names());
        Assert.True(Directory.Exists(folder["mIXED/inner"]));
    }

    [Fact]
    public void An_entry_keeps_its_own_name()
    {
        folder.File("same", "contents");
        folder.Handle.Rename("same"u8, folder.Handle, "same"u8, replace: true);
        Assert.Equal("contents", File.ReadAllText(folder["same"]));
    }

    [Fact]
    public void What_is_not_there_is_not_renamed()
    {
        folder.File("kept", "kept");
        ContractFolder.Fails(IoProblem.NotFound, EntryOperation.Rename,
            () => folder.Handle.Rename("missing"u8, folder.Handle, "kept"u8, replace: true));
        Assert.Equal("kept", File.ReadAllText(folder["kept"]));
    }

    [Fact]
    public void A_file_is_renamed_while_it_is_written_and_while_its_target_is_read()
    {
        folder.File("target", "old contents");
        using var reader = folder.Handle.OpenFile("target"u8);
        using (var writer = folder.Handle.CreateFile("temporary"u8))
        {
            writer.Write("new contents"u8, 0);
            if (!TryReplace("temporary"u8, "target"u8)) return;
        }
        Assert.Equal(["target"], folder.Names());
        Assert.Equal("new contents", File.ReadAllText(folder["target"]));
    }

    static void SkipUnderWine()
    {
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 leaves a name as it is when the new one differs in case alone");
    }

    /// <summary>File systems without POSIX semantics (FAT, Wine) refuse to replace a file in use, and must say so.</summary>
    bool TryReplace(System.ReadOnlySpan<byte> name, System.ReadOnlySpan<byte> taken)
    {
        try
        {
            folder.Handle.Rename(name, folder.Handle, taken, replace: true);
            return true;
        }
        catch (EntryException e) when (ContractFolder.IsWindows)
        {
            Assert.Equal(IoProblem.InUse, e.Problem);
            Assert.Equal("old contents", File.ReadAllText(folder["target"]));
            return false;
        }
    }
}
