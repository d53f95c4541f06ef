using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Folders that operating systems keep at the root of a volume, and folders of the same names elsewhere.</summary>
public sealed class SystemFolderTests
{
    static readonly string[] Names = ["lost+found", "recycler", "$extend", "$RECYCLE.BIN", "System Volume Information"];

    [Fact]
    public async Task A_plain_folder_is_copied_whole_whatever_names_are_in_it()
    {
        using var mirror = new Mirror();
        foreach (var name in Names) mirror.Write(name + "/file", name);
        mirror.CreateJob();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 2L * Names.Length), (report.Result, report.Copied));
        Assert.Empty(report.Excluded);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        foreach (var name in Names[1..]) Directory.Delete(Path.Combine(mirror.Source, name), recursive: true);
        Assert.Equal(2L * (Names.Length - 1), (await mirror.RunAsync()).Deleted);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task At_the_root_of_a_volume_they_are_left_out()
    {
        using var mirror = new Mirror();
        using var volume = TemporaryMount.Tmpfs(mirror.Source, "4m");
        foreach (var name in Names) mirror.Write(name + "/file", name);
        mirror.Write("sub/lost+found/file", "deeper");
        mirror.CreateJob();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 3), (report.Result, report.Copied));
        Assert.Equal(["sub", "sub/lost+found", "sub/lost+found/file"], TreePicture.Of(mirror.Destination).Keys);
        Assert.Equal(Names.Length, report.Excluded["SystemFolder"]);
        Assert.Contains("5", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_only_mounted_elsewhere_is_no_volume()
    {
        using var mirror = new Mirror();
        var real = Directory.CreateDirectory(Path.Combine(mirror.Place, "real")).FullName;
        Mirror.WriteTo(real, "lost+found/file", "text");
        using var shown = TemporaryMount.Bind(real, mirror.Source);
        mirror.CreateJob();
        Assert.Equal(2, (await mirror.RunAsync()).Copied);
        Assert.Equal("text", mirror.ReadCopy("lost+found/file"));
    }
}
