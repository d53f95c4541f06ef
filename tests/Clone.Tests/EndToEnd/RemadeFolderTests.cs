using System;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Sync;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Somebody removes folders of the copy while a run is under way.</summary>
public sealed class RemadeFolderTests : IDisposable
{
    readonly MemoryMirror mirror = new();

    public RemadeFolderTests()
    {
        foreach (var path in new[] { "a/b/one", "a/b/other", "stays" }) mirror.Write(path, "contents of " + path);
        mirror.CreateJob();
    }

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData("a/b")]
    [InlineData("a")]
    public async Task A_folder_that_goes_before_its_files_are_written_is_made_again(string folder)
    {
        await mirror.ListingRunAsync();
        mirror.Write("a/b/new", "new");
        mirror.Write("a/b/one", "changed, and longer");
        var report = await mirror.ListingRunAsync(Removes(folder, call => call.Operation == EntryOperation.Write));
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Failed));
        await mirror.ListingRunAsync();
        mirror.AssertSame();
    }

    [Fact]
    public async Task One_that_goes_while_its_files_wait_for_their_names_is_made_again()
    {
        await mirror.ListingRunAsync();
        mirror.Write("a/b/new", "new");
        var report = await mirror.ListingRunAsync(Removes("a/b", call => call.Operation == EntryOperation.Flush));
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Failed));
        await mirror.ListingRunAsync();
        mirror.AssertSame();
    }

    /// <summary>Removes a folder of the copy, with all in it, before the first call of a kind.</summary>
    MemoryWatch Removes(string folder, Func<MemoryCall, bool> at)
    {
        var isDone = false;
        return new MemoryWatch
        {
            OnBefore = call =>
            {
                if (isDone || call.Disk != mirror.Disk || !call.Path.StartsWith("source", StringComparison.Ordinal) || !at(call)) return;
                if (mirror.Disk.Find("source/" + folder) is not { } there || mirror.Disk.Find("source/a/b") is null) return;
                if (call.Operation == EntryOperation.Write && call.Path.Contains("CloneForWindows", StringComparison.Ordinal)) return;
                isDone = true;
                lock (mirror.Disk.Gate) Remove(there);
            },
        };
    }

    void Remove(MemoryEntry entry)
    {
        foreach (var child in new System.Collections.Generic.List<MemoryEntry>(entry.Children.Values)) Remove(child);
        mirror.Disk.Remove(entry);
    }
}
