using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>Schedules as people use them.</summary>
[Collection(StateCollection.Name)]
public sealed class ScheduleCmdletTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_schedule_is_made_shown_and_given_to_a_job()
    {
        Assert.Equal("Monthly 1,15,Last 02:00,14:00", module.Run("New-CloneSchedule -Monthly -Days 1,15,Last -At 02:00,14:00").Single().ToString());
        Assert.Equal("Every 00:15 08:00-18:00", module.Run("New-CloneSchedule -Every 00:15 -Between 08:00,18:00").Single().ToString());
        module.Job(
            "office",
            "-IncrementalSchedule (New-CloneSchedule -Weekly -DaysOfWeek Monday,Friday -At 12:00),'Every 01:00' -FullSchedule 'monthly last 23:00'");
        var shown = module.Run("Get-CloneSchedule | ForEach-Object { \"$($_.JobName) $($_.Mode): $($_.Schedule -join '; ') $($_.NextRun -gt [DateTime]::Now)\" }");
        Assert.Equal(
            ["office Incremental: Weekly Mon,Fri 12:00; Every 01:00 True", "office Full: Monthly Last 23:00 True"],
            shown.HasNoErrors().Output.Select(line => line.ToString()));
        module.Run("Set-CloneJob office -IncrementalSchedule @()").HasNoErrors();
        Assert.Equal("Full", module.Run("Get-CloneSchedule office").Single().Get("Mode"));
        module.Run("Disable-CloneJob office").HasNoErrors();
        Assert.Null(module.Run("Get-CloneSchedule office").Single().Get("NextRun"));
    }

    [Theory]
    [InlineData("New-CloneSchedule -Monthly -Days 0 -At 02:00")]
    [InlineData("New-CloneSchedule -Weekly -DaysOfWeek Monday -At 1.01:00")]
    [InlineData("New-CloneSchedule -Every 00:00:30")]
    [InlineData("New-CloneSchedule -Every 00:15 -Between 08:00")]
    public void What_is_no_schedule_is_refused(string command) =>
        module.Run(command).HasError(nameof(ErrorId.CloneScheduleInvalid));

    [Fact]
    public void What_is_due_runs_once_and_a_disabled_job_never()
    {
        var office = module.Job("office", "-IncrementalSchedule 'Every 00:01'");
        module.Job("off", "-IncrementalSchedule 'Every 00:01' -Disabled");
        office.Write("a", "a");
        // As if they had been made an hour ago.
        var jobs = Path.Combine(module.Home, "jobs.json");
        var past = DateTime.UtcNow.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllText(jobs, Regex.Replace(File.ReadAllText(jobs), "\"changed\": \"[^\"]+\"", "\"changed\": \"" + past + "\""));
        Assert.Empty(module.Run("Start-CloneSync -Due -WhatIf").HasNoErrors().Output);
        var report = module.Run("Start-CloneSync -Due").HasNoErrors().Single();
        Assert.Equal(("office", "Incremental", 1L), (report.Get("JobName"), report.Get("Mode"), report.Get("Copied")));
        Assert.Equal("a", File.ReadAllText(Path.Combine(office.Destination, "a")));
    }
}
