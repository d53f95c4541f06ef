using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Sync;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.Blocks;

/// <summary>Journals of changes in place that are left open, while a run goes on or when the next one begins.</summary>
public sealed class OpenJournalTests : IDisposable
{
    const string Journals = "source/CloneForWindows/undo/";

    readonly MemoryMirror mirror = new(clones: false);

    public OpenJournalTests()
    {
        mirror.Write("file", Contents());
        mirror.Write("stays", "stays");
        mirror.CreateJob(changes => changes with { InPlace = true });
    }

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task A_file_whose_journal_was_left_gets_no_second_one()
    {
        await mirror.RunAsync();
        mirror.Write("file", Contents(changed: 3));
        var begun = new HashSet<string>();
        var report = await mirror.RunAsync(new MemoryWatch
        {
            OnBefore = call =>
            {
                if (!call.Path.StartsWith(Journals, StringComparison.Ordinal)) return;
                if (call.Operation == EntryOperation.Write) begun.Add(call.Path);
                if (call.Operation is EntryOperation.Flush or EntryOperation.Remove && begun.Count == 1) throw Failure(call);
            },
        });
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Single(begun);
        Assert.Equal(Contents(changed: 3), mirror.ReadCopy("file"));
        await mirror.RunAsync();
        Assert.Equal(Contents(changed: 3), mirror.ReadCopy("file"));
    }

    [Fact]
    public async Task While_a_journal_cannot_be_put_back_no_sums_of_blocks_are_trusted()
    {
        await mirror.RunAsync();
        var copy = mirror.Disk.Find("source/file")!;
        var before = copy.Modified;
        mirror.Write("file", Contents(changed: 3));
        await mirror.KillAsync(call => call is { Operation: EntryOperation.Write, Path: "source/file" });
        Assert.Equal(Contents(changed: 3), mirror.ReadCopy("file"));
        // As a power cut may leave it: the new block is on the disk, the time is the old one.
        copy.Modified = before;
        mirror.Write("file", Contents(changed: 5));
        await mirror.RunAsync(new MemoryWatch
        {
            OnBefore = call =>
            {
                if (call.Operation == EntryOperation.Read && call.Path.StartsWith(Journals, StringComparison.Ordinal)) throw Failure(call);
            },
        });
        Assert.Equal(Contents(changed: 5), mirror.ReadCopy("file"));
        await mirror.RunAsync();
        Assert.Equal(Contents(changed: 5), mirror.ReadCopy("file"));
        Assert.Empty(mirror.Disk.Find("source/CloneForWindows/undo")!.Children);
    }

    /// <summary>Ten blocks of 64 letters, one of them with others.</summary>
    static string Contents(int changed = -1) =>
        string.Concat(Enumerable.Range(0, 10).Select(block => new string((char)((block == changed ? 'a' : 'A') + block), 64)));

    static EntryException Failure(MemoryCall call) => new(IoProblem.DeviceError, "EIO", call.Operation);
}
