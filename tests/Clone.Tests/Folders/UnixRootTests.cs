using System;
using System.IO;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class UnixRootTests : IDisposable
{
    readonly TempFolder temp = new();
    readonly string real;

    public UnixRootTests()
    {
        Platform.RequireLinux();
        real = Tool.Run("realpath", temp.Path).TrimEnd('\n');
    }

    static FolderPlatform Folders => FolderPlatform.OfThisMachine();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Links_in_the_path_of_a_root_are_followed()
    {
        temp.Folder("a/b");
        temp.File("a/b/file");
        File.CreateSymbolicLink(temp["link"], "a");
        using var root = Folders.OpenRoot(temp["link/b"]);
        Assert.NotNull(root.Look("file"u8));
        File.CreateSymbolicLink(temp["last"], "a/b");
        using var last = Folders.OpenRoot(temp["last"]);
        Assert.NotNull(last.Look("file"u8));
    }

    [Fact]
    public void Roots_that_cannot_be_opened_say_why()
    {
        temp.File("file");
        const EntryOperation list = EntryOperation.List;
        Failure.Expect(IoProblem.NotFound, "ENOENT", list, () => Folders.OpenRoot(temp["none"]));
        Failure.Expect(IoProblem.NotAFolder, "ENOTDIR", list, () => Folders.OpenRoot(temp["file"]));
        Failure.Expect(IoProblem.NotFound, "ENOENT", list, () => Folders.OpenRoot(""));
        Failure.Expect(IoProblem.NameNotAllowed, "EINVAL", list, () => Folders.OpenRoot(temp.Path + "\0/x"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("//./.", "")]
    [InlineData("/a", "/a")]
    [InlineData("/a/", "/a")]
    [InlineData("/a/../a//b/.", "/a/b")]
    [InlineData("/link", "/a/b")]
    [InlineData("/link/..", "/a")]
    [InlineData("/link/new/x/", "/a/b/new/x")]
    [InlineData("/new/../other", "/other")]
    [InlineData("/new/../../x", "/../x")]
    [InlineData("/new/../link/x", "/a/b/x")]
    [InlineData("/dangling", "/a/later")]
    [InlineData("/dangling/x", "/a/later/x")]
    [InlineData("/absolute/x", "/a/b/x")]
    [InlineData("/file/below", "/file/below")]
    [InlineData("/名前/データ", "/名前/データ")]
    public void Canonical_paths_hold_no_links_and_keep_what_is_not_there(string path, string expected)
    {
        temp.Folder("a/b");
        temp.File("file");
        File.CreateSymbolicLink(temp["link"], "a/b");
        File.CreateSymbolicLink(temp["dangling"], "./a/../a/later");
        File.CreateSymbolicLink(temp["absolute"], temp["link"]);
        var wanted = expected == "/../x" ? Path.GetDirectoryName(real) + "/x" : real + expected;
        Assert.Equal(wanted, Folders.Canonicalize(temp.Path + path));
    }

    [Fact]
    public void The_root_of_all_is_its_own_canonical_path()
    {
        Assert.Equal("/", Folders.Canonicalize("/"));
        Assert.Equal("/", Folders.Canonicalize("/.."));
        Assert.Equal("/", Folders.Canonicalize("///"));
        Assert.Equal("/no such folder", Folders.Canonicalize("/no such folder/"));
    }

    [Fact]
    public void Links_in_a_circle_have_no_canonical_path()
    {
        File.CreateSymbolicLink(temp["x"], "y");
        File.CreateSymbolicLink(temp["y"], "x");
        Failure.Expect(IoProblem.LinkInTheWay, "ELOOP", EntryOperation.Look, () => Folders.Canonicalize(temp["x"]));
        File.CreateSymbolicLink(temp["grows"], "grows/more");
        Failure.Expect(IoProblem.LinkInTheWay, "ELOOP", EntryOperation.Look, () => Folders.Canonicalize(temp["grows"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("relative/path")]
    [InlineData("./x")]
    [InlineData("~")]
    [InlineData("C:\\x")]
    [InlineData("/a\0b")]
    public void Paths_that_are_not_full_are_refused(string path)
    {
        var e = Assert.Throws<CloneException>(() => Folders.Canonicalize(path));
        Assert.Equal(ErrorId.ClonePathInvalid, e.Id);
        Assert.Equal(path, e.Arguments[0]);
    }

    [Fact]
    public void A_link_to_a_name_that_text_cannot_hold_is_refused()
    {
        using var folder = temp.Open();
        byte[] name = [(byte)'x', 0xFF];
        folder.CreateFolder(name);
        folder.CreateLink("link"u8, name);
        Assert.Equal(ErrorId.ClonePathInvalid, Assert.Throws<CloneException>(() => Folders.Canonicalize(temp["link"])).Id);
    }

    [Fact]
    public void A_path_of_the_greatest_length_is_still_canonical()
    {
        var path = new StringBuilder(real);
        while (path.Length + 101 < 4090) path.Append('/').Append('d', 100);
        path.Append('/').Append('e', 4095 - path.Length - 1);
        Directory.CreateDirectory(path.ToString());
        Assert.Equal(path.ToString(), Folders.Canonicalize(path.ToString()));
        using var root = Folders.OpenRoot(path.ToString());
        Assert.Equal(EntryKind.Folder, root.LookAtSelf().Kind);
    }
}
