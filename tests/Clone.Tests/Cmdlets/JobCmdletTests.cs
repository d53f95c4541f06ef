using System;
using System.IO;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>Get-, Set-, Enable-, Disable- and Remove-CloneJob.</summary>
[Collection(StateCollection.Name)]
public sealed class JobCmdletTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public JobCmdletTests()
    {
        foreach (var name in new[] { "Accounts", "Archive", "Projects" }) module.Job(name);
    }

    public void Dispose() => module.Dispose();

    [Theory]
    [InlineData("Get-CloneJob", "Accounts Archive Projects")]
    [InlineData("Get-CloneJob -Name *", "Accounts Archive Projects")]
    [InlineData("Get-CloneJob a*", "Accounts Archive")]
    [InlineData("Get-CloneJob projects", "Projects")]
    [InlineData("Get-CloneJob Projects, A?c*", "Projects Accounts Archive")]
    [InlineData("Get-CloneJob [pq]*", "Projects")]
    [InlineData("Get-CloneJob nothing*", "")]
    [InlineData("[pscustomobject]@{ Name = 'Archive' }, [pscustomobject]@{ JobName = 'Projects' } | Get-CloneJob", "Archive Projects")]
    [InlineData("Get-CloneJob A* | Get-CloneJob", "Accounts Archive")]
    public void Jobs_are_listed_by_name_and_pattern(string script, string expected)
    {
        var names = module.Run(script).HasNoErrors().All("Name");
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), names);
    }

    [Theory]
    [InlineData("Get-CloneJob -Name {0}")]
    [InlineData("Set-CloneJob -Name {0} -MaxDeletePercent 9 -PassThru")]
    [InlineData("Enable-CloneJob -Name {0} -PassThru")]
    [InlineData("Disable-CloneJob -Name {0} -PassThru")]
    public void A_name_that_no_job_has_is_an_error_of_its_own_and_the_others_go_on(string command)
    {
        var script = command.Replace("{0}", "Accounts, Missing, Projects", StringComparison.Ordinal);
        var outcome = module.Run(script);
        Assert.Equal(["Accounts", "Projects"], outcome.All("Name"));
        var error = outcome.HasError("CloneJobNotFound");
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("Missing", error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void How_a_destination_is_scanned_is_set_and_shown()
    {
        var folders = module.Job("Scans", "-DestinationScan Index -FullScanEvery 12h");
        folders.Write("a", "a");
        var job = module.Run("Get-CloneJob Scans").Single();
        Assert.Equal(("Index", TimeSpan.FromHours(12)), (job.Get("DestinationScan"), job.Get("FullScanEvery")));
        Assert.Equal(TimeSpan.FromDays(3), module.Run("Set-CloneJob Scans -FullScanEvery 3.00:00:00 -PassThru").Single().Get("FullScanEvery"));
        Assert.Equal(TimeSpan.FromDays(7), module.Run("Set-CloneJob Scans -FullScanEvery 7d -PassThru").Single().Get("FullScanEvery"));
        module.Run("Set-CloneJob Scans -FullScanEvery 7m").HasError("CloneLimitInvalid");
        Assert.Empty(module.Run("Compare-CloneJob Scans").Warnings);
        Assert.Equal("Full", module.Run("Start-CloneSync Scans").Single().Get("DestinationScan"));
        Assert.Equal("Index", module.Run("Start-CloneSync Scans").Single().Get("DestinationScan"));
        Assert.Contains("Scans", Assert.Single(module.Run("Compare-CloneJob Scans").Warnings), StringComparison.Ordinal);
        Assert.Empty(module.Run("Compare-CloneJob Scans -Checksum").Warnings);
    }

    [Fact]
    public void The_pace_of_runs_is_set_and_taken_back()
    {
        var job = module.Run("Set-CloneJob Accounts -BandwidthLimit '08:00,10M 18:00,off' -LowPriority -PassThru").Single();
        Assert.Equal(("08:00,10M 18:00,off", true), (job.Get("BandwidthLimit"), job.Get("LowPriority")));
        Assert.Equal("08:00,10M 18:00,off", module.Run("Get-CloneJob Accounts | Set-CloneJob -MaxDeletePercent 9 -PassThru").Single().Get("BandwidthLimit"));
        Assert.Equal("10MB", module.Run("Set-CloneJob Accounts -BandwidthLimit 10MB -PassThru").Single().Get("BandwidthLimit"));
        job = module.Run("Set-CloneJob Accounts -BandwidthLimit off -LowPriority:$false -PassThru").Single();
        Assert.Equal((null, false), (job.Get("BandwidthLimit"), job.Get("LowPriority")));
        var error = module.Run("Set-CloneJob Accounts -BandwidthLimit '08:00,10M 18:00'").HasError("CloneBandwidthInvalid");
        Assert.Contains("\"18:00\"", error.Exception.Message, StringComparison.Ordinal);
        Assert.True((bool)module.Run("Set-CloneSetting -LowPriority $true -PassThru").Single().Get("LowPriority")!);
    }

    [Fact]
    public void Set_changes_what_is_said_and_leaves_the_rest()
    {
        module.Run("Set-CloneJob Accounts -Include *.txt -Exclude a, b -MaxDeletePercent 5 -MaxDeleteCount 10 -UseVss AsNeeded -DeleteExcluded -Disabled").HasNoErrors();
        var job = module.Run("Set-CloneJob Accounts -MaxDeletePercent 6 -PassThru").Single();
        Assert.Equal(["*.txt"], (string[])job.Get("Include")!);
        Assert.Equal(["a", "b"], (string[])job.Get("Exclude")!);
        Assert.Equal(6, job.Get("MaxDeletePercent"));
        Assert.Equal(10L, job.Get("MaxDeleteCount"));
        Assert.Equal("AsNeeded", job.Get("UseVss"));
        Assert.Equal(true, job.Get("DeleteExcluded"));
        Assert.Equal(false, job.Get("Enabled"));
    }

    [Theory]
    [InlineData("-MaxDeleteCount -1")]
    [InlineData("-MaxDeleteCount $null")]
    public void A_limit_is_removed(string parameter)
    {
        module.Run("Set-CloneJob Accounts -MaxDeleteCount 10").HasNoErrors();
        Assert.Null(module.Run($"Set-CloneJob Accounts {parameter} -PassThru").Single().Get("MaxDeleteCount"));
    }

    [Theory]
    [InlineData("@()")]
    [InlineData("$null")]
    public void Filters_and_switches_are_taken_back(string none)
    {
        module.Run("Set-CloneJob Accounts -Include *.txt -Exclude a -DeleteExcluded -Disabled").HasNoErrors();
        var job = module.Run($"Set-CloneJob Accounts -Include {none} -Exclude {none} -DeleteExcluded:$false -Disabled:$false -PassThru").Single();
        Assert.Empty((string[])job.Get("Include")!);
        Assert.Empty((string[])job.Get("Exclude")!);
        Assert.Equal(false, job.Get("DeleteExcluded"));
        Assert.Equal(true, job.Get("Enabled"));
    }

    [Fact]
    public void A_job_is_renamed_and_stays_the_same_job()
    {
        var before = module.Run("Get-CloneJob Accounts").Single();
        var after = module.Run("Set-CloneJob Accounts -NewName Books -PassThru").Single();
        Assert.Equal("Books", after.Get("Name"));
        Assert.Equal(before.Get("JobId"), after.Get("JobId"));
        module.Run("Get-CloneJob Accounts").HasError("CloneJobNotFound");
        module.Run("Set-CloneJob Books -NewName archive").HasError("CloneJobNameTaken");
        Assert.Equal("BOOKS", module.Run("Set-CloneJob Books -NewName BOOKS -PassThru").Single().Get("Name"));
    }

    [Fact]
    public void Folders_are_changed_relative_to_the_location()
    {
        Directory.CreateDirectory(module["new/source"]);
        Directory.CreateDirectory(module["new/disk"]);
        var job = module.Run(
            "[void]$ExecutionContext.SessionState.Path.SetLocation($args[0]); Set-CloneJob Accounts -Source source -HddBaseFolder ./disk -DestinationName copy -TakeOver Adopt -PassThru",
            module["new"]).Single();
        Assert.Equal(module["new/source"], job.Get("Source"));
        Assert.Equal(module["new/disk/copy"], job.Get("Destination"));
        Assert.Equal("Adopt", job.Get("TakeOver"));
        module.Run("Set-CloneJob Accounts -Source $args[0]", module["missing"]).HasError("CloneSourceNotFound");
    }

    [Fact]
    public void Only_the_name_comes_from_the_pipeline()
    {
        Assert.Empty(module.Run("Get-CloneJob | Set-CloneJob -MaxDeletePercent 33").HasNoErrors().Output);
        Assert.Equal([33, 33, 33], module.Run("Get-CloneJob").All("MaxDeletePercent"));
    }

    [Fact]
    public void Enable_and_disable_switch_jobs()
    {
        Assert.Empty(module.Run("Get-CloneJob A* | Disable-CloneJob").HasNoErrors().Output);
        Assert.Equal([false, false, true], module.Run("Get-CloneJob").All("Enabled"));
        var enabled = module.Run("Enable-CloneJob Archive -PassThru").Single();
        Assert.Equal(true, enabled.Get("Enabled"));
        Assert.Equal([false, true, true], module.Run("Get-CloneJob").All("Enabled"));
        Assert.Empty(module.Run("Enable-CloneJob Archive").HasNoErrors().Output);
    }

    [Fact]
    public void A_removed_job_leaves_its_folders()
    {
        var folders = module.Job("Old");
        folders.Write("a.txt", "a");
        module.Run("Remove-CloneJob Old, Archive -Confirm:$false").HasNoErrors();
        Assert.Equal(["Accounts", "Projects"], module.Run("Get-CloneJob").All("Name"));
        Assert.True(File.Exists(Path.Combine(folders.Source, "a.txt")));
        Assert.True(Directory.Exists(folders.Base));
        module.Run("Remove-CloneJob Old -Confirm:$false").HasError("CloneJobNotFound");
        module.Run("Get-CloneJob | Remove-CloneJob -Confirm:$false").HasNoErrors();
        Assert.Empty(module.Run("Get-CloneJob").Output);
    }

    [Theory]
    [InlineData("Set-CloneJob Accounts -MaxDeletePercent 1 -NewName X -WhatIf")]
    [InlineData("Disable-CloneJob Accounts -WhatIf -PassThru")]
    [InlineData("Enable-CloneJob Accounts -WhatIf -PassThru")]
    [InlineData("Remove-CloneJob Accounts -WhatIf")]
    public void WhatIf_changes_nothing(string script)
    {
        var before = File.ReadAllBytes(Path.Combine(module.Home, "jobs.json"));
        Assert.Empty(module.Run(script).HasNoErrors().Output);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(module.Home, "jobs.json")));
    }

    [Fact]
    public void WhatIf_of_a_change_checks_it()
    {
        module.Run("Set-CloneJob Accounts -NewName Archive -WhatIf").HasError("CloneJobNameTaken");
        module.Run("Set-CloneJob Accounts -MaxDeletePercent 101 -WhatIf").HasError("CloneLimitInvalid");
    }

    [Fact]
    public void Removing_asks_by_itself_and_changing_does_not()
    {
        var host = new AnsweringHost(answer: 2);
        using var asked = new ModuleRunspace(host);
        asked.Job("Kept");
        asked.Run("Remove-CloneJob Kept").HasNoErrors();
        Assert.Contains("Kept", Assert.Single(host.Questions));
        asked.Run("Disable-CloneJob Kept; Set-CloneJob Kept -MaxDeletePercent 1").HasNoErrors();
        Assert.Single(host.Questions);
        Assert.Equal(["Kept"], asked.Run("Get-CloneJob").All("Name"));
    }

    [Fact]
    public void An_error_stops_the_command_when_the_user_says_so()
    {
        var error = Assert.ThrowsAny<RuntimeException>(() => module.Run("Disable-CloneJob Missing, Accounts -ErrorAction Stop"));
        Assert.StartsWith("CloneJobNotFound,", error.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(true, module.Run("Get-CloneJob Accounts").Single().Get("Enabled"));
    }
}
