using System;
using System.IO;
using System.Runtime.InteropServices;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

public sealed class WindowsNameTests : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(@"inner\file")]
    [InlineData(@"..\file")]
    [InlineData(@"\file")]
    [InlineData("file:stream")]
    [InlineData("file::$DATA")]
    [InlineData(@"C:\file")]
    public void Paths_and_streams_are_refused_by_every_member(string name)
    {
        folder.File("file", "kept");
        folder.Folder("inner");
        File.WriteAllText(folder[@"inner\file"], "kept");
        var bytes = ContractFolder.Name(name);
        Action[] members =
        [
            () => folder.Handle.OpenFolder(bytes),
            () => folder.Handle.OpenFile(bytes),
            () => folder.Handle.Look(bytes),
            () => folder.Handle.StoredName(bytes),
            () => folder.Handle.CreateFile(bytes),
            () => folder.Handle.CreateFolder(bytes),
            () => folder.Handle.Remove(bytes, EntryKind.File),
            () => folder.Handle.Rename("file"u8, folder.Handle, bytes, replace: true),
            () => folder.Handle.Rename(bytes, folder.Handle, "moved"u8, replace: true),
            () => folder.Handle.SetFacets(bytes, new EntryFacts { Modified = 1 }, FacetMask.Modified),
            () => folder.Handle.ReadLink(bytes),
        ];
        Assert.All(members, member => Assert.Equal(IoProblem.NameNotAllowed, Assert.Throws<EntryException>(member).Problem));
        Assert.Equal("kept", File.ReadAllText(folder["file"]));
        Assert.Equal("kept", File.ReadAllText(folder[@"inner\file"]));
    }

    [Theory]
    [InlineData("a*b")]
    [InlineData("a?b")]
    [InlineData("a<b")]
    [InlineData("a>b")]
    [InlineData("a|b")]
    [InlineData("a\"b")]
    public void Characters_of_patterns_are_no_name_and_match_nothing(string name)
    {
        folder.File("a-b");
        ContractFolder.Fails(IoProblem.NameNotAllowed, EntryOperation.Write, () => folder.Handle.CreateFile(ContractFolder.Name(name)));
        Assert.Null(folder.Handle.StoredName(ContractFolder.Name(name)));
        Assert.Equal(["a-b"], folder.Names());
    }

    [Fact]
    public void A_short_name_leads_to_the_stored_name()
    {
        folder.File("A name that is too long.text");
        var shortName = Path.GetFileName(ShortPath(folder["A name that is too long.text"]));
        if (shortName == "A name that is too long.text") Assert.Skip("the volume makes no short names");
        Assert.Equal("A name that is too long.text"u8.ToArray(), folder.Handle.StoredName(ContractFolder.Name(shortName)));
        Assert.NotNull(folder.Handle.Look(ContractFolder.Name(shortName)));
    }

    [Fact]
    public void A_lone_surrogate_is_a_name()
    {
        var name = ContractFolder.Name("lone \uD800 surrogate");
        try
        {
            folder.Handle.CreateFile(name).Dispose();
        }
        catch (EntryException e) when (ContractFolder.IsWine)
        {
            Assert.Skip("Wine keeps names in UTF-8: " + e.Code);
        }
        var listed = ContractFolder.List(folder.Handle);
        if (ContractFolder.IsWine && !listed.ContainsKey("lone \uD800 surrogate")) Assert.Skip("Wine keeps names in UTF-8");
        Assert.Equal(["lone \uD800 surrogate"], listed.Keys);
        Assert.Equal(name, folder.Handle.StoredName(name));
    }

    [Fact]
    public void Control_characters_are_refused_or_kept()
    {
        var name = ContractFolder.Name("bell\u0007");
        try
        {
            folder.Handle.CreateFile(name).Dispose();
            Assert.Equal(["bell\u0007"], folder.Names());
        }
        catch (EntryException e)
        {
            Assert.Equal(IoProblem.NameNotAllowed, e.Problem);
        }
    }

    static unsafe string ShortPath(string path)
    {
        var buffer = stackalloc char[1024];
        fixed (char* text = path)
        {
            var length = GetShortPathNameW(text, buffer, 1024);
            return length is > 0 and < 1024 ? new string(buffer, 0, (int)length) : path;
        }
    }

    [DllImport("kernel32.dll", ExactSpelling = true)]
    static extern unsafe uint GetShortPathNameW(char* path, char* buffer, uint room);
}
