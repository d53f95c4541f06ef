using System;
using System.IO;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class SecondNameContract : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_gets_a_second_name_and_keeps_it_when_the_first_is_given_to_another()
    {
        folder.File("file", "old");
        folder.File("newer", "new");
        folder.Folder("kept");
        using var kept = folder.Handle.OpenFolder("kept"u8);
        if (!folder.Handle.TryCreateHardLink("file"u8, kept, "file"u8)) Assert.Skip("the file system holds one name for each file");
        ContractFolder.Fails(
            IoProblem.AlreadyExists, EntryOperation.Rename, () => folder.Handle.TryCreateHardLink("newer"u8, kept, "file"u8));
        folder.Handle.Rename("newer"u8, folder.Handle, "file"u8, replace: true);
        Assert.Equal("new", File.ReadAllText(folder["file"]));
        Assert.Equal("old", File.ReadAllText(Path.Combine(folder["kept"], "file")));
    }

    [Fact]
    public void A_private_folder_is_made_and_can_be_used()
    {
        folder.Handle.CreatePrivateFolder("own"u8);
        using (var own = folder.Handle.OpenFolder("own"u8))
        using (var file = own.CreateFile("file"u8))
            file.Write("contents"u8, 0);
        Assert.Equal("contents", File.ReadAllText(Path.Combine(folder["own"], "file")));
        if (!ContractFolder.IsWindows)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["own"]));
        ContractFolder.Fails(IoProblem.AlreadyExists, EntryOperation.CreateFolder, () => folder.Handle.CreatePrivateFolder("own"u8));
    }
}
