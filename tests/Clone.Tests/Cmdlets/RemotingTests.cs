using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>What PowerShell Remoting and Export-Clixml make of the objects: they are written as XML and read again.</summary>
[Collection(StateCollection.Name)]
public sealed class RemotingTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Theory]
    [InlineData("Get-CloneNode")]
    [InlineData("Get-CloneJob Data")]
    [InlineData("Get-CloneSync Data")]
    [InlineData("Get-CloneLog -EventId sync.started")]
    [InlineData("Compare-CloneJob Data -Mode Full | Where-Object Path -eq a.txt")]
    public void Nothing_of_an_object_is_lost(string script)
    {
        var folders = module.Job("Data", "-Exclude *.tmp, *.bak -MaxDeleteCount 7");
        folders.Write("a.txt", "alpha");
        folders.Write("b.tmp", "");
        Assert.Equal(["Filter"], module.Run("(Start-CloneSync Data).Excluded.Keys").HasNoErrors().Output.Select(key => key.BaseObject));
        AssertSame(module.Run(script).Single(), Carried(script));
    }

    [Fact]
    public void The_report_of_a_refused_run_arrives_whole()
    {
        var folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        module.Run("Start-CloneSync Data").Single();
        File.Delete(Path.Combine(folders.Source, "a.txt"));
        module.Run("Start-CloneSync Data -ErrorAction SilentlyContinue");
        var carried = Carried("Get-CloneSync Data");
        AssertSame(module.Run("Get-CloneSync Data").Single(), carried);
        var stop = (PSObject)carried.Get("Stop")!;
        Assert.Equal("CloneSourceEmpty", stop.Get("ErrorId"));
        Assert.Equal("a.txt", Assert.Single(((ArrayList)((PSObject)stop.Get("WouldRemove")!).BaseObject).Cast<object>()).ToString());
    }

    [Fact]
    public void Failures_arrive_with_their_fields()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes files that fail with means of Linux.");
        var folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        module.Run("Start-CloneSync Data").Single();
        folders.Write("a.txt", "changed");
        using var failing = FailingFiles.Of(folders, ["a.txt"]);
        module.Run("Start-CloneSync Data -ErrorAction SilentlyContinue");
        var carried = Carried("Get-CloneSync Data");
        AssertSame(module.Run("Get-CloneSync Data").Single(), carried);
        var failure = (PSObject)((ArrayList)((PSObject)carried.Get("Failures")!).BaseObject)[0]!;
        Assert.Equal("a.txt", failure.Get("Path"));
        Assert.IsType<bool>(failure.Get("Retryable"));
    }

    [Fact]
    public void What_was_carried_is_compared_and_piped_as_here()
    {
        module.Job("Data").Write("a", "a");
        var outcome = module.Run(
            """
            $xml = [System.Management.Automation.PSSerializer]::Serialize((Start-CloneSync Data))
            $report = [System.Management.Automation.PSSerializer]::Deserialize($xml)
            $report.Result -eq 'Succeeded'
            ($report | Get-CloneJob).Name
            """).HasNoErrors();
        Assert.Equal([true, "Data"], outcome.Output.Select(item => item.BaseObject));
    }

    /// <summary>As a remote runspace sends it, with the depth that it uses for objects that ask for none.</summary>
    PSObject Carried(string script) => (PSObject)module.Run(
        $"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(({script}), 1))").Single();

    static void AssertSame(object? here, object? there)
    {
        if (here is null)
        {
            Assert.Null(there);
            return;
        }

        var (one, other) = (PSObject.AsPSObject(here), PSObject.AsPSObject(there));
        switch (one.BaseObject)
        {
            case string or ValueType:
                Assert.Equal(one.BaseObject, other.BaseObject);
                break;
            case IDictionary dictionary:
                var read = Assert.IsAssignableFrom<IDictionary>(other.BaseObject);
                Assert.Equal(dictionary.Count, read.Count);
                foreach (var key in dictionary.Keys) AssertSame(dictionary[key], read[key]);
                break;
            case IEnumerable list:
                var items = Assert.IsAssignableFrom<IEnumerable>(other.BaseObject).Cast<object?>().ToList();
                var expected = list.Cast<object?>().ToList();
                Assert.Equal(expected.Count, items.Count);
                for (var i = 0; i < items.Count; i++) AssertSame(expected[i], items[i]);
                break;
            default:
                Assert.Contains("Deserialized." + one.BaseObject.GetType().FullName, other.TypeNames);
                Assert.Equal(one.ToString(), other.ToString());
                foreach (var property in one.Properties) AssertSame(property.Value, other.Get(property.Name));
                break;
        }
    }
}
