using System;
using System.Linq;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class NameContract : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("trailing dot.")]
    [InlineData("trailing space ")]
    [InlineData(" leading space")]
    [InlineData("...")]
    [InlineData(".hidden")]
    [InlineData("NUL")]
    [InlineData("con.txt")]
    [InlineData("COM1")]
    [InlineData("日本語のファイル名")]
    [InlineData("e\u0301 and \u00e9")]
    [InlineData("\U0001F600 beyond the plane")]
    [InlineData("percent %20 and 'quotes'")]
    public void Any_name_is_made_listed_read_renamed_and_removed(string name)
    {
        var bytes = ContractFolder.Name(name);
        ContractFolder.Write(folder.Handle, name, "contents"u8);
        Assert.Equal([name], folder.Names());
        Assert.Equal("contents"u8.ToArray(), ContractFolder.ReadAll(folder.Handle, name));
        Assert.Equal(bytes, folder.Handle.StoredName(bytes));
        folder.Handle.Rename(bytes, folder.Handle, "other"u8, replace: false);
        folder.Handle.Rename("other"u8, folder.Handle, bytes, replace: false);
        folder.Handle.Remove(bytes, EntryKind.File);
        folder.Handle.CreateFolder(bytes);
        using (var inner = folder.Handle.OpenFolder(bytes)) Assert.Empty(ContractFolder.List(inner));
        folder.Handle.Remove(bytes, EntryKind.Folder);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void Random_names_come_back_as_they_were_given()
    {
        var letters = Gen.Char["abcXYZ0189 .-_()[]{}!@#$%^&+=,;'`~äöüßéñçøåżžабвγδεאבجد日本語한글"];
        Gen.String[letters, 1, 60].Where(n => n is not ("." or "..")).Sample(name =>
        {
            ContractFolder.Write(folder.Handle, name, []);
            Assert.Equal([name], folder.Names());
            folder.Handle.Remove(ContractFolder.Name(name), EntryKind.File);
        }, iter: 100 * Soak.Times, threads: 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("../out")]
    [InlineData("nul\0byte")]
    public void What_is_no_single_name_is_refused_by_every_member(string name)
    {
        folder.File("file");
        folder.Folder("a");
        var bytes = Encoding.UTF8.GetBytes(name);
        Action[] members =
        [
            () => folder.Handle.OpenFolder(bytes),
            () => folder.Handle.OpenFile(bytes),
            () => folder.Handle.CreateFile(bytes),
            () => folder.Handle.CreateFolder(bytes),
            () => folder.Handle.Remove(bytes, EntryKind.Folder),
            () => folder.Handle.Remove(bytes, EntryKind.File),
            () => folder.Handle.Rename("file"u8, folder.Handle, bytes, replace: true),
            () => folder.Handle.Rename(bytes, folder.Handle, "moved"u8, replace: true),
            () => folder.Handle.SetFacets(bytes, new EntryFacts { Modified = DateTime.UtcNow.Ticks }, FacetMask.Modified),
            () => folder.Handle.ReadLink(bytes),
        ];
        Assert.All(members, member => Assert.Throws<EntryException>(member));
        Assert.Equal(["a", "file"], folder.Names());
    }

    [Fact]
    public void Paths_go_far_beyond_260_characters()
    {
        var part = new string('p', 100);
        var open = new FolderHandle[30];
        var parent = folder.Handle;
        for (var depth = 0; depth < open.Length; depth++)
        {
            parent.CreateFolder(ContractFolder.Name(part));
            parent = open[depth] = parent.OpenFolder(ContractFolder.Name(part));
        }
        ContractFolder.Write(parent, "deep", "contents"u8);
        Assert.Equal("contents"u8.ToArray(), ContractFolder.ReadAll(parent, "deep"));
        Assert.Equal("deep", ContractFolder.List(parent).Keys.Single());
        foreach (var handle in open) handle.Dispose();
    }

    [Fact]
    public void A_name_of_255_characters_is_taken_and_one_of_256_is_refused()
    {
        var longest = new string('n', 255);
        ContractFolder.Write(folder.Handle, longest, []);
        Assert.Equal([longest], folder.Names());
        var e = Assert.Throws<EntryException>(() => folder.Handle.CreateFile(ContractFolder.Name(longest + "n")));
        Assert.True(e.Problem is IoProblem.NameTooLong or IoProblem.NameNotAllowed, e.Message);
    }
}
