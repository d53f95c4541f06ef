using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class TestCloneJobTests : IDisposable
{
    readonly ModuleRunspace module = new();
    readonly JobFolders folders;

    public TestCloneJobTests()
    {
        folders = module.Job("Data");
        folders.Write("a", "a");
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void Each_check_is_an_object_and_a_failed_one_is_no_error()
    {
        var checks = module.Run("Test-CloneJob Data").HasNoErrors();
        Assert.Equal(
            ["Settings", "SourcePath", "SourceRights", "DestinationPath", "Marker", "Version", "DestinationRights", "Clock", "Plan", "FreeSpace", "Names", "FileSizes", "Links"],
            checks.All("Name"));
        Assert.All(checks.All("Result"), result => Assert.Equal("Passed", result));
        Assert.All(checks.All("JobName"), name => Assert.Equal("Data", name));
        Assert.Empty(Directory.GetFileSystemEntries(folders.Base));
        Directory.Delete(folders.Source, recursive: true);
        var failed = module.Run("Test-CloneJob Data | Where-Object Result -eq Failed").Single();
        Assert.Equal("SourcePath", failed.Get("Name"));
        Assert.NotEqual("", failed.Get("Advice"));
    }

    [Fact]
    public void Jobs_come_from_the_pipeline_and_a_missing_one_stops_nothing()
    {
        module.Job("Other").Write("x", "x");
        Assert.Equal(["Data", "Other"], module.Run("Get-CloneJob | Test-CloneJob").HasNoErrors().All("JobName").Distinct());
        var outcome = module.Run("Test-CloneJob Missing, Other");
        outcome.HasError("CloneJobNotFound");
        Assert.Equal(["Other"], outcome.All("JobName").Distinct());
    }
}
