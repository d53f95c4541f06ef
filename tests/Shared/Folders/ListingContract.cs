using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class ListingContract : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_empty_folder_holds_nothing() => Assert.Empty(ContractFolder.List(folder.Handle));

    [Fact]
    public void Files_and_folders_are_listed_with_their_facts()
    {
        File.SetLastWriteTimeUtc(folder.File("file", "twelve bytes"), new DateTime(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        folder.Folder("inner");
        var listed = ContractFolder.List(folder.Handle);
        Assert.Equal(["file", "inner"], listed.Keys.Order());
        Assert.Equal((EntryKind.File, 12L), (listed["file"].Kind, listed["file"].Size));
        Assert.Equal(new DateTime(2020, 2, 3, 4, 5, 6).Ticks, listed["file"].Modified);
        Assert.Equal((EntryKind.Folder, 0L), (listed["inner"].Kind, listed["inner"].Size));
    }

    [Fact]
    public void Looking_at_an_entry_tells_what_the_listing_tells()
    {
        folder.File("a file", "contents");
        folder.Folder("a folder");
        foreach (var (name, facts) in ContractFolder.List(folder.Handle))
            Assert.Equal(facts, folder.Handle.Look(ContractFolder.Name(name)));
    }

    [Fact]
    public void Looking_at_itself_tells_what_its_folder_tells()
    {
        folder.Folder("inner");
        using var inner = folder.Handle.OpenFolder("inner"u8);
        Assert.Equal(folder.Handle.Look("inner"u8), inner.LookAtSelf());
    }

    [Fact]
    public void An_open_file_tells_the_same_facts()
    {
        folder.File("file", "contents");
        using var reader = folder.Handle.OpenFile("file"u8);
        Assert.Equal(folder.Handle.Look("file"u8), reader.Look());
    }

    [Fact]
    public void A_large_folder_is_listed_whole()
    {
        var names = Enumerable.Range(0, 3000).Select(i => "an entry with a name of some length, number " + i).ToArray();
        foreach (var name in names) folder.File(name);
        Assert.Equal(names.Order(), ContractFolder.List(folder.Handle).Keys.Order());
    }

    [Fact]
    public async Task One_handle_lists_for_many_threads_at_once()
    {
        for (var i = 0; i < 2000; i++) folder.File("an entry with a name of some length, number " + i);
        var lists = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ContractFolder.List(folder.Handle).Count)));
        Assert.All(lists, count => Assert.Equal(2000, count));
    }

    [Fact]
    public void Listing_again_sees_what_is_new()
    {
        folder.File("one");
        Assert.Single(ContractFolder.List(folder.Handle));
        folder.File("two");
        Assert.Equal(2, ContractFolder.List(folder.Handle).Count);
    }

    [Fact]
    public void Listing_stops_when_it_is_cancelled() => Assert.ThrowsAny<OperationCanceledException>(
        () => folder.Handle.List(new FolderListing(), new CancellationToken(canceled: true)));

    [Fact]
    public void What_is_not_there_is_null()
    {
        Assert.Null(folder.Handle.Look("missing"u8));
        Assert.Null(folder.Handle.StoredName("missing"u8));
    }

    [Fact]
    public void The_stored_name_is_the_one_that_the_folder_lists()
    {
        folder.File("Stored.TXT");
        Assert.Equal("Stored.TXT"u8.ToArray(), folder.Handle.StoredName("Stored.TXT"u8));
    }

    [Fact]
    public void Another_case_finds_the_entry_where_case_is_folded()
    {
        folder.File("Stored.TXT", "contents");
        var folds = folder.Handle.Volume().FoldsCase;
        Assert.Equal(folds ? "Stored.TXT" : null, folder.Handle.StoredName("sTORED.txt"u8) is { } name ? ContractFolder.Text(name) : null);
        Assert.Equal(folds, folder.Handle.Look("sTORED.txt"u8) is not null);
    }

    [Fact]
    public void Opening_what_is_no_folder_fails()
    {
        folder.File("file");
        ContractFolder.Fails(IoProblem.NotFound, EntryOperation.List, () => folder.Handle.OpenFolder("missing"u8));
        ContractFolder.Fails(IoProblem.NotAFolder, EntryOperation.List, () => folder.Handle.OpenFolder("file"u8));
    }

    [Fact]
    public void File_ids_tell_entries_apart_where_they_last()
    {
        if (!folder.Handle.Volume().HasLastingFileIds) Assert.Skip("the file system has no lasting file ids");
        folder.File("one");
        folder.File("two");
        var one = folder.Handle.Look("one"u8)!.Value.FileId;
        Assert.NotEqual(0UL, one);
        Assert.NotEqual(one, folder.Handle.Look("two"u8)!.Value.FileId);
        folder.Handle.Rename("one"u8, folder.Handle, "three"u8, replace: false);
        Assert.Equal(one, folder.Handle.Look("three"u8)!.Value.FileId);
    }
}
