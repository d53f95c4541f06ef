using System;
using System.IO;
using Clone.Adapters;
using Clone.Cmdlets.Loading;
using Xunit;

namespace Clone.Tests.Loading;

public sealed class HeadStartTests
{
    // In a session its failure would be silent, and cost time alone.
    [Fact]
    public void Every_method_of_a_run_compiles_ahead_for_this_system() => Assert.InRange(EngineCompiler.Run(), 500, 10_000);

    [Fact]
    public void Preparing_the_adapters_leaves_no_file()
    {
        var before = Directory.GetFileSystemEntries(Environment.CurrentDirectory);
        new AdapterSet().Prepare();
        Assert.Equal(before, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
    }
}
