using System;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class GetCloneLogTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public GetCloneLogTests()
    {
        foreach (var name in new[] { "A", "B" }) module.Job(name).Write("x", "x");
        module.Run("Start-CloneSync A, B").HasNoErrors();
        System.IO.File.Delete(module["source of B/x"]);
        module.Run("Start-CloneSync B -ErrorAction SilentlyContinue");
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_record_has_its_fields_in_order()
    {
        var record = module.Run("Get-CloneLog -JobName A -EventId sync.succeeded").Single();
        Assert.Equal(
            ["Time", "Level", "EventId", "Service", "JobId", "RunId", "Path", "Code", "Message"],
            record.Properties.Select(property => property.Name));
        Assert.Equal(DateTimeKind.Local, ((DateTime)record.Get("Time")!).Kind);
        Assert.Equal("Information", record.Get("Level"));
        Assert.Equal("sync.succeeded", record.Get("EventId"));
        Assert.Equal("Hdd", record.Get("Service"));
        Assert.Equal(module.Run("Get-CloneJob A").Single().Get("JobId"), record.Get("JobId"));
        Assert.Equal(module.Run("Get-CloneSync A").Single().Get("RunId"), record.Get("RunId"));
        Assert.NotEmpty((string)record.Get("Message")!);
    }

    [Fact]
    public void Records_come_in_the_order_of_time()
    {
        var times = module.Run("Get-CloneLog").HasNoErrors().All("Time").Cast<DateTime>().ToList();
        Assert.True(times.Count >= 4);
        Assert.Equal(times.Order(), times);
        var both = module.Run("Get-CloneLog -JobName B, a*").HasNoErrors().All("Time").Cast<DateTime>().ToList();
        Assert.Equal(both.Order(), both);
    }

    [Fact]
    public void Jobs_and_runs_are_picked()
    {
        var a = module.Run("Get-CloneJob A").Single().Get("JobId");
        Assert.All(Some("Get-CloneLog -JobName a").All("JobId"), job => Assert.Equal(a, job));
        Assert.All(Some("Get-CloneJob A | Get-CloneLog").All("JobId"), job => Assert.Equal(a, job));
        var run = module.Run("Get-CloneSync A").Single().Get("RunId");
        Assert.All(Some("Get-CloneSync A | Get-CloneLog").All("RunId"), id => Assert.Equal(run, id));
        Assert.All(Some($"Get-CloneLog -RunId {run}").All("RunId"), id => Assert.Equal(run, id));
        Assert.Empty(module.Run($"Get-CloneLog -JobName B -RunId {run}").HasNoErrors().Output);
        Assert.Equal(2, Some("Get-CloneLog -JobName *").All("JobId").Distinct().Count());
    }

    [Fact]
    public void The_run_decides_where_its_job_has_another_name_now_or_is_gone()
    {
        var run = module.Run("Get-CloneSync A").Single().Get("RunId");
        module.Run("Set-CloneJob A -NewName Renamed").HasNoErrors();
        Assert.All(Some("Get-CloneSync Renamed | Get-CloneLog").All("RunId"), id => Assert.Equal(run, id));
        module.Run("Remove-CloneJob Renamed -Confirm:$false").HasNoErrors();
        Assert.All(Some($"Get-CloneSync -History 99 | Where-Object RunId -eq {run} | Get-CloneLog").All("RunId"), id => Assert.Equal(run, id));
    }

    [Fact]
    public void A_job_that_is_not_there_is_an_error_and_the_others_are_shown()
    {
        var outcome = module.Run("Get-CloneLog -JobName Missing, A");
        Assert.NotEmpty(outcome.Output);
        Assert.Equal(ErrorCategory.ObjectNotFound, outcome.HasError("CloneJobNotFound").CategoryInfo.Category);
        var nothing = module.Run("Get-CloneLog -JobName Missing");
        nothing.HasError("CloneJobNotFound");
        Assert.Empty(nothing.Output);
    }

    [Fact]
    public void Levels_are_the_least_that_is_shown()
    {
        Assert.Contains("Information", Some("Get-CloneLog -Level Information").All("Level"));
        var grave = Some("Get-CloneLog -Level Warning");
        Assert.All(grave.All("Level"), level => Assert.Contains((string)level!, new[] { "Warning", "Error" }));
        Assert.Contains("guard.refused", grave.All("EventId"));
    }

    [Theory]
    [InlineData("sync.*", "sync.")]
    [InlineData("SYNC.started, guard.refused", "sync.started guard.refused")]
    public void Events_are_picked_by_name_and_pattern(string events, string starts) =>
        Assert.All(
            Some("Get-CloneLog -EventId " + events).All("EventId"),
            name => Assert.Contains(starts.Split(' '), start => ((string)name!).StartsWith(start, StringComparison.Ordinal)));

    [Fact]
    public void Times_are_local_and_bound_the_records()
    {
        var all = Some("Get-CloneLog").Output.Count;
        Assert.Equal(all, Some("Get-CloneLog -Since ([DateTime]::Now.AddHours(-1)) -Until ([DateTime]::Now.AddHours(1))").Output.Count);
        Assert.Empty(module.Run("Get-CloneLog -Since ([DateTime]::Now.AddHours(1))").HasNoErrors().Output);
        Assert.Empty(module.Run("Get-CloneLog -Until ([DateTime]::Now.AddHours(-1))").HasNoErrors().Output);
        Assert.Equal(all, Some("Get-CloneLog -Since ([DateTime]::UtcNow.AddHours(-1))").Output.Count);
        Assert.Equal(all, Some("Get-CloneLog -Since ([DateTime]::MinValue) -Until ([DateTime]::MaxValue)").Output.Count);
        Assert.Equal(all, Some("Get-CloneLog -Since 2020-01-01").Output.Count);
        var last = Some("Get-CloneLog").Output[^1].Get<DateTime>("Time");
        Assert.NotEmpty(Some($"Get-CloneLog -Since ([DateTime]::new({last.Ticks}))").Output);
    }

    Outcome Some(string script)
    {
        var outcome = module.Run(script).HasNoErrors();
        Assert.NotEmpty(outcome.Output);
        return outcome;
    }
}
