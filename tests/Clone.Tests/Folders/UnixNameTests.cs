using System;
using System.IO;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class UnixNameTests : IDisposable
{
    readonly TempFolder temp = new();
    readonly FolderHandle folder;
    readonly FolderHandle sub;

    public UnixNameTests()
    {
        Platform.RequireLinux();
        folder = temp.Open();
        temp.Folder("sub");
        sub = folder.OpenFolder("sub"u8);
    }

    public void Dispose()
    {
        sub.Dispose();
        folder.Dispose();
        temp.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Entries_of_every_kind_move_to_a_free_name(bool replace)
    {
        temp.File("file", "f");
        temp.Folder("folder");
        File.CreateSymbolicLink(temp["link"], "nowhere");
        foreach (var name in new[] { "file", "folder", "link" })
            folder.Rename(Encoding.UTF8.GetBytes(name), sub, Encoding.UTF8.GetBytes("new " + name), replace);
        Assert.Equal(["sub"], temp.Names());
        Assert.Equal("f", File.ReadAllText(temp["sub/new file"]));
        Assert.True(Directory.Exists(temp["sub/new folder"]));
        Assert.Equal("nowhere", new FileInfo(temp["sub/new link"]).LinkTarget);
    }

    [Fact]
    public void A_taken_name_is_kept_unless_it_is_to_be_replaced()
    {
        temp.File("new", "new");
        temp.File("old", "old");
        Failure.Expect(IoProblem.AlreadyExists, "EEXIST", EntryOperation.Rename,
            () => folder.Rename("new"u8, folder, "old"u8, replace: false));
        Assert.Equal("old", File.ReadAllText(temp["old"]));
        folder.Rename("new"u8, folder, "old"u8, replace: true);
        Assert.Equal("new", File.ReadAllText(temp["old"]));
        Assert.Equal(["old", "sub"], temp.Names());
    }

    [Fact]
    public void Another_hard_link_is_a_taken_name()
    {
        temp.File("one");
        Tool.Run("ln", temp["one"], temp["ONE"]);
        Failure.Expect(IoProblem.AlreadyExists, "EEXIST", EntryOperation.Rename,
            () => folder.Rename("one"u8, folder, "ONE"u8, replace: false));
        Assert.Equal("one"u8.ToArray(), folder.StoredName("one"u8));
        Assert.Equal("ONE"u8.ToArray(), folder.StoredName("ONE"u8));
    }

    [Fact]
    public void Renaming_fails_by_name()
    {
        temp.File("file");
        temp.File("sub/inner");
        temp.Folder("folder");
        Failure.Expect(IoProblem.NotFound, "ENOENT", EntryOperation.Rename, () => folder.Rename("none"u8, folder, "x"u8, true));
        Failure.Expect(IoProblem.NotFound, "ENOENT", EntryOperation.Rename, () => folder.Rename("none"u8, folder, "x"u8, false));
        Failure.Expect(IoProblem.IsAFolder, "EISDIR", EntryOperation.Rename, () => folder.Rename("file"u8, folder, "sub"u8, true));
        Failure.Expect(IoProblem.NotAFolder, "ENOTDIR", EntryOperation.Rename, () => folder.Rename("folder"u8, folder, "file"u8, true));
        Failure.Expect(IoProblem.NotEmpty, "ENOTEMPTY", EntryOperation.Rename, () => folder.Rename("folder"u8, folder, "sub"u8, true));
    }

    [Fact]
    public void Removing_takes_just_the_kind_that_is_named()
    {
        temp.File("file");
        temp.File("sub/inner");
        temp.Folder("folder");
        File.CreateSymbolicLink(temp["link"], "sub");
        const EntryOperation remove = EntryOperation.Remove;
        Failure.Expect(IoProblem.IsAFolder, "EISDIR", remove, () => folder.Remove("folder"u8, EntryKind.File));
        Failure.Expect(IoProblem.NotAFolder, "ENOTDIR", remove, () => folder.Remove("file"u8, EntryKind.Folder));
        Failure.Expect(IoProblem.LinkInTheWay, "ELOOP", remove, () => folder.Remove("link"u8, EntryKind.Folder));
        Failure.Expect(IoProblem.NotEmpty, "ENOTEMPTY", remove, () => folder.Remove("sub"u8, EntryKind.Folder));
        Failure.Expect(IoProblem.NotFound, "ENOENT", remove, () => folder.Remove("none"u8, EntryKind.File));
        folder.Remove("link"u8, EntryKind.Link);
        folder.Remove("folder"u8, EntryKind.Folder);
        Tool.Run("chmod", "0", temp["file"]);
        folder.Remove("file"u8, EntryKind.File);
        Assert.Equal(["sub"], temp.Names());
        Assert.True(File.Exists(temp["sub/inner"]));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("名前")]
    [InlineData("NAME~1.TXT")]
    [InlineData("dot.")]
    [InlineData("1234")]
    public void Where_case_matters_the_stored_name_is_the_name(string name)
    {
        temp.File(name);
        var bytes = Encoding.UTF8.GetBytes(name);
        Assert.Equal(bytes, folder.StoredName(bytes));
        if (name == "abc") Assert.Null(folder.StoredName("ABC"u8));
        temp.File(name.ToUpperInvariant());
        Assert.Equal(bytes, folder.StoredName(bytes));
    }

    [Fact]
    public void Look_answers_nothing_for_what_is_not_there()
    {
        Assert.Null(folder.Look("none"u8));
        Assert.Null(folder.StoredName("none"u8));
        Assert.Equal(EntryKind.Folder, folder.Look("sub"u8)!.Value.Kind);
    }
}
