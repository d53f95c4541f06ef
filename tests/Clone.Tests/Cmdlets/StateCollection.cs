using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>
/// Tests that set CLONE_HOME run one after the other: a process has one environment. Tests elsewhere name their state
/// folder themselves and are not concerned.
/// </summary>
[CollectionDefinition(Name)]
public sealed class StateCollection
{
    public const string Name = "CLONE_HOME";
}
