using System.IO;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Whole runs to a disk that takes letters for the same that .NET keeps apart.</summary>
public sealed class OwnFoldingTests
{
    [Theory]
    [InlineData("\u01C4", "\u01C5")]
    [InlineData("\u01C5", "\u01C4")]
    [InlineData("\u01C5", "\u01C6")]
    [InlineData("\u3042", "\u3044")]
    [InlineData("\u3044", "\u3042")]
    public async Task A_name_ends_as_the_source_spells_it_and_nothing_is_lost(string before, string after)
    {
        using var mirror = new Mirror();
        foreach (var path in new[] { before, before + "folder/file", before + "folder/inner/file", "gone/file", before + "folder/gone" })
            mirror.Write(path, "text");
        mirror.CreateJob();
        var platform = new FoldingPlatform(mirror.Disk, name =>
            name.Replace('\u01C5', '\u01C6').Replace('\u3042', '\u3044').ToLowerInvariant());
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        var report = await RunAsync();
        Assert.Null(report.Stop?.Message);
        Assert.Equal(RunResult.Succeeded, report.Result);
        File.Move(Path.Combine(mirror.Source, before), Path.Combine(mirror.Source, after));
        Directory.Move(Path.Combine(mirror.Source, before + "folder"), Path.Combine(mirror.Source, after + "folder"));
        Directory.Delete(Path.Combine(mirror.Source, "gone"), recursive: true);
        report = await RunAsync();
        Assert.Empty(report.Failures);
        Assert.Equal((RunResult.Succeeded, 2, 0), (report.Result, report.Deleted, report.Bytes));
        Assert.True(mirror.HasCopy(after) && mirror.HasCopy(after + "folder/inner/file"));
        Assert.False(mirror.HasCopy(before) || mirror.HasCopy(before + "folder") || mirror.HasCopy("gone"));
        Assert.Equal("text", mirror.ReadCopy(after + "folder/file"));
        File.Delete(Path.Combine(mirror.Source, after + "folder", "gone"));
        report = await RunAsync();
        Assert.Equal((RunResult.Succeeded, 1, 0), (report.Result, report.Deleted, report.Bytes));
        Assert.Equal(TreePicture.Of(mirror.Source).Keys, TreePicture.Of(mirror.Destination).Keys);

        Task<RunReport> RunAsync() =>
            node.SyncAsync(node.Jobs.Find("job"), SyncMode.Incremental, false, null, TestContext.Current.CancellationToken);
    }
}
