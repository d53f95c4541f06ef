using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

public sealed class WindowsRootTests : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_root_is_opened_by_any_form_of_its_path()
    {
        folder.File("file");
        var expected = folder.Handle.LookAtSelf().FileId;
        string[] forms = [folder.Path, @"\\?\" + folder.Path, folder.Path.Replace('\\', '/'), folder.Path.ToUpperInvariant(), folder.Path + @"\."];
        foreach (var form in forms)
        {
            using var root = ContractFolder.Platform.OpenRoot(form);
            Assert.Equal(expected, root.LookAtSelf().FileId);
            Assert.Equal(ContractFolder.Platform.Canonicalize(folder.Path), ContractFolder.Platform.Canonicalize(form));
        }
    }

    [Fact]
    public void The_root_of_a_drive_is_that_of_a_volume_and_no_other_folder_is()
    {
        using var drive = ContractFolder.Platform.OpenRoot(Path.GetPathRoot(folder.Path)!);
        Assert.True(drive.IsVolumeRoot());
        Assert.False(folder.Handle.IsVolumeRoot());
    }

    [Fact]
    public void Below_it_a_folder_is_the_systems_when_its_name_and_its_attribute_say_so()
    {
        folder.Folder("$RECYCLE.BIN");
        folder.Folder("other");
        Assert.Equal(Exclusion.None, Judge("$RECYCLE.BIN"));
        File.SetAttributes(folder["$RECYCLE.BIN"], FileAttributes.Directory | FileAttributes.System);
        File.SetAttributes(folder["other"], FileAttributes.Directory | FileAttributes.System);
        Assert.Equal(Exclusion.SystemFolder, Judge("$RECYCLE.BIN"));
        Assert.Equal(Exclusion.None, Judge("other"));

        Exclusion Judge(string name)
        {
            var encoded = Wtf8.Encode(name);
            return new EntryScope(filters: null).Judge(
                EntryPath.Root, encoded, folder.Handle.Look(encoded)!.Value, Exclusion.None, folder.Handle.IsVolumeRoot());
        }
    }

    [Fact]
    public void A_share_is_a_root_and_stays_one_in_the_canonical_path()
    {
        var share = (ContractFolder.IsWine ? @"\\clone-host\share" : @"\\localhost\" + folder.Path[0] + "$") + folder.Path[2..];
        if (!Directory.Exists(share)) Assert.Skip("no share leads to " + folder.Path);
        folder.File("file", "contents");
        using (var root = ContractFolder.Platform.OpenRoot(share))
        {
            Assert.Equal("contents"u8.ToArray(), ContractFolder.ReadAll(root, "file"));
            root.CreateFolder("made there"u8);
            root.Rename("made there"u8, root, "renamed there"u8, replace: false);
            root.SetOwnFacets(new EntryFacts { Modified = new DateTime(2010, 1, 1).Ticks }, FacetMask.Modified);
            Assert.NotEmpty(root.Volume().Id);
            Assert.True(root.FreeBytes() > 0);
        }
        Assert.Equal(["file", "renamed there"], folder.Names());
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 names the final path of a share by its drive");
        Assert.Equal(share, ContractFolder.Platform.Canonicalize(share), ignoreCase: true);
    }

    [Fact]
    public void A_root_may_lie_deeper_than_260_characters()
    {
        var part = new string('d', 120);
        var deep = Path.Combine(folder.Path, part, part, part);
        Directory.CreateDirectory(@"\\?\" + deep);
        using var root = ContractFolder.Platform.OpenRoot(deep);
        ContractFolder.Write(root, "file", "contents"u8);
        Assert.True(File.Exists(@"\\?\" + deep + @"\file"));
        Assert.Equal(Path.Combine(ContractFolder.Platform.Canonicalize(folder.Path), part, part, part), ContractFolder.Platform.Canonicalize(deep));
    }

    [Fact]
    public void The_root_of_a_drive_is_written_as_such()
    {
        var drive = folder.Path[..3];
        Assert.Equal(drive, ContractFolder.Platform.Canonicalize(drive.ToLowerInvariant()));
        Assert.Equal(drive, ContractFolder.Platform.Canonicalize(drive + @"\.\"));
    }

    [Fact]
    public void A_drive_that_is_not_there_is_no_root_and_its_path_stays()
    {
        const string missing = @"Q:\Not There\At All";
        var e = Assert.Throws<EntryException>(() => ContractFolder.Platform.OpenRoot(missing));
        Assert.True(e.Problem is IoProblem.NotFound or IoProblem.DeviceGone, e.Message);
        Assert.Equal(missing, ContractFolder.Platform.Canonicalize(missing + @"\"));
        Assert.Equal(@"Q:\", ContractFolder.Platform.Canonicalize(@"Q:\"));
    }

    [Fact]
    public void A_server_that_is_not_there_is_no_root_and_its_path_stays()
    {
        if (!ContractFolder.IsWine) Assert.Skip("a name would be looked up in the network");
        const string missing = @"\\no-such-host\share\folder";
        var e = Assert.Throws<EntryException>(() => ContractFolder.Platform.OpenRoot(missing));
        Assert.True(e.Problem is IoProblem.NotFound or IoProblem.DeviceGone, e.Message);
        Assert.Equal(missing, ContractFolder.Platform.Canonicalize(missing));
    }

    [Fact]
    public void A_device_is_no_root()
    {
        var e = Assert.Throws<EntryException>(() => ContractFolder.Platform.OpenRoot(@"\\.\NUL"));
        Assert.NotEmpty(e.Code);
    }

    [Fact]
    public void A_volume_is_told_by_its_guid_and_number()
    {
        var volume = folder.Handle.Volume();
        Assert.Matches(@"^(guid:\{[0-9a-f-]{36}\}-[0-9A-F]{8}\|)?serial:[0-9A-F]{8}$", volume.Id);
        Assert.Equal(new DriveInfo(folder.Path).DriveFormat, volume.FileSystem, ignoreCase: true);
        Assert.True(VolumeFacts.IsSame(volume.Id, folder.Handle.Volume().Id));
        Assert.True(volume.FoldsCase);
    }
}
