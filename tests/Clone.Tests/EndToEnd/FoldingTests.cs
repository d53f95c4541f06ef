using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Whole runs to a real disk that folds case (exFAT).</summary>
public sealed class FoldingTests : IDisposable
{
    readonly Mirror mirror = new();
    readonly TemporaryMount disk;

    public FoldingTests() => disk = TemporaryMount.ExFat(mirror.Disk, Path.Combine(mirror.Place, "exfat.img"), 40);

    public void Dispose()
    {
        mirror.Node.Dispose();
        disk.Dispose();
        mirror.Dispose();
    }

    [Fact]
    public async Task Renames_are_made_and_nothing_is_overwritten_silently()
    {
        mirror.Write("Folder/File.txt", "text");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Assert.Equal(2, (await mirror.RunAsync()).Skipped);
        Directory.Move(InSource("Folder"), InSource("FOLDER"));
        File.Move(InSource("FOLDER/File.txt"), InSource("FOLDER/FILE.txt"));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0, 0), (report.Result, report.Deleted, report.Bytes));
        Assert.Equal(["FOLDER", "FOLDER/FILE.txt"], TreePicture.Of(mirror.Destination).Keys);
        mirror.Write("FOLDER/file.TXT", "second");
        report = await mirror.RunAsync();
        Assert.Equal(RunResult.CompletedWithFailures, report.Result);
        Assert.Equal("FOLDER/file.TXT", Assert.Single(report.Failures).Path);
        Assert.Equal("text", mirror.ReadCopy("FOLDER/FILE.txt"));
    }

    [Fact]
    public async Task A_large_folder_renamed_in_case_alone_is_no_removal_for_the_guard()
    {
        for (var i = 0; i < 150; i++) mirror.Write($"Folder/f{i}", "text");
        mirror.CreateJob(job => job with { MaxDeleteCount = 1 });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Directory.Move(InSource("Folder"), InSource("FOLDER"));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0, 0), (report.Result, report.Deleted, report.Bytes));
        Assert.Equal(TreePicture.Of(mirror.Source).Keys, TreePicture.Of(mirror.Destination).Keys);
        File.Delete(InSource("FOLDER/f1"));
        File.Delete(InSource("FOLDER/f2"));
        report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneTooManyRemovals, 2), (report.Result, report.Stop!.ErrorId, report.Stop.Removals));
        Assert.Equal(["FOLDER/f1", "FOLDER/f2"], report.Stop.WouldRemove);
    }

    [Theory]
    [InlineData(TakeOverMode.Full, "good")]
    [InlineData(TakeOverMode.Adopt, "evil")]
    public async Task A_file_in_another_case_is_adopted_or_sent_as_the_take_over_says(TakeOverMode mode, string expected)
    {
        var time = new DateTime(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc);
        mirror.Write("A.txt", "good");
        Directory.CreateDirectory(mirror.Destination);
        File.WriteAllText(Path.Combine(mirror.Destination, "a.txt"), "evil");
        File.SetLastWriteTimeUtc(InSource("A.txt"), time);
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Destination, "a.txt"), time);
        mirror.CreateJob(job => job with { TakeOver = mode });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Assert.Equal(["A.txt"], TreePicture.Of(mirror.Destination).Keys);
        Assert.Equal(expected, mirror.ReadCopy("A.txt"));
    }

    string InSource(string path) => Path.Combine(mirror.Source, path);
}
