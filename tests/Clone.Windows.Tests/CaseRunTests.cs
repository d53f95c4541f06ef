using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.Contract;
using Clone.Tests.EndToEnd;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Whole runs onto disks that fold case, and files that others hold open.</summary>
public sealed class CaseRunTests : IDisposable
{
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task A_file_whose_name_changes_in_case_alone_is_kept_and_takes_the_name()
    {
        mirror.Write("File.txt", "text");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        UnixSide.Rename(mirror.Source, "File.txt", "FILE.txt");
        Assert.Equal(["FILE.txt"], TreePicture.Of(mirror.Source).Keys);
        for (var run = 0; run < 2; run++)
        {
            var report = await mirror.RunAsync();
            Assert.Equal((RunResult.Succeeded, 0L, 0L), (report.Result, report.Deleted, report.Bytes));
            Assert.Equal("text", mirror.ReadCopy("file.TXT"));
        }
        var name = Assert.Single(TreePicture.Of(mirror.Destination).Keys);
        Assert.SkipWhen(name == "File.txt" && ContractFolder.IsWine, "Wine 10 leaves a name as it is when the new one differs in case alone");
        Assert.Equal("FILE.txt", name);
    }

    [Fact]
    public async Task Of_two_names_that_differ_in_case_one_arrives_and_the_other_is_reported()
    {
        UnixSide.TellCaseApart(mirror.Source);
        mirror.Write("name", "one of two");
        mirror.Write("other", "other");
        mirror.CreateJob();
        UnixSide.Rename(mirror.Source, "name", "NAME", copies: true);
        Assert.Equal(["NAME", "name", "other"], TreePicture.Of(mirror.Source).Keys);
        for (var run = 0; run < 2; run++)
        {
            var report = await mirror.RunAsync();
            Assert.Equal((RunResult.CompletedWithFailures, 0L), (report.Result, report.Deleted));
            Assert.Equal("name", Assert.Single(report.Failures).Path, ignoreCase: true);
            Assert.Equal(["NAME", "other"], TreePicture.Of(mirror.Destination).Keys.Select(key => key == "name" ? "NAME" : key));
            Assert.Equal("one of two", mirror.ReadCopy("name"));
        }
    }

    [Fact]
    public async Task A_copy_that_somebody_holds_open_keeps_its_contents_and_is_replaced_by_the_next_run()
    {
        mirror.Write("held", "old");
        mirror.Write("free", "old");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        mirror.Write("held", "new and longer");
        mirror.Write("free", "new and longer");
        using (var held = new FileStream(Path.Combine(mirror.Destination, "held"), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            var report = await mirror.RunAsync();
            Assert.Equal((RunResult.CompletedWithFailures, 1L), (report.Result, report.Updated));
            var failure = Assert.Single(report.Failures);
            Assert.Equal(("held", true), (failure.Path, failure.Retryable));
            using var reader = new StreamReader(held);
            Assert.Equal("old", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
            Assert.Equal("new and longer", mirror.ReadCopy("free"));
        }
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task A_copy_that_is_to_be_removed_and_is_held_open_stays_until_the_next_run()
    {
        mirror.Write("held", "old");
        mirror.Write("kept", "kept");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        File.Delete(Path.Combine(mirror.Source, "held"));
        using (File.Open(Path.Combine(mirror.Destination, "held"), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            var report = await mirror.RunAsync();
            Assert.Equal((RunResult.CompletedWithFailures, 0L), (report.Result, report.Deleted));
            Assert.Equal("held", Assert.Single(report.Failures).Path);
        }
        Assert.Equal(1, (await mirror.RunAsync()).Deleted);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }
}
