using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class CompareCloneJobTests : IDisposable
{
    readonly ModuleRunspace module = new();
    readonly JobFolders folders;

    public CompareCloneJobTests()
    {
        folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        folders.Write("sub/b.txt", "beta");
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void Everything_that_a_run_would_do_is_shown_and_nothing_is_written()
    {
        var changes = module.Run("Compare-CloneJob -Name Data");
        Assert.Equal(["Create a.txt Missing 5", "Create sub/ Missing 0", "Create sub/b.txt Missing 4"], Lines(changes));
        Assert.Equal(["Data", "Data", "Data"], changes.All("JobName"));
        Assert.False(Directory.Exists(folders.Destination));
        Assert.Empty(module.Run("Get-CloneSync").Output);
    }

    [Fact]
    public void Changes_have_their_reasons()
    {
        module.Run("Start-CloneSync Data").Single();
        Assert.Empty(Lines(module.Run("Compare-CloneJob Data")));
        folders.Write("a.txt", "alpha and more");
        folders.Write("new.txt", "");
        File.Delete(Path.Combine(folders.Source, "sub", "b.txt"));
        Directory.Delete(Path.Combine(folders.Source, "sub"));
        Assert.Equal(
            ["Create new.txt Missing 0", "Remove sub/ NotAtSource 0", "Remove sub/b.txt NotAtSource 4", "Replace a.txt SizeDiffers 14"],
            Lines(module.Run("Compare-CloneJob Data")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void That_the_guard_would_refuse_is_said_after_the_changes()
    {
        module.Run("Start-CloneSync Data").Single();
        File.Delete(Path.Combine(folders.Source, "a.txt"));
        Directory.Delete(Path.Combine(folders.Source, "sub"), recursive: true);
        var changes = module.Run("Compare-CloneJob Data");
        Assert.Equal(3, changes.Output.Count);
        changes.HasError("CloneSourceEmpty");
    }

    [Fact]
    public void The_mode_is_obeyed()
    {
        module.Run("Start-CloneSync Data").Single();
        Assert.Equal(["Replace a.txt Full 5", "Replace sub/b.txt Full 4"], Lines(module.Run("Compare-CloneJob Data -Mode Full")).Where(line => line.StartsWith("Replace", StringComparison.Ordinal)));
    }

    [Fact]
    public void Checksum_finds_contents_that_differ_behind_the_same_size_and_time()
    {
        module.Run("Start-CloneSync Data").Single();
        var copy = Path.Combine(folders.Destination, "a.txt");
        var time = File.GetLastWriteTimeUtc(copy);
        File.WriteAllText(copy, "ALPHA");
        File.SetLastWriteTimeUtc(copy, time);
        Assert.Contains("Replace a.txt ContentDiffers 5", Lines(module.Run("Compare-CloneJob Data -Checksum")));
    }

    [Fact]
    public void Jobs_come_from_the_pipeline_and_a_missing_one_stops_nothing()
    {
        module.Job("Other").Write("x", "x");
        Assert.Equal(["Data", "Data", "Data", "Other"], module.Run("Get-CloneJob | Compare-CloneJob").HasNoErrors().All("JobName"));
        var outcome = module.Run("Compare-CloneJob Missing, Other");
        outcome.HasError("CloneJobNotFound");
        Assert.Equal(["Other"], outcome.All("JobName"));
    }

    [Fact]
    public void A_destination_of_somebody_else_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(folders.Destination, "not ours"));
        Assert.Equal(ErrorCategory.PermissionDenied, module.Run("Compare-CloneJob Data").HasError("CloneDestinationNotEmpty").CategoryInfo.Category);
        Directory.Delete(folders.Source, recursive: true);
        module.Run("Compare-CloneJob Data").HasError("CloneSourceNotFound");
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_is_an_error_that_stops_nothing()
    {
        using var volume = new MountedVolume("ext4");
        foreach (var name in new[] { "a", "closed/lost", "z" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(volume[Path.Combine("data", name)])!);
            File.WriteAllText(volume[Path.Combine("data", name)], "");
        }
        volume.Clear("/data/closed/lost");
        module.Run("New-CloneJob Broken $args[0] $args[1]", volume["data"], folders.Base).HasNoErrors();
        var outcome = module.Run("Compare-CloneJob Broken");
        var error = outcome.HasError("CloneItemFailed");
        Assert.Equal((ErrorCategory.ReadError, "closed"), (error.CategoryInfo.Category, error.TargetObject));
        Assert.Equal(["a", "closed/", "z"], outcome.All("Path"));
    }

    static IEnumerable<string> Lines(Outcome changes) => changes.HasNoErrors().Output
        .Select(change => $"{change.Get("Action")} {change.Get("Path")} {change.Get("Reason")} {change.Get("Size")}");
}
