using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class StartCloneSyncTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_run_mirrors_the_source_and_reports_in_the_promised_order()
    {
        var folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        folders.Write("sub/b.txt", "beta");
        var report = module.Run("Start-CloneSync -Name Data").Single();
        Assert.Equal(
            ["RunId", "JobName", "Mode", "Result", "StartTime", "EndTime", "Total", "Completed", "Copied", "Updated", "Moved",
             "Skipped", "Failed", "Deleted", "Excluded", "Bytes", "Failures", "ExitCode"],
            report.Properties.Select(property => property.Name).Take(18));
        Assert.NotEqual(Guid.Empty, report.Get("RunId"));
        Assert.Equal("Data", report.Get("JobName"));
        Assert.Equal("Incremental", report.Get("Mode"));
        Assert.Equal("Succeeded", report.Get("Result"));
        Assert.Equal(3L, report.Get("Copied"));
        Assert.Equal(3L, report.Get("Total"));
        Assert.Equal(9L, report.Get("Bytes"));
        Assert.Equal(0, report.Get("ExitCode"));
        Assert.Null(report.Get("Stop"));
        var began = (DateTime)report.Get("StartTime")!;
        Assert.Equal(DateTimeKind.Local, began.Kind);
        Assert.InRange(DateTime.Now - began, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Equal("alpha", File.ReadAllText(Path.Combine(folders.Destination, "a.txt")));
        Assert.Equal("beta", File.ReadAllText(Path.Combine(folders.Destination, "sub", "b.txt")));
    }

    [Fact]
    public void The_mode_is_obeyed()
    {
        var folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        module.Run("Start-CloneSync Data").Single();
        Assert.Equal(1L, module.Run("Start-CloneSync Data Incremental").Single().Get("Skipped"));
        var full = module.Run("Start-CloneSync Data -Mode Full").Single();
        Assert.Equal("Full", full.Get("Mode"));
        Assert.Equal(1L, full.Get("Updated"));
        module.Run("Start-CloneSync Data -Mode Other").HasError("CannotConvertArgumentNoMessage");
    }

    [Fact]
    public void Jobs_from_the_pipeline_run_one_after_the_other()
    {
        foreach (var name in new[] { "A", "B", "C" }) module.Job(name).Write("x", name);
        var outcome = module.Run("Get-CloneJob | Start-CloneSync").HasNoErrors();
        Assert.Equal(["A", "B", "C"], outcome.All("JobName"));
        Assert.Equal(["Succeeded", "Succeeded", "Succeeded"], outcome.All("Result"));
        Assert.Equal(["B"], module.Run("Get-CloneSync B | Start-CloneSync").HasNoErrors().All("JobName"));
        Assert.Equal(["C", "A"], module.Run("Start-CloneSync C, A").HasNoErrors().All("JobName"));
        Assert.Equal(["Succeeded", "Succeeded", "Succeeded"], module.Run("Get-CloneJob").All("LastResult"));
        Assert.All(module.Run("Get-CloneJob").All("LastRun"), time => Assert.Equal(DateTimeKind.Local, ((DateTime)time!).Kind));
    }

    [Fact]
    public void WhatIf_runs_nothing()
    {
        var folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        Assert.Empty(module.Run("Start-CloneSync Data -WhatIf").HasNoErrors().Output);
        Assert.False(Directory.Exists(folders.Destination));
        Assert.Empty(module.Run("Get-CloneSync").Output);
    }

    [Fact]
    public void A_name_that_no_job_has_is_an_error_and_gives_a_code_that_is_not_zero()
    {
        module.Job("Data").Write("a", "a");
        var outcome = module.Run("Start-CloneSync Missing, Data");
        outcome.HasError("CloneJobNotFound");
        Assert.Equal(["Missing", "Data"], outcome.All("JobName"));
        Assert.Equal(["Failed", "Succeeded"], outcome.All("Result"));
        Assert.Equal([11, 0], outcome.All("ExitCode"));
        Assert.Single(module.Run("Get-CloneSync -History 10").Output);
    }

    [Fact]
    public void A_disabled_job_is_refused()
    {
        module.Job("Data", "-Disabled");
        var outcome = module.Run("Start-CloneSync Data");
        outcome.HasError("CloneJobDisabled");
        Assert.Equal(12, Assert.Single(outcome.Output).Get("ExitCode"));
    }

    [Fact]
    public void The_guard_refuses_in_the_report_and_as_an_error_and_force_lets_it_through()
    {
        var folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        module.Run("Start-CloneSync Data").Single();
        File.Delete(Path.Combine(folders.Source, "a.txt"));

        var outcome = module.Run("Start-CloneSync Data");
        var error = outcome.HasError("CloneSourceEmpty");
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
        Assert.Equal("Data", error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        var report = Assert.Single(outcome.Output);
        Assert.Equal("Refused", report.Get("Result"));
        Assert.Equal(12, report.Get("ExitCode"));
        var stop = PSObject.AsPSObject(report.Get("Stop"));
        Assert.Equal("CloneSourceEmpty", stop.Get("ErrorId"));
        Assert.Equal(error.Exception.Message, stop.Get("Message"));
        Assert.Equal(1L, stop.Get("Removals"));
        Assert.Equal(["a.txt"], (IEnumerable<string>)stop.Get("WouldRemove")!);
        Assert.True(File.Exists(Path.Combine(folders.Destination, "a.txt")));

        Assert.Equal(1L, module.Run("Start-CloneSync Data -Force").Single().Get("Deleted"));
        Assert.False(File.Exists(Path.Combine(folders.Destination, "a.txt")));
    }

    [Theory]
    [InlineData("exit (Start-CloneSync -Name Data).ExitCode", 0)]
    [InlineData("exit (Start-CloneSync -Name Missing -ErrorAction SilentlyContinue).ExitCode", 11)]
    [InlineData("exit (Start-CloneSync -Name Refused -ErrorAction SilentlyContinue).ExitCode", 12)]
    public void A_task_returns_the_code(string script, int code)
    {
        module.Job("Data").Write("a", "a");
        Directory.CreateDirectory(Path.Combine(module.Job("Refused").Destination, "of somebody else"));
        var file = module["task.ps1"];
        File.WriteAllText(file, script);
        Assert.Equal(code, module.Run("& $args[0]; $LASTEXITCODE", file).HasNoErrors().Output[^1].BaseObject);
    }

    [Fact]
    public void Failures_become_errors_after_the_report()
    {
        using var locked = Fail(count: 2);
        var outcome = module.Run("Start-CloneSync Data");
        Assert.Equal(
            ["CloneItemFailed,Clone.Cmdlets.StartCloneSync", "CloneItemFailed,Clone.Cmdlets.StartCloneSync", "CloneItemsFailed,Clone.Cmdlets.StartCloneSync"],
            outcome.Errors.Select(error => error.FullyQualifiedErrorId));
        Assert.Equal(["0.txt", "1.txt"], outcome.Errors.Take(2).Select(error => error.TargetObject).Order());
        Assert.All(outcome.Errors.Take(2), error => Assert.Contains(error.CategoryInfo.Category, new[] { ErrorCategory.WriteError, ErrorCategory.ReadError }));
        Assert.Contains("2", outcome.Errors[2].Exception.Message);
        var report = Assert.Single(outcome.Output);
        Assert.Equal("CompletedWithFailures", report.Get("Result"));
        Assert.Equal(10, report.Get("ExitCode"));
        Assert.Equal(2L, report.Get("Failed"));
        var failure = PSObject.AsPSObject(((System.Collections.IList)report.Get("Failures")!)[0]);
        Assert.NotEmpty((string)failure.Get("Code")!);
        Assert.NotEmpty((string)failure.Get("Reason")!);
    }

    [Fact]
    public void At_most_a_hundred_errors_and_one_that_sums_up()
    {
        using var locked = Fail(count: 130);
        var outcome = module.Run("Start-CloneSync Data");
        Assert.Equal(101, outcome.Errors.Count);
        Assert.StartsWith("CloneItemsFailed,", outcome.Errors[100].FullyQualifiedErrorId);
        Assert.Contains("130", outcome.Errors[100].Exception.Message);
    }

    [Fact]
    public void ErrorAction_Stop_costs_no_run()
    {
        using var locked = Fail(count: 1);
        var error = Assert.ThrowsAny<RuntimeException>(() => module.Run("Start-CloneSync Data -ErrorAction Stop"));
        Assert.StartsWith("CloneItemFailed,", error.ErrorRecord.FullyQualifiedErrorId);
        var recorded = module.Run("Get-CloneSync Data").Single();
        Assert.Equal("CompletedWithFailures", recorded.Get("Result"));
        Assert.Equal(1L, recorded.Get("Skipped"));
        Assert.Equal("new", File.ReadAllText(Path.Combine(module["base of Data"], "source of Data", "good.txt")));
    }

    [Fact]
    public void An_error_that_ends_the_command_costs_no_run_of_the_jobs_that_follow()
    {
        module.Job("Good").Write("a", "a");
        var disabled = module.Job("Off", "-Disabled");
        disabled.Write("a", "a");
        Assert.ThrowsAny<RuntimeException>(() => module.Run("Start-CloneSync None, Off, Good -ErrorAction Stop"));
        Assert.Equal("Succeeded", module.Run("Get-CloneSync Good").Single().Get("Result"));
        module.Job("Better").Write("a", "a");
        Assert.ThrowsAny<RuntimeException>(() => module.Run("Get-CloneJob Off, Better | Start-CloneSync -ErrorAction Stop"));
        Assert.Equal("Succeeded", module.Run("Get-CloneSync Better").Single().Get("Result"));
        Assert.Equal(2, module.Run("Get-CloneLog -JobName Off -EventId run.refused").Output.Count);
    }

    [Fact]
    public void What_has_no_copy_is_a_warning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names.");
        var folders = module.Job("Data");
        Tool.Run("bash", "-c", $"touch '{folders.Source}'/$'bad\\xff'");
        Assert.Contains("UTF-8", Assert.Single(module.Run("Start-CloneSync Data").HasNoErrors().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_comes_before_the_errors()
    {
        using var locked = Fail(count: 1);
        var order = module.Run(
            "Start-CloneSync Data 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { 'error' } else { 'report' } }");
        Assert.Equal(["report", "error", "error"], order.Output.Select(item => item.BaseObject));
    }

    /// <summary>A job of which some files cannot be brought to their end, whoever runs the test.</summary>
    FailingFiles Fail(int count)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes files that fail with means of Linux.");
        var folders = module.Job("Data");
        for (var i = 0; i < count; i++) folders.Write(i + ".txt", "old");
        folders.Write("good.txt", "new");
        module.Run("Start-CloneSync Data").Single();
        for (var i = 0; i < count; i++) folders.Write(i + ".txt", "changed");
        return FailingFiles.Of(folders, Enumerable.Range(0, count).Select(i => i + ".txt"));
    }
}
