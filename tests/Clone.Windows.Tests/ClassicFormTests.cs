using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Windows;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Renaming and removing as file systems and servers without POSIX semantics know it.</summary>
public sealed class ClassicFormTests : IDisposable
{
    readonly ContractFolder folder = new();
    readonly WindowsFolderHandle classic;

    public ClassicFormTests()
    {
        var code = NtFile.OpenPath(WindowsPath.ToExtended(folder.Path), Access.ListDirectory | Access.ReadAttributes, out var handle);
        Assert.Equal(0, code);
        classic = new WindowsFolderHandle(handle!, WindowsVolume.Of(handle!, NameForm.Classic));
    }

    public void Dispose()
    {
        classic.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Files_are_replaced_read_only_ones_too()
    {
        folder.File("one", "1");
        folder.File("two", "2");
        new FileInfo(folder.File("old", "old")).IsReadOnly = true;
        classic.Rename("one"u8, classic, "old"u8, replace: true);
        Assert.False(new FileInfo(folder["old"]).IsReadOnly);
        classic.Rename("two"u8, classic, "old"u8, replace: true);
        Assert.Equal(["old"], folder.Names());
        Assert.Equal("2", File.ReadAllText(folder["old"]));
    }

    [Fact]
    public void Files_and_folders_are_removed_read_only_ones_too()
    {
        folder.File("file");
        new FileInfo(folder.File("locked")).IsReadOnly = true;
        File.SetAttributes(folder.Folder("inner"), FileAttributes.ReadOnly);
        classic.Remove("file"u8, EntryKind.File);
        classic.Remove("locked"u8, EntryKind.File);
        classic.Remove("inner"u8, EntryKind.Folder);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_folder_is_not_replaced_and_a_full_one_not_removed()
    {
        folder.File("file", "kept");
        folder.Folder("inner");
        folder.File(@"inner\file", "kept");
        ContractFolder.Fails(IoProblem.IsAFolder, EntryOperation.Rename,
            () => classic.Rename("file"u8, classic, "inner"u8, replace: true));
        ContractFolder.Fails(IoProblem.NotEmpty, EntryOperation.Remove, () => classic.Remove("inner"u8, EntryKind.Folder));
        Assert.Equal("kept", File.ReadAllText(folder[@"inner\file"]));
    }
}
