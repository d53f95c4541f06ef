using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Jobs;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>Details, following, export and removal of the log.</summary>
[Collection(StateCollection.Name)]
public sealed class LogCmdletTests : IDisposable
{
    readonly ModuleRunspace module = new();
    readonly JobFolders folders;

    public LogCmdletTests()
    {
        folders = module.Job("Data");
        folders.Write("a", "a");
        folders.Write("f/b", "b");
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void Details_name_what_was_copied_and_what_needed_nothing()
    {
        module.Run("Start-CloneSync Data").HasNoErrors();
        Assert.Empty(module.Run("Get-CloneLog -Detail").HasNoErrors().Output);
        module.Run("Set-CloneSetting -LogSuccesses $true").HasNoErrors();
        folders.Write("c", "c");
        folders.Write("a", "changed");
        module.Run("Start-CloneSync Data").HasNoErrors();
        var details = module.Run("Get-CloneSync Data | Get-CloneLog -Detail").HasNoErrors();
        Assert.Equal(
            ["item.copied a", "item.copied c", "item.skipped f/b"],
            details.Output.Select(record => record.Get("EventId") + " " + record.Get("Path")).Order(StringComparer.Ordinal));
        Assert.True(module.Run("Get-CloneLog").Output.Count > details.Output.Count);
    }

    [Fact]
    public void Services_and_months_are_picked()
    {
        module.Run("Start-CloneSync Data").HasNoErrors();
        Assert.NotEmpty(module.Run("Get-CloneLog -Service Hdd").HasNoErrors().Output);
        Assert.Empty(module.Run("Get-CloneLog -Service S3, Azure").HasNoErrors().Output);
        var all = module.Run("Get-CloneLog").Output.Count;
        var month = DateTime.Now.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(all, module.Run($"Get-CloneLog -Month {month}").HasNoErrors().Output.Count);
        Assert.Empty(module.Run("Get-CloneLog -Month 2020-02").HasNoErrors().Output);
    }

    [Fact]
    public void Who_follows_sees_what_comes_until_he_stops()
    {
        module.Run("Start-CloneSync Data").HasNoErrors();
        using var following = module.Prepare("Get-CloneLog -EventId job.changed -Follow");
        var output = new PSDataCollection<PSObject>();
        using var came = new ManualResetEventSlim();
        output.DataAdded += (_, _) => came.Set();
        following.BeginInvoke<PSObject, PSObject>(null, output);
        using (var node = CloneNode.Open(new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = module.Home }))
            node.Jobs.Change(node.Jobs.Find("Data").Id, new JobChanges { MaxDeletePercent = 7 });
        Assert.True(came.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        following.Stop();
        Assert.Equal(PSInvocationState.Stopped, following.InvocationStateInfo.State);
        Assert.Equal("job.changed", output.First().Get("EventId"));
    }

    [Fact]
    public void An_export_is_a_file_for_others()
    {
        module.Run("Start-CloneSync Data").HasNoErrors();
        var target = module["out.txt"];
        var export = module.Run("Export-CloneLog -Path $args[0] -EventId sync.*", target).Single();
        Assert.Equal((target, 2L), (export.Get("Path"), export.Get("Records")));
        Assert.Equal(3, File.ReadAllLines(target).Length);
        module.Run("Export-CloneLog -Path $args[0]", target).HasError("CloneExportFileExists");
        Assert.Equal(3, File.ReadAllLines(target).Length);
        Assert.Empty(module.Run("Export-CloneLog -Path $args[0] -Force -WhatIf", target).Output);
        module.Run("Export-CloneLog -Path $args[0] -Force -Format Json", target).HasNoErrors();
        Assert.StartsWith("[", File.ReadAllText(target), StringComparison.Ordinal);
        module.Run("Export-CloneLog -Path $args[0]", module["missing/x"]).HasError("CloneExportNotWritten");
    }

    [Fact]
    public void A_log_that_is_cleared_says_so()
    {
        module.Run("Start-CloneSync Data").HasNoErrors();
        module.Run("Clear-CloneLog -WhatIf").HasNoErrors();
        module.Run("Clear-CloneLog -Before 2020-01-01 -Confirm:$false").HasNoErrors();
        Assert.True(module.Run("Get-CloneLog").Output.Count > 2);
        module.Run("Clear-CloneLog -Confirm:$false").HasNoErrors();
        Assert.Equal("log.cleared", module.Run("Get-CloneLog").Single().Get("EventId"));
    }

    [Fact]
    public void Old_months_go_at_the_end_of_a_run()
    {
        module.Run("Start-CloneSync Data").HasNoErrors();
        var log = Path.Combine(module.Home, "log");
        foreach (var name in new[] { "clone", "feed" })
            File.Copy(Directory.GetFiles(log, name + "-*.jsonl").Single(), Path.Combine(log, name + "-2020-02.jsonl"));
        var last = DateTime.UtcNow.AddMonths(-1).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(log, $"clone-{last}.jsonl"), "");
        module.Run("Set-CloneSetting -LogRetentionDays 4000").HasError("CloneSettingInvalid");
        module.Run("Set-CloneSetting -LogRetentionDays 62; Start-CloneSync Data").HasNoErrors();
        Assert.Equal((2, 1), (Directory.GetFiles(log, "clone-*.jsonl").Length, Directory.GetFiles(log, "feed-*.jsonl").Length));
        Assert.True(File.Exists(Path.Combine(log, $"clone-{last}.jsonl")));
    }
}
