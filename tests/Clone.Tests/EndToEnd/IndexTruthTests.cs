using System;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Sync;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>The rows of the index say what is at the destination, or the next run lists it.</summary>
public sealed class IndexTruthTests : IDisposable
{
    readonly MemoryMirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task The_row_of_what_the_destination_lost_goes_though_the_source_vanished_too()
    {
        await BeginAsync("file");
        mirror.Disk.Remove(mirror.Disk.Find("source/file")!);
        Assert.Equal(RunResult.Succeeded, (await mirror.ListingRunAsync(HidesWhenOpened("file"))).Result);
        Assert.Null(mirror.ReadCopy("file"));
        mirror.Move(MemoryMirror.Hidden + "/file", "file");
        await mirror.RunAsync();
        Assert.Equal("contents of file", mirror.ReadCopy("file"));
    }

    [Fact]
    public async Task What_somebody_overwrote_is_listed_again_when_the_source_vanished()
    {
        await BeginAsync("file");
        mirror.Spoil("file", "somebody's, and longer than it was");
        Assert.Equal(RunResult.Succeeded, (await mirror.ListingRunAsync(HidesWhenOpened("file"))).Result);
        mirror.Move(MemoryMirror.Hidden + "/file", "file");
        Assert.False((await mirror.RunAsync()).ListedIndex);
        Assert.Equal("contents of file", mirror.ReadCopy("file"));
    }

    [Fact]
    public async Task What_somebody_overwrote_below_a_folder_that_cannot_be_read_is_listed_again()
    {
        await BeginAsync("closed/file", "stays");
        mirror.Spoil("closed/file", "somebody's, and longer than it was");
        var report = await mirror.ListingRunAsync(new MemoryWatch
        {
            OnBefore = call =>
            {
                if (call.Disk == mirror.Source && call is { Operation: EntryOperation.List, Path: "closed" })
                    throw new EntryException(IoProblem.AccessDenied, "EACCES", EntryOperation.List);
            },
        });
        Assert.Equal(RunResult.CompletedWithFailures, report.Result);
        Assert.False((await mirror.RunAsync()).ListedIndex);
        Assert.Equal("contents of closed/file", mirror.ReadCopy("closed/file"));
    }

    [Fact]
    public async Task What_lies_under_the_name_of_a_link_that_takes_no_part_is_known_when_the_link_goes()
    {
        using var poor = new MemoryMirror(hasLinks: false);
        poor.Write("stays", "stays");
        poor.CreateJob();
        await poor.RunAsync();
        var link = poor.Source.Create(poor.Source.Root, "link", EntryKind.Link, [1], EntryOperation.CreateLink);
        poor.Spoil("link", "somebody's");
        await poor.ListingRunAsync();
        Assert.Equal("somebody's", poor.ReadCopy("link"));
        poor.Source.Remove(link);
        Assert.False((await poor.RunAsync()).ListedIndex);
        poor.AssertSame();
    }

    [Fact]
    public async Task Folders_that_lost_and_gained_a_folder_have_their_times_though_these_are_as_before()
    {
        await BeginAsync("giver/moved/file", "giver/stays", "taker/stays");
        var (giver, taker) = (mirror.Source.Find("giver")!, mirror.Source.Find("taker")!);
        var before = (giver.Modified, giver.Changed, taker.Modified, taker.Changed);
        mirror.Move("giver/moved", "taker/moved");
        (giver.Modified, giver.Changed, taker.Modified, taker.Changed) = before;
        Assert.Equal((1L, true), (await mirror.RunAsync()) is var report ? (report.Moved, report.ListedIndex) : default);
        mirror.AssertSame();
    }

    [Fact]
    public async Task A_power_cut_does_not_take_the_mark_that_a_run_has_begun()
    {
        await BeginAsync("file", "other");
        mirror.FlushState();
        mirror.Write("file", "new contents");
        await mirror.KillAsync(call => call is { Operation: EntryOperation.Rename, Path: "source/file" });
        mirror.CutPowerOfState();
        mirror.Write("other", "new contents");
        Assert.False((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    [Fact]
    public async Task What_has_no_row_and_cannot_be_replaced_is_listed_again()
    {
        await BeginAsync("stays");
        mirror.Write("file", "contents");
        await mirror.KillAsync(call => call is { Operation: EntryOperation.Rename, Path: "source/file" });
        mirror.Write("file", "new contents");
        var report = await mirror.ListingRunAsync(new MemoryWatch
        {
            OnBefore = call =>
            {
                if (call is { Disk.Name: "source", Operation: EntryOperation.Read, Path: "file" }) throw new EntryException(IoProblem.AccessDenied, "EACCES", EntryOperation.Read);
            },
        });
        Assert.Equal((RunResult.CompletedWithFailures, 1L), (report.Result, report.Failed));
        mirror.Source.Remove(mirror.Source.Find("file")!);
        Assert.False((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    [Fact]
    public async Task A_folder_that_was_moved_and_got_another_mode_counts_once()
    {
        await BeginAsync("folder/one", "folder/two", "stays");
        mirror.Move("folder", "moved");
        mirror.Source.SetFacets(mirror.Source.Find("moved")!, new EntryFacts { Attributes = 0x1ED }, FacetMask.Attributes);
        var report = await mirror.RunAsync();
        Assert.Equal((0L, 0L, 1L, 3L, 0L), (report.Copied, report.Updated, report.Moved, report.Skipped, report.Failed));
        mirror.AssertSame();
    }

    [Fact]
    public async Task A_folder_that_was_gone_when_something_was_sent_to_it_counts_once()
    {
        await BeginAsync("folder/one", "stays");
        mirror.Write("folder/two", "two");
        mirror.Disk.Remove(mirror.Disk.Find("source/folder")!);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, true, 4L), (report.Result, report.ListedIndex, report.Completed));
        Assert.Equal("two", mirror.ReadCopy("folder/two"));
        Assert.False((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    async Task BeginAsync(params string[] paths)
    {
        foreach (var path in paths) mirror.Write(path, "contents of " + path);
        mirror.Write(MemoryMirror.Hidden + "/x", "takes no part");
        mirror.CreateJob(changes => changes with { Exclude = [MemoryMirror.Hidden] });
        await mirror.RunAsync();
        mirror.Source.Remove(mirror.Source.Find(MemoryMirror.Hidden + "/x")!);
    }

    /// <summary>The file is moved to where nothing takes part when the run opens it.</summary>
    MemoryWatch HidesWhenOpened(string path) => new()
    {
        OnBefore = call =>
        {
            if (call.Disk == mirror.Source && call.Operation == EntryOperation.Read && call.Path == path) mirror.Move(path, MemoryMirror.Hidden + "/" + path);
        },
    };
}
