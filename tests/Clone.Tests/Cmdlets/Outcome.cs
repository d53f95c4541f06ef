using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>What a script wrote.</summary>
sealed class Outcome(IEnumerable<PSObject> output, PSDataStreams streams)
{
    public IReadOnlyList<PSObject> Output { get; } = [.. output];

    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error];

    public IReadOnlyList<string> Warnings { get; } = [.. streams.Warning.Select(record => record.Message)];

    public IReadOnlyList<string> Verbose { get; } = [.. streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<ProgressRecord> Progress { get; } = [.. streams.Progress];

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
