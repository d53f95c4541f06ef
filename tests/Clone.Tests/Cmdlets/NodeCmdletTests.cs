using System;
using System.IO;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class NodeCmdletTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_machine_that_is_no_node_becomes_a_master_and_a_verbose_message_says_so()
    {
        var outcome = module.Run("Get-CloneNode -Verbose");
        var node = outcome.Single();
        Assert.Equal("Master", node.Get("Role"));
        Assert.NotEqual(Guid.Empty, node.Get("NodeId"));
        Assert.Equal("0.1.0", node.Get("Version"));
        Assert.Equal(1, node.Get("DataVersion"));
        Assert.Equal(module.Home, node.Get("DataPath"));
        Assert.Equal(Environment.MachineName, node.Get("ComputerName"));
        Assert.Contains(module.Home, Assert.Single(outcome.Verbose));
    }

    [Fact]
    public void The_node_stays_the_same_and_is_made_once()
    {
        var first = module.Run("Get-CloneNode").Single();
        var second = module.Run("Get-CloneNode -Verbose");
        Assert.Equal(first.Get("NodeId"), second.Single().Get("NodeId"));
        Assert.Empty(second.Verbose);
    }

    [Theory]
    [InlineData("Master")]
    [InlineData("Slave")]
    public void Initialize_gives_the_role(string role)
    {
        Assert.Equal(role, module.Run("Initialize-CloneNode -Role $args[0]", role).Single().Get("Role"));
        Assert.Equal(role, module.Run("Get-CloneNode").Single().Get("Role"));
    }

    [Fact]
    public void Another_role_needs_force_and_keeps_the_identity()
    {
        var node = module.Run("Initialize-CloneNode Master").Single();
        var error = module.Run("Initialize-CloneNode -Role Slave").HasError("CloneNodeAlreadyInitialized");
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction);
        Assert.Equal("Master", module.Run("Get-CloneNode").Single().Get("Role"));

        var forced = module.Run("Initialize-CloneNode -Role Slave -Force").Single();
        Assert.Equal("Slave", forced.Get("Role"));
        Assert.Equal(node.Get("NodeId"), forced.Get("NodeId"));
    }

    [Theory]
    [InlineData("Initialize-CloneNode -Role Slave -WhatIf")]
    [InlineData("Initialize-CloneNode -Role Slave -Force -WhatIf")]
    [InlineData("$WhatIfPreference = $true; Initialize-CloneNode -Role Slave -Force")]
    public void WhatIf_makes_no_node(string script)
    {
        Assert.Empty(module.Run(script).HasNoErrors().Output);
        Assert.False(Directory.Exists(module.Home));
    }

    [Theory]
    [InlineData("Get-CloneNode")]
    [InlineData("Get-CloneSync -History 3")]
    [InlineData("Get-CloneLog")]
    public void Commands_that_only_show_something_work_under_a_preference_for_WhatIf(string script)
    {
        module.Run("$WhatIfPreference = $true; " + script).HasNoErrors();
        Assert.True(File.Exists(Path.Combine(module.Home, "node.json")));
    }

    [Fact]
    public void Force_asks_nothing()
    {
        var host = new AnsweringHost(answer: 2);
        using var asked = new ModuleRunspace(host);
        Assert.Empty(asked.Run("$ConfirmPreference = 'Low'; Initialize-CloneNode Slave").Output);
        Assert.Single(host.Questions);
        Assert.Equal("Slave", asked.Run("$ConfirmPreference = 'Low'; Initialize-CloneNode Slave -Force").Single().Get("Role"));
        Assert.Single(host.Questions);
    }

    [Fact]
    public void A_role_that_does_not_exist_is_refused_at_binding() =>
        Assert.Contains("Owner", module.Run("Initialize-CloneNode -Role Owner").HasError("CannotConvertArgumentNoMessage").Exception.Message);

    [Fact]
    public void State_that_cannot_be_used_ends_the_command()
    {
        module.Run("Get-CloneNode").Single();
        File.WriteAllText(Path.Combine(module.Home, "node.json"), "{");
        var caught = module.Run("try { Get-CloneJob a, b } catch { $_ }");
        var error = (ErrorRecord)Assert.Single(caught.Output).BaseObject;
        Assert.StartsWith("CloneStateDamaged,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }
}
