using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.Restoring;
using Xunit;

namespace Clone.Tests.Blocks;

/// <summary>Files that were left half changed in their places, and their journals.</summary>
public sealed class UndoJournalTests : IDisposable
{
    const string Old = "old contents of a file";

    readonly Copied copied = new();

    string Copy => Path.Combine(copied.Mirror.Destination, "folder", "file");

    string Journals => Path.Combine(copied.Mirror.Destination, "CloneForWindows", "undo");

    public void Dispose() => copied.Dispose();

    [Fact]
    public async Task The_next_run_puts_the_old_contents_back_and_says_so()
    {
        await LeaveHalfChangedAsync();
        var report = await copied.Mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0L, 0L), (report.Result, report.Updated, report.Bytes));
        AssertPutBack();
        Assert.Contains(copied.Node.ReadLog(new LogQuery()), record => record is { EventId: "blocks.putBack", Path: "folder/file" });
    }

    [Fact]
    public async Task So_does_a_restore()
    {
        await LeaveHalfChangedAsync();
        Assert.Equal(RunResult.Succeeded, (await copied.RestoreAsync()).Result);
        Assert.Equal(Old, copied.ReadTarget("folder/file"));
        AssertPutBack();
    }

    [Fact]
    public async Task What_was_not_flushed_of_a_journal_does_not_count()
    {
        await LeaveHalfChangedAsync();
        var journal = Directory.GetFiles(Journals, "*", new EnumerationOptions { AttributesToSkip = 0 })[0];
        await using (var torn = File.Open(journal, FileMode.Append)) torn.Write(new byte[50]);
        PutBack();
        AssertPutBack();
    }

    [Fact]
    public async Task A_file_that_has_been_replaced_since_is_left_as_it_is()
    {
        await LeaveHalfChangedAsync();
        File.Move(Copy, Copy + ".other");
        File.WriteAllText(Copy, "somebody's");
        Assert.Empty(PutBack());
        Assert.Equal("somebody's", File.ReadAllText(Copy));
        Assert.Empty(Directory.GetFileSystemEntries(Journals));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("folder/../../outside")]
    [InlineData("/outside")]
    public async Task A_journal_leads_nowhere_but_below_its_root(string path)
    {
        await LeaveHalfChangedAsync();
        var outside = Path.Combine(copied.Mirror.Disk, "outside");
        File.WriteAllText(outside, "of somebody else");
        using (var root = OpenRoot(copied.Mirror.Disk))
        {
            var facts = root.Look("outside"u8)!.Value;
            using var below = OpenRoot(copied.Mirror.Destination);
            using var undo = new UndoFolder(below, new TemporaryNames(Guid.NewGuid()), FacetMask.Modified);
            using var journal = undo.Begin(new EntryPath(System.Text.Encoding.UTF8.GetBytes(path)), facts with { Size = 0 });
        }
        Assert.Single(PutBack());
        Assert.Equal("of somebody else", File.ReadAllText(outside));
    }

    async Task LeaveHalfChangedAsync()
    {
        copied.Mirror.Write("folder/file", Old);
        await copied.CopyAsync();
        using var root = OpenRoot(copied.Mirror.Destination);
        using var folder = root.OpenFolder("folder"u8);
        var facts = folder.Look("file"u8)!.Value;
        using var undo = new UndoFolder(root, new TemporaryNames(Guid.NewGuid()), FacetMask.Modified);
        using var journal = undo.Begin(EntryPath.Parse("folder/file"), facts);
        using (var writer = new UndoableWriter(folder.TryOpenForChange("file"u8)!, folder.OpenFile("file"u8), facts.Size, journal))
        {
            writer.Write("new contents that are longer than the old ones"u8, 0);
            writer.Flush();
        }
        Assert.StartsWith("new contents", File.ReadAllText(Copy));
    }

    List<string> PutBack()
    {
        var files = new List<string>();
        using var root = OpenRoot(copied.Mirror.Destination);
        UndoFolder.PutBackAll(
            root, FacetMask.Modified, path => files.Add(path.ToString()),
            (path, e) => throw new EntryException(e.Problem, path + ": " + e.Code, e.Operation));
        return files;
    }

    void AssertPutBack()
    {
        Assert.Equal(Old, File.ReadAllText(Copy));
        Assert.Equal(File.GetLastWriteTimeUtc(Path.Combine(copied.Mirror.Source, "folder", "file")), File.GetLastWriteTimeUtc(Copy));
        Assert.Empty(Directory.GetFileSystemEntries(Journals));
    }

    static FolderHandle OpenRoot(string path) => FolderPlatform.OfThisMachine().OpenRoot(path);
}
