using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Clone.Tests.Secrets;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>What a script wrote. No error, warning or message of it holds a secret, whatever the test.</summary>
sealed class Outcome
{
    public Outcome(IEnumerable<PSObject> output, PSDataStreams streams)
    {
        Output = [.. output];
        Errors = [.. streams.Error];
        Warnings = [.. streams.Warning.Select(record => record.Message)];
        Verbose = [.. streams.Verbose.Select(record => record.Message)];
        Progress = [.. streams.Progress];
        foreach (var error in Errors) SuiteSecrets.AssertNotIn(error + "\n" + error.Exception + "\n" + error.ErrorDetails + "\n" + error.TargetObject);
        foreach (var message in Warnings.Concat(Verbose)) SuiteSecrets.AssertNotIn(message);
    }

    public IReadOnlyList<PSObject> Output { get; }

    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>The only object; no errors.</summary>
    public PSObject Single()
    {
        HasNoErrors();
        return Assert.Single(Output);
    }

    /// <summary>A property of every object, in order.</summary>
    public IEnumerable<object?> All(string property) => Output.Select(item => item.Properties[property].Value);

    public Outcome HasNoErrors()
    {
        Assert.Empty(Errors.Select(error => error.ToString()));
        return this;
    }

    /// <summary>The only error, by its id.</summary>
    public ErrorRecord HasError(string id)
    {
        var error = Assert.Single(Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        return error;
    }
}
