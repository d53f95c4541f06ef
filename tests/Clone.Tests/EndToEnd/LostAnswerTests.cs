using System;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Sync;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>
/// What took effect at the destination and was said to have failed, or could not be looked at afterwards. A run that goes by
/// its index must not rely on rows that such a run has left.
/// </summary>
public sealed class LostAnswerTests : IDisposable
{
    readonly MemoryMirror mirror = new();

    public LostAnswerTests()
    {
        foreach (var path in new[] { "folder/one", "folder/other", "stays" }) mirror.Write(path, "contents of " + path);
        mirror.CreateJob();
    }

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData("folder/one", "folder/two")]
    [InlineData("folder", "moved")]
    public async Task What_was_moved_and_cannot_be_looked_at_was_moved(string from, string to)
    {
        await mirror.RunAsync();
        mirror.Move(from, to);
        var report = await mirror.RunAsync(Fails(EntryOperation.Look, to, isIt: After(EntryOperation.Rename, to)));
        Assert.Equal((RunResult.Succeeded, 1L, 0L, 0L), (report.Result, report.Moved, report.Copied, report.Bytes));
        mirror.AssertSame();
    }

    [Theory]
    [InlineData("folder/one", "folder/two")]
    [InlineData("folder", "moved")]
    public async Task A_move_that_was_made_and_said_to_have_failed_was_made(string from, string to)
    {
        await mirror.RunAsync();
        mirror.Move(from, to);
        var report = await mirror.RunAsync(FailsAfter(EntryOperation.Rename, to));
        Assert.Equal((RunResult.Succeeded, 1L, 0L, 0L), (report.Result, report.Moved, report.Copied, report.Bytes));
        Assert.True((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    [Theory]
    [InlineData("folder/one", "folder/two")]
    [InlineData("folder", "moved")]
    public async Task After_a_move_of_which_nothing_is_known_the_next_run_lists(string from, string to)
    {
        await mirror.RunAsync();
        mirror.Move(from, to);
        var isMade = After(EntryOperation.Rename, to);
        var looks = Fails(EntryOperation.Look, to, isMade);
        var answer = FailsAfter(EntryOperation.Rename, to);
        var report = await mirror.RunAsync(new MemoryWatch
        {
            OnBefore = looks.OnBefore,
            OnAfter = call =>
            {
                isMade(call);
                answer.OnAfter(call);
            },
        });
        Assert.True(report.ListedIndex);
        Assert.False((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    [Fact]
    public async Task A_name_that_was_given_and_said_not_to_be_is_listed_by_the_next_run()
    {
        await mirror.RunAsync();
        mirror.Write("new", "new");
        var report = await mirror.RunAsync(FailsAfter(EntryOperation.Rename, "new"));
        Assert.Equal((RunResult.Succeeded, true), (report.Result, report.ListedIndex));
        Assert.False((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    [Fact]
    public async Task A_folder_that_was_made_and_could_not_be_looked_at_goes_with_the_source_s()
    {
        await mirror.RunAsync();
        mirror.Write("new/inner", "inner");
        var isMade = After(EntryOperation.CreateFolder, "new");
        var report = await mirror.RunAsync(new MemoryWatch
        {
            OnAfter = call => isMade(call),
            OnBefore = call =>
            {
                if (isMade(null) && call.Operation == EntryOperation.Look && call.Path == "source/new") throw Failure(call);
            },
        });
        Assert.Equal((RunResult.CompletedWithFailures, true), (report.Result, report.ListedIndex));
        mirror.Source.Remove(mirror.Source.Find("new")!);
        Assert.False((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    [Fact]
    public async Task What_waits_for_its_name_and_could_not_be_discarded_is_swept_by_the_next_run()
    {
        await mirror.RunAsync();
        mirror.Write("new", "new");
        var (written, removed) = (false, false);
        var report = await mirror.RunAsync(new MemoryWatch
        {
            OnAfter = call =>
            {
                if (written || call.Operation != EntryOperation.Write || !IsTemporary(call.Path)) return;
                written = true;
                throw Failure(call);
            },
            OnBefore = call =>
            {
                if (!written || removed || call.Operation != EntryOperation.Remove || !IsTemporary(call.Path)) return;
                removed = true;
                throw Failure(call);
            },
        });
        Assert.Equal((RunResult.Succeeded, true, true), (report.Result, report.ListedIndex, removed));
        Assert.Contains(mirror.Disk.Find("source")!.Children.Values, entry => IsTemporary("source/" + entry.Name));
        Assert.False((await mirror.RunAsync()).ListedIndex);
        mirror.AssertSame();
    }

    static bool IsTemporary(string path) =>
        path.StartsWith("source/.clone-", StringComparison.Ordinal) && path.EndsWith(".part", StringComparison.Ordinal);

    /// <summary>Whether a call of that kind has been seen, the given one included.</summary>
    static Func<MemoryCall?, bool> After(EntryOperation operation, string path)
    {
        var isSeen = false;
        return call => isSeen |= call is { } now && now.Operation == operation && now.Path == "source/" + path;
    }

    static MemoryWatch Fails(EntryOperation operation, string path, Func<MemoryCall?, bool> isIt)
    {
        var hasFailed = false;
        return new MemoryWatch
        {
            OnAfter = call => isIt(call),
            OnBefore = call =>
            {
                if (hasFailed || !isIt(null) || call.Operation != operation || call.Path != "source/" + path) return;
                hasFailed = true;
                throw Failure(call);
            },
        };
    }

    static MemoryWatch FailsAfter(EntryOperation operation, string path)
    {
        var hasFailed = false;
        return new MemoryWatch
        {
            OnAfter = call =>
            {
                if (hasFailed || call.Operation != operation || call.Path != "source/" + path) return;
                hasFailed = true;
                throw Failure(call);
            },
        };
    }

    static EntryException Failure(MemoryCall call) => new(IoProblem.DeviceError, "EIO", call.Operation);
}
