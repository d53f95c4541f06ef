using System;
using System.IO;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>Filters as users write them.</summary>
[Collection(StateCollection.Name)]
public sealed class FilterCmdletTests : IDisposable
{
    readonly ModuleRunspace module = new();
    readonly JobFolders folders;

    public FilterCmdletTests() => folders = module.Job("Data");

    public void Dispose() => module.Dispose();

    [Fact]
    public void Sizes_ages_attributes_and_rules_arrive_and_are_copied_for_another_job()
    {
        module.Run("Set-CloneJob Data -FilterRule '+ /docs/*.txt', '- /docs/' -MinSize 1KB -MaxSize 10MB -MinAge 00:10 -MaxAge 365 -ExcludeAttribute hidden").HasError("CloneLimitInvalid");
        module.Run("Set-CloneJob Data -FilterRule '+ /docs/*.txt', '- /docs/' -MinSize 1KB -MaxSize 10MB -MinAge 00:10 -MaxAge 365.00:00 -ExcludeAttribute hidden -SystemFiles Copy").HasNoErrors();
        var job = module.Run("Get-CloneJob Data | New-CloneJob -Name Second -HddBaseFolder $args[0]", module.Folder("second disk")).Single();
        Assert.Equal(["+ /docs/*.txt", "- /docs/"], (string[])job.Get("FilterRule")!);
        Assert.Equal((1024L, 10L << 20), (job.Get("MinSize"), job.Get("MaxSize")));
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromDays(365)), (job.Get("MinAge"), job.Get("MaxAge")));
        Assert.Equal("Copy", job.Get("SystemFiles"));
        Assert.Equal(["hidden"], (string[])job.Get("ExcludeAttribute")!);
    }

    [Theory]
    [InlineData("-FilterRule @() -MinSize 0 -MaxSize -1 -MinAge 0 -MaxAge 0 -ExcludeAttribute @()")]
    [InlineData("-FilterRule $null -MinSize $null -MaxSize $null -MinAge $null -MaxAge $null -ExcludeAttribute $null")]
    public void They_are_taken_back(string parameters)
    {
        module.Run("Set-CloneJob Data -FilterRule '- a' -MinSize 1 -MaxSize 2 -MinAge 1.00:00 -MaxAge 2.00:00 -ExcludeAttribute Hidden").HasNoErrors();
        var job = module.Run($"Set-CloneJob Data {parameters} -PassThru").Single();
        Assert.Empty((string[])job.Get("FilterRule")!);
        Assert.Empty((string[])job.Get("ExcludeAttribute")!);
        Assert.Equal((null, null, null, null), (job.Get("MinSize"), job.Get("MaxSize"), job.Get("MinAge"), job.Get("MaxAge")));
    }

    [Fact]
    public void What_is_left_out_is_shown_on_demand_with_its_rule()
    {
        folders.Write("a.tmp", "12345");
        folders.Write("b.txt", "1");
        folders.Write(".secret", "1");
        if (OperatingSystem.IsWindows()) File.SetAttributes(Path.Combine(folders.Source, ".secret"), FileAttributes.Hidden);
        module.Run("Set-CloneJob Data -Exclude *.tmp -ExcludeAttribute Hidden -MinAge 00:00:01").HasNoErrors();
        Assert.DoesNotContain("Exclude", module.Run("Compare-CloneJob Data").HasNoErrors().All("Action"));
        module.Run("Set-CloneJob Data -MinAge 0").HasNoErrors();
        var changes = module.Run("Compare-CloneJob Data -IncludeExcluded").HasNoErrors();
        Assert.Equal([".secret", "a.tmp", "b.txt"], changes.All("Path"));
        Assert.Equal(["Exclude", "Exclude", "Create"], changes.All("Action"));
        Assert.Equal(["Attribute", "Filter", "Missing"], changes.All("Reason"));
        Assert.Equal(["-ExcludeAttribute Hidden", "-Exclude *.tmp", null], changes.All("Rule"));
    }

    [Fact]
    public void Each_mistake_has_its_own_error()
    {
        module.Run("Set-CloneJob Data -FilterRule '*.tmp'").HasError("CloneFilterInvalid");
        module.Run("Set-CloneJob Data -FilterRule '- *.tmp' -Exclude x").HasError("CloneFilterConflict");
        module.Run("Set-CloneJob Data -ExcludeAttribute Blue").HasError("CloneAttributeNotSupported");
        module.Run("Set-CloneJob Data -MinSize 2KB -MaxSize 1KB").HasError("CloneLimitInvalid");
        Assert.Null(module.Run("Get-CloneJob Data").Single().Get("MinSize"));
    }
}
