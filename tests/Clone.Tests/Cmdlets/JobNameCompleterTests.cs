using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class JobNameCompleterTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Theory]
    [InlineData("Start-CloneSync -Name a", "Accounts 'All of it'")]
    [InlineData("Get-CloneJob ", "Accounts 'All of it' 'It''s' Projects")]
    [InlineData("Get-CloneLog -JobName p", "Projects")]
    [InlineData("Compare-CloneJob 'all", "'All of it'")]
    [InlineData("Remove-CloneJob x", "")]
    public void Names_of_jobs_are_completed_and_quoted(string line, string expected)
    {
        foreach (var name in new[] { "Accounts", "All of it", "It's", "Projects" }) module.Job(name);
        Assert.Equal(expected, string.Join(" ", Complete(line)));
    }

    [Fact]
    public void Completion_makes_no_node()
    {
        Assert.Empty(Complete("Get-CloneJob -Name "));
        Assert.False(Directory.Exists(module.Home));
    }

    [Fact]
    public void Completion_is_silent_when_the_state_is_damaged()
    {
        module.Run("Get-CloneNode").Single();
        File.WriteAllText(Path.Combine(module.Home, "node.json"), "{");
        Assert.Empty(Complete("Get-CloneJob -Name "));
    }

    string[] Complete(string line)
    {
        var completion = (CommandCompletion)module
            .Run("[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null)", line)
            .Single().BaseObject;
        return [.. completion.CompletionMatches
            .Where(match => match.ResultType == CompletionResultType.ParameterValue)
            .Select(match => match.CompletionText)];
    }
}
