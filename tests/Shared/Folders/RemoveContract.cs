using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class RemoveContract : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_and_empty_folders_go()
    {
        folder.File("file");
        folder.Folder("inner");
        folder.Handle.Remove("file"u8, EntryKind.File);
        folder.Handle.Remove("inner"u8, EntryKind.Folder);
        Assert.Empty(folder.Names());
        Assert.False(File.Exists(folder["file"]) || Directory.Exists(folder["inner"]));
    }

    [Fact]
    public void A_read_only_attribute_does_not_protect()
    {
        new FileInfo(folder.File("file")).IsReadOnly = true;
        folder.Handle.Remove("file"u8, EntryKind.File);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_folder_with_something_in_it_stays()
    {
        folder.Folder("inner");
        File.WriteAllText(folder["inner/file"], "kept");
        ContractFolder.Fails(IoProblem.NotEmpty, EntryOperation.Remove, () => folder.Handle.Remove("inner"u8, EntryKind.Folder));
        Assert.Equal("kept", File.ReadAllText(folder["inner/file"]));
    }

    [Fact]
    public void What_is_not_there_cannot_be_removed()
    {
        ContractFolder.Fails(IoProblem.NotFound, EntryOperation.Remove, () => folder.Handle.Remove("missing"u8, EntryKind.File));
        ContractFolder.Fails(IoProblem.NotFound, EntryOperation.Remove, () => folder.Handle.Remove("missing"u8, EntryKind.Folder));
    }

    [Fact]
    public void What_has_become_of_another_kind_stays()
    {
        folder.File("file");
        folder.Folder("inner");
        ContractFolder.Fails(IoProblem.IsAFolder, EntryOperation.Remove, () => folder.Handle.Remove("inner"u8, EntryKind.File));
        ContractFolder.Fails(IoProblem.NotAFolder, EntryOperation.Remove, () => folder.Handle.Remove("file"u8, EntryKind.Folder));
        Assert.Equal(["file", "inner"], folder.Names());
    }

    [Fact]
    public void A_name_is_free_at_once_though_its_file_is_still_read()
    {
        folder.File("file", "old");
        using var reader = folder.Handle.OpenFile("file"u8);
        folder.Handle.Remove("file"u8, EntryKind.File);
        ContractFolder.Write(folder.Handle, "file", "new"u8);
        Assert.Equal("new"u8.ToArray(), ContractFolder.ReadAll(folder.Handle, "file"));
    }
}
