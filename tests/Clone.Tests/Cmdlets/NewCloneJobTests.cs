using System;
using System.IO;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class NewCloneJobTests : IDisposable
{
    const string New = "New-CloneJob -Name $args[0] -Source $args[1] -HddBaseFolder $args[2] ";

    readonly ModuleRunspace module = new();
    readonly string source;
    readonly string target;

    public NewCloneJobTests()
    {
        source = module.Folder("projects");
        target = module.Folder("disk");
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_job_has_the_defaults_and_the_last_part_of_the_source_as_destination()
    {
        var job = module.Run(New, "Projects", source, target).Single();
        Assert.Equal("Projects", job.Get("Name"));
        Assert.NotEqual(Guid.Empty, job.Get("JobId"));
        Assert.Equal("Hdd", job.Get("Kind"));
        Assert.Equal(source, job.Get("Source"));
        Assert.Equal(Path.Combine(target, "projects"), job.Get("Destination"));
        Assert.Equal(target, job.Get("HddBaseFolder"));
        Assert.Equal("projects", job.Get("DestinationName"));
        Assert.Equal(true, job.Get("Enabled"));
        Assert.Equal("Never", job.Get("UseVss"));
        Assert.Equal(50, job.Get("MaxDeletePercent"));
        Assert.Null(job.Get("MaxDeleteCount"));
        Assert.Equal(false, job.Get("DeleteExcluded"));
        Assert.Null(job.Get("TakeOver"));
        Assert.Null(job.Get("LastRun"));
        Assert.Null(job.Get("LastResult"));
        Assert.Empty((string[])job.Get("Include")!);
        Assert.Empty((string[])job.Get("Exclude")!);
    }

    [Fact]
    public void Every_parameter_arrives()
    {
        var job = module.Run(
            New + "-DestinationName copy -UseVss AsNeeded -Include *.txt, /docs -Exclude *.tmp -DeleteExcluded"
            + " -MaxDeletePercent 7 -MaxDeleteCount 1234 -TakeOver Full -Disabled",
            "All", source, target).Single();
        Assert.Equal(Path.Combine(target, "copy"), job.Get("Destination"));
        Assert.Equal("AsNeeded", job.Get("UseVss"));
        Assert.Equal(["*.txt", "/docs"], (string[])job.Get("Include")!);
        Assert.Equal(["*.tmp"], (string[])job.Get("Exclude")!);
        Assert.Equal(true, job.Get("DeleteExcluded"));
        Assert.Equal(7, job.Get("MaxDeletePercent"));
        Assert.Equal(1234L, job.Get("MaxDeleteCount"));
        Assert.Equal("Full", job.Get("TakeOver"));
        Assert.Equal(false, job.Get("Enabled"));
    }

    [Fact]
    public void Name_source_and_base_folder_are_positional_and_paths_are_relative_to_the_location()
    {
        module.Folder("work");
        var job = module.Run("[void]$ExecutionContext.SessionState.Path.SetLocation($args[0]); New-CloneJob Projects ../projects ../disk", module["work"]).Single();
        Assert.Equal(source, job.Get("Source"));
        Assert.Equal(target, job.Get("HddBaseFolder"));
    }

    [Fact]
    public void The_home_folder_and_absolute_paths_in_another_providers_location_are_understood()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.SkipUnless(Directory.Exists(home), "The user has no home folder.");
        var job = module.Run(
            "[void]$ExecutionContext.SessionState.Path.SetLocation('Env:'); New-CloneJob Home $args[0] $args[1] -WhatIf; New-CloneJob Abs $args[0] $args[1]",
            source, target).Single();
        Assert.Equal(source, job.Get("Source"));
        var overlap = module.Run("New-CloneJob Home ~ $args[0] -DestinationName x", home).HasError("CloneFoldersOverlap");
        Assert.Contains(home, overlap.Exception.Message);
    }

    [Theory]
    [InlineData("Env:PATH")]
    [InlineData("Function:")]
    [InlineData("NoSuchDrive:/x")]
    public void A_path_that_is_not_of_the_file_system_is_refused(string path)
    {
        var error = module.Run(New, "X", path, target).HasError("ClonePathInvalid");
        Assert.Contains(path, error.Exception.Message);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
    }

    [Fact]
    public void WhatIf_checks_everything_and_writes_nothing()
    {
        Assert.Empty(module.Run(New + "-WhatIf", "Projects", source, target).HasNoErrors().Output);
        Assert.False(Directory.Exists(module.Home));
        Assert.Empty(Directory.GetFileSystemEntries(target));
        module.Run(New + "-WhatIf", "Projects", module["missing"], target).HasError("CloneSourceNotFound");
        Assert.False(Directory.Exists(module.Home));
        Assert.Empty(module.Run("Get-CloneJob").HasNoErrors().Output);
    }

    [Fact]
    public void A_name_is_unique_ignoring_case()
    {
        module.Run(New, "Projects", source, target).Single();
        var error = module.Run(New, "PROJECTS", source, module.Folder("other")).HasError("CloneJobNameTaken");
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Equal("PROJECTS", error.TargetObject);
    }

    [Theory]
    [InlineData("CloneSourceNotFound", "missing", "disk", "")]
    [InlineData("CloneSourceNotFolder", "file", "disk", "")]
    [InlineData("CloneDestinationNotFound", "projects", "missing", "")]
    [InlineData("CloneDestinationNotFolder", "projects", "file", "")]
    [InlineData("CloneFoldersOverlap", "projects", "projects", "")]
    [InlineData("CloneFoldersOverlap", "disk/inner", "disk", "-DestinationName inner")]
    [InlineData("CloneDestinationNameInvalid", "projects", "disk", "-DestinationName ../x")]
    [InlineData("CloneDestinationNotEmpty", "projects", "full", "")]
    [InlineData("CloneLimitInvalid", "projects", "disk", "-MaxDeletePercent 101")]
    [InlineData("CloneLimitInvalid", "projects", "disk", "-MaxDeleteCount -5")]
    [InlineData("CloneFilterInvalid", "projects", "disk", "-Include ''")]
    public void Each_rule_has_its_error(string id, string from, string to, string more)
    {
        File.WriteAllText(module["file"], "");
        Directory.CreateDirectory(module["disk/inner"]);
        Directory.CreateDirectory(module["full/projects/something"]);
        module.Run(New + more, "X", module[from], module[to]).HasError(id);
        Assert.Empty(module.Run("Get-CloneJob").Output);
    }

    [Fact]
    public void A_snapshot_is_refused_where_there_is_no_such_service()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has a snapshot service.");
        module.Run(New + "-UseVss Always", "X", source, target).HasError("CloneVssNotAvailable");
    }

    [Theory]
    [InlineData("", "ParameterArgumentValidationError")]
    [InlineData("a*b", "CloneJobNameInvalid")]
    [InlineData(" x", "CloneJobNameInvalid")]
    public void A_name_that_scripts_could_not_use_is_refused(string name, string id)
    {
        module.Run(New, name, source, target).HasError(id);
        Assert.Empty(module.Run("Get-CloneJob").Output);
    }

    [Fact]
    public void A_destination_that_is_not_empty_can_be_taken_over()
    {
        Directory.CreateDirectory(module["disk/projects/something"]);
        Assert.Equal("Adopt", module.Run(New + "-TakeOver Adopt", "X", source, target).Single().Get("TakeOver"));
    }

    [Fact]
    public void Jobs_come_from_a_table_and_one_that_is_wrong_does_not_stop_the_others()
    {
        foreach (var name in new[] { "a", "c" }) module.Folder("from " + name);
        var outcome = module.Run(
            """
            'a', 'b', 'c' | ForEach-Object {
                [pscustomobject]@{ Name = $_; Source = "$($args[0])/from $_"; HddBaseFolder = $args[1]; Exclude = '*.tmp'; MaxDeleteCount = $null }
            } | New-CloneJob
            """.Replace("$args[0]", $"'{module[""]}'", StringComparison.Ordinal).Replace("$args[1]", $"'{target}'", StringComparison.Ordinal));
        Assert.Equal(["a", "c"], outcome.All("Name"));
        Assert.All(outcome.Output, job => Assert.Equal(["*.tmp"], (string[])job.Get("Exclude")!));
        Assert.All(outcome.Output, job => Assert.Null(job.Get("MaxDeleteCount")));
        Assert.Equal("b", outcome.HasError("CloneSourceNotFound").TargetObject);
    }

    [Fact]
    public void A_job_is_copied_for_a_second_disk()
    {
        module.Run(New + "-Exclude *.tmp -MaxDeletePercent 5 -DeleteExcluded -DestinationName copy -UseVss AsNeeded", "One", source, target).Single();
        var second = module.Run("Get-CloneJob One | New-CloneJob -Name Two -HddBaseFolder $args[0]", module.Folder("disk 2")).Single();
        Assert.Equal(module["disk 2/copy"], second.Get("Destination"));
        Assert.Equal(source, second.Get("Source"));
        Assert.Equal(["*.tmp"], (string[])second.Get("Exclude")!);
        Assert.Equal(5, second.Get("MaxDeletePercent"));
        Assert.Null(second.Get("MaxDeleteCount"));
        Assert.Equal(true, second.Get("DeleteExcluded"));
        Assert.Equal("AsNeeded", second.Get("UseVss"));
    }

    [Fact]
    public void The_user_is_asked_when_he_wishes()
    {
        var host = new AnsweringHost(answer: 2);
        using var asked = new ModuleRunspace(host);
        Assert.Empty(asked.Run(New + "-Confirm", "Projects", asked.Folder("s"), asked.Folder("d")).HasNoErrors().Output);
        Assert.Contains("Projects", Assert.Single(host.Questions));
        Assert.Empty(asked.Run("Get-CloneJob").Output);
    }
}
