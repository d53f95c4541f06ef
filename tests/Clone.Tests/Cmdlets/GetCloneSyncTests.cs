using System;
using System.Linq;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class GetCloneSyncTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public GetCloneSyncTests()
    {
        foreach (var name in new[] { "A", "B", "New" }) module.Job(name).Write("x", "x");
        module.Run("Start-CloneSync A, B, A -Mode Full; Start-CloneSync A").HasNoErrors();
    }

    public void Dispose() => module.Dispose();

    [Theory]
    [InlineData("Get-CloneSync", "A:Incremental B:Full")]
    [InlineData("Get-CloneSync -Name B", "B:Full")]
    [InlineData("Get-CloneSync A -History 2", "A:Incremental A:Full")]
    [InlineData("Get-CloneSync A 9", "A:Incremental A:Full A:Full")]
    [InlineData("Get-CloneSync -History 3", "A:Incremental A:Full B:Full")]
    [InlineData("Get-CloneSync [ab] -History 1", "A:Incremental B:Full")]
    [InlineData("Get-CloneSync New", "")]
    [InlineData("Get-CloneJob B | Get-CloneSync", "B:Full")]
    public void Past_runs_are_listed_the_newest_first(string script, string expected)
    {
        var runs = module.Run(script).HasNoErrors().Output.Select(run => run.Get("JobName") + ":" + run.Get("Mode"));
        Assert.Equal(expected, string.Join(" ", runs));
    }

    [Fact]
    public void A_run_is_recorded_as_it_was_reported()
    {
        var reported = module.Run("Start-CloneSync B").Single();
        var recorded = module.Run("Get-CloneSync B").Single();
        Assert.All(
            reported.Properties.Select(property => property.Name),
            name => Assert.Equivalent(reported.Get(name), recorded.Get(name), strict: true));
    }

    [Fact]
    public void Runs_of_a_removed_job_stay()
    {
        module.Run("Remove-CloneJob B -Confirm:$false").HasNoErrors();
        Assert.Equal(["A"], module.Run("Get-CloneSync").HasNoErrors().All("JobName"));
        Assert.Contains("B", module.Run("Get-CloneSync -History 10").HasNoErrors().All("JobName"));
        module.Run("Get-CloneSync B").HasError("CloneJobNotFound");
    }

    [Fact]
    public void A_history_of_nothing_is_refused() =>
        module.Run("Get-CloneSync -History 0").HasError("ParameterArgumentValidationError");
}
