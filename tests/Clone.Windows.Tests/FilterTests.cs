using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Filters and settings that go by the attributes of Windows.</summary>
public sealed class FilterTests : IDisposable
{
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task Files_with_the_system_attribute_are_counted_in_a_warning_or_copied()
    {
        mirror.Write("plain", "1");
        mirror.Write("sub/system", "2");
        File.SetAttributes(Path.Combine(mirror.Source, "sub", "system"), FileAttributes.System | FileAttributes.Hidden);
        mirror.CreateJob();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 1L), (report.Result, report.Excluded["SystemFile"]));
        Assert.Contains("system", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.False(mirror.HasCopy("sub/system"));
        Assert.Equal("-SystemFiles Skip", Assert.Single(await mirror.CompareAsync(showsExcluded: true)).Rule);

        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { SystemFiles = SystemFileMode.Copy });
        report = await mirror.RunAsync();
        Assert.Empty(report.Warnings);
        Assert.Equal("2", mirror.ReadCopy("sub/system"));
        Assert.Equal(FileAttributes.System | FileAttributes.Hidden, File.GetAttributes(Path.Combine(mirror.Destination, "sub", "system")) & (FileAttributes.System | FileAttributes.Hidden));
        Assert.Empty(await mirror.CompareAsync());
    }

    [Fact]
    public async Task Files_are_left_out_by_their_attributes()
    {
        foreach (var name in new[] { "plain", "hidden", "locked" }) mirror.Write(name, name);
        Set("hidden", FileAttributes.Hidden);
        Set("locked", FileAttributes.ReadOnly);
        mirror.CreateJob(changes => changes with { ExcludeAttribute = ["Hidden", "readonly"] });
        var report = await mirror.RunAsync();
        Assert.Equal((1L, 2L), (report.Copied, report.Excluded["Attribute"]));
        Assert.Equal(
            ["-ExcludeAttribute Hidden", "-ExcludeAttribute readonly"],
            (await mirror.CompareAsync(showsExcluded: true)).Select(change => change.Rule));
        Set("locked", FileAttributes.Normal);
        Assert.Equal(1L, (await mirror.RunAsync()).Copied);
    }

    [Fact]
    public async Task An_attribute_that_the_file_system_gives_keeps_no_copy()
    {
        mirror.Write("archived", "1");
        mirror.Write("sub/other", "2");
        mirror.CreateJob();
        await mirror.RunAsync();
        File.SetAttributes(Path.Combine(mirror.Destination, "archived"), FileAttributes.Archive);
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { ExcludeAttribute = ["Archive"] });
        File.Delete(Path.Combine(mirror.Source, "archived"));
        Assert.Equal(1L, (await mirror.RunAsync()).Deleted);
        Assert.False(mirror.HasCopy("archived"));
    }

    void Set(string name, FileAttributes attributes) => File.SetAttributes(Path.Combine(mirror.Source, name), attributes);
}
