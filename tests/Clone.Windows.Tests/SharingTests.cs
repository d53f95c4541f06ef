using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Files that somebody else holds open.</summary>
public sealed class SharingTests : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_held_exclusively_is_in_use_but_its_facts_are_told()
    {
        folder.File("file", "contents");
        using var holder = Hold("file");
        InUse(EntryOperation.Read, () => folder.Handle.OpenFile("file"u8));
        Assert.Equal(8, folder.Handle.Look("file"u8)!.Value.Size);
        Assert.Equal(8, ContractFolder.List(folder.Handle)["file"].Size);
        Assert.Equal("file"u8.ToArray(), folder.Handle.StoredName("FILE"u8));
    }

    [Fact]
    public void A_file_held_exclusively_is_neither_replaced_nor_renamed_nor_removed()
    {
        folder.File("file", "held");
        folder.File("new", "new");
        using (Hold("file"))
        {
            InUse(EntryOperation.Rename, () => folder.Handle.Rename("new"u8, folder.Handle, "file"u8, replace: true));
            InUse(EntryOperation.Rename, () => folder.Handle.Rename("file"u8, folder.Handle, "other"u8, replace: false));
            InUse(EntryOperation.Remove, () => folder.Handle.Remove("file"u8, EntryKind.File));
        }
        Assert.Equal(["file", "new"], folder.Names());
        Assert.Equal("held", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void A_read_only_file_that_cannot_be_replaced_stays_read_only()
    {
        new FileInfo(folder.File("file", "held")).IsReadOnly = true;
        folder.File("new", "new");
        using (Hold("file"))
            Assert.Throws<EntryException>(() => folder.Handle.Rename("new"u8, folder.Handle, "file"u8, replace: true));
        Assert.True(new FileInfo(folder["file"]).IsReadOnly);
    }

    [Fact]
    public void Nobody_is_kept_from_a_file_that_is_read()
    {
        folder.File("file", "before");
        using (folder.Handle.OpenFile("file"u8))
        {
            File.WriteAllText(folder["file"], "after");
            File.Move(folder["file"], folder["moved"]);
        }
        Assert.Equal("after", File.ReadAllText(folder["moved"]));
    }

    [Fact]
    public void An_open_folder_can_be_renamed_and_removed()
    {
        folder.Folder("inner");
        using var inner = folder.Handle.OpenFolder("inner"u8);
        folder.Handle.Rename("inner"u8, folder.Handle, "moved"u8, replace: false);
        // Wine 10 asks by the name that the folder had.
        if (!ContractFolder.IsWine) Assert.Equal(EntryKind.Folder, inner.LookAtSelf().Kind);
        folder.Handle.Remove("moved"u8, EntryKind.Folder);
        inner.Dispose();
        Assert.Empty(folder.Names());
    }

    FileStream Hold(string name) => new(folder[name], FileMode.Open, FileAccess.Read, FileShare.None);

    static void InUse(EntryOperation operation, Action action) =>
        Assert.Equal("ERROR_SHARING_VIOLATION", ContractFolder.Fails(IoProblem.InUse, operation, action).Code);
}
