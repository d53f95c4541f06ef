using System;
using System.IO;
using System.Linq;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

public sealed class AttributeTests : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(FileAttributes.Hidden)]
    [InlineData(FileAttributes.System)]
    [InlineData(FileAttributes.ReadOnly)]
    [InlineData(FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReadOnly)]
    public void Attributes_are_told_as_the_system_tells_them(FileAttributes attributes)
    {
        File.SetAttributes(folder.File("file"), attributes);
        var expected = (uint)File.GetAttributes(folder["file"]);
        Assert.Equal((uint)attributes, expected & (uint)attributes);
        Assert.Equal(expected, ContractFolder.List(folder.Handle)["file"].Attributes);
        Assert.Equal(expected, folder.Handle.Look("file"u8)!.Value.Attributes);
    }

    [Fact]
    public void Attributes_that_can_be_set_are_set_and_taken_away()
    {
        const FileAttributes all = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReadOnly;
        folder.File("file");
        folder.Folder("inner");
        Set("file", EntryKind.File, (uint)all);
        Set("inner", EntryKind.Folder, (uint)all);
        Assert.Equal(all, File.GetAttributes(folder["file"]) & all);
        // Wine 10 has no read-only folders.
        Assert.Equal(ContractFolder.IsWine ? all & ~FileAttributes.ReadOnly : all, File.GetAttributes(folder["inner"]) & all);
        Set("file", EntryKind.File, 0x80);
        Set("inner", EntryKind.Folder, 0x10);
        Assert.Equal(default, File.GetAttributes(folder["file"]) & all);
        Assert.Equal(FileAttributes.Directory, File.GetAttributes(folder["inner"]) & (all | FileAttributes.Directory));
    }

    [Fact]
    public void The_archive_attribute_is_kept()
    {
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 gives every file the archive attribute");
        folder.File("file");
        Set("file", EntryKind.File, 0x80);
        Assert.Equal(default, File.GetAttributes(folder["file"]) & FileAttributes.Archive);
        Set("file", EntryKind.File, 0x20);
        Assert.Equal(FileAttributes.Archive, File.GetAttributes(folder["file"]) & FileAttributes.Archive);
    }

    [Fact]
    public void System_files_take_no_part_and_system_folders_do()
    {
        File.SetAttributes(folder.File("system file"), FileAttributes.System);
        File.SetAttributes(folder.Folder("folder with an icon"), FileAttributes.System);
        folder.File("plain");
        var listing = new FolderListing();
        folder.Handle.List(listing, CancellationToken.None);
        var excluded = Enumerable.Range(0, listing.Count)
            .ToDictionary(i => ContractFolder.Text(listing.NameAt(i)), i => listing.ExclusionAt(i));
        Assert.Equal(Exclusion.SystemFile, excluded["system file"]);
        Assert.Equal(Exclusion.None, excluded["folder with an icon"]);
        Assert.Equal(Exclusion.None, excluded["plain"]);
    }

    [Fact]
    public void Creation_times_are_told_and_set()
    {
        folder.File("file");
        Assert.Equal(File.GetCreationTimeUtc(folder["file"]).Ticks, folder.Handle.Look("file"u8)!.Value.Created);
        if (ContractFolder.IsWine) Assert.Skip("Wine 10 takes a creation time and forgets it");
        var moment = new DateTime(2003, 4, 5, 6, 7, 8, DateTimeKind.Utc);
        folder.Handle.SetFacets("file"u8, new EntryFacts { Created = moment.Ticks }, FacetMask.Created);
        Assert.Equal(moment, File.GetCreationTimeUtc(folder["file"]));
    }

    [Fact]
    public void Facets_of_a_read_only_file_are_set()
    {
        new FileInfo(folder.File("file")).IsReadOnly = true;
        var moment = new DateTime(2004, 5, 6, 7, 8, 10, DateTimeKind.Utc);
        folder.Handle.SetFacets("file"u8, new EntryFacts { Modified = moment.Ticks }, FacetMask.Modified);
        Assert.Equal(moment, File.GetLastWriteTimeUtc(folder["file"]));
    }

    void Set(string name, EntryKind kind, uint attributes) => folder.Handle.SetFacets(
        ContractFolder.Name(name), new EntryFacts { Kind = kind, Attributes = attributes }, FacetMask.Attributes);
}
