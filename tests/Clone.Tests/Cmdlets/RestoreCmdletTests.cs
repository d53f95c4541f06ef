using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Live;
using Clone.Engine.State;
using Clone.Tests.EndToEnd;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>Restore-CloneFromHdd and Get-CloneItem.</summary>
[Collection(StateCollection.Name)]
public sealed class RestoreCmdletTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly AnsweringHost host = new(answer: 1);
    readonly ModuleRunspace module;
    readonly JobFolders folders;
    readonly string target;

    public RestoreCmdletTests()
    {
        module = new ModuleRunspace(host);
        folders = module.Job("Data");
        folders.Write("a.txt", "alpha");
        folders.Write("docs/b.txt", "beta");
        folders.Write("docs/deep/c.doc", "gamma");
        module.Run("Start-CloneSync Data").Single();
        target = module["restored"];
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_copy_comes_back_with_a_report()
    {
        var report = module.Run("Restore-CloneFromHdd Data $args[0]", target).Single();
        Assert.Equal(("Succeeded", "Restore", "Data", 0), (report.Get("Result"), report.Get("Mode"), report.Get("JobName"), report.Get("ExitCode")));
        Assert.Equal((5L, 0L), (report.Get("Copied"), report.Get("Failed")));
        TreePicture.AssertSame(folders.Source, target);
        Assert.Empty(host.Questions);
        var again = module.Run("Restore-CloneFromHdd -CopyPath $args[0] -Destination $args[1]", folders.Destination, target).Single();
        Assert.Equal(("Data", 5L), (again.Get("JobName"), again.Get("Skipped")));
        Assert.Equal(["Restore", "Restore", "Incremental"], module.Run("Get-CloneSync Data -History 5").All("Mode"));
        Assert.Equal("Incremental", module.Run("Get-CloneSync Data").Single().Get("Mode"));
        Assert.Equal("Succeeded", module.Run("Get-CloneJob Data").Single().Get("LastResult"));
        Assert.Equal(2, module.Run("Get-CloneLog Data -EventId restore.succeeded").HasNoErrors().Output.Count);
    }

    [Fact]
    public void Kept_files_are_listed_and_a_copy_comes_back_as_of_a_time()
    {
        module.Run("Get-CloneItem Data -Kept").HasError("CloneNothingKept");
        module.Run("Restore-CloneFromHdd Data $args[0] -AsOf ([datetime]::Now)", target).HasError("CloneNothingKept");
        module.Run("Set-CloneJob Data -KeepDeleted 30").HasNoErrors();
        folders.Write("new.txt", "new");
        module.Run("Start-CloneSync Data").Single();
        var before = module.Run("[datetime]::Now").Single().BaseObject;
        folders.Write("a.txt", "changed");
        File.Delete(Path.Combine(folders.Source, "docs", "b.txt"));
        folders.Write("later.txt", "later");
        module.Run("Start-CloneSync Data").Single();
        var kept = module.Run("Get-CloneItem Data -Kept").HasNoErrors();
        Assert.Equal(["a.txt", "docs/b.txt"], kept.All("Path"));
        Assert.Equal("docs/b.txt", module.Run("Get-CloneItem Data -Kept -Path docs/*").Single().Get("Path"));
        Assert.Equal(
            ["a.txt", "docs", "docs/b.txt", "docs/deep", "docs/deep/c.doc", "new.txt"],
            module.Run("Get-CloneItem Data -Recurse -AsOf $args[0]", before).HasNoErrors().All("Path").Order());
        var report = module.Run("Restore-CloneFromHdd Data $args[0] -AsOf $args[1]", target, before).HasNoErrors().Single();
        Assert.Equal(("Succeeded", 6L), (report.Get("Result"), report.Get("Copied")));
        Assert.Equal("alpha", File.ReadAllText(Path.Combine(target, "a.txt")));
        Assert.Equal("beta", File.ReadAllText(Path.Combine(target, "docs", "b.txt")));
        Assert.False(File.Exists(Path.Combine(target, "later.txt")));
        var one = module["one"];
        module.Run("Get-CloneItem Data -Kept | Where-Object Path -eq docs/b.txt | Restore-CloneFromHdd -Destination $args[0]", one).HasNoErrors();
        Assert.Equal(["b.txt"], Directory.GetFiles(one, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        var early = module.Run("Restore-CloneFromHdd Data $args[0] -AsOf ([datetime]::Now.AddYears(-1))", module["early"]);
        Assert.Contains("kept", Assert.Single(early.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Items_are_listed_and_piped()
    {
        var items = module.Run("Get-CloneItem Data -Recurse").HasNoErrors();
        Assert.Equal(["a.txt", "docs", "docs/b.txt", "docs/deep", "docs/deep/c.doc"], items.All("Path").Order());
        var one = module.Run("Get-CloneItem Data docs/b.txt").Single();
        Assert.Equal(("docs/b.txt", "File", 4L, folders.Destination), (one.Get("Path"), one.Get("Kind"), one.Get("Size"), one.Get("CopyPath")));
        Assert.Equal(File.GetLastWriteTime(Path.Combine(folders.Source, "docs", "b.txt")), one.Get("LastWriteTime"));
        Assert.Equal(["docs/b.txt", "docs/deep"], module.Run("Get-CloneItem -CopyPath $args[0] -Path docs", folders.Destination).All("Path").Order());
        module.Run("Get-CloneItem Data none").HasError("CloneItemNotFound");
        module.Run("Get-CloneItem None").HasError("CloneJobNotFound");
        Assert.Equal(ErrorCategory.PermissionDenied, module.Run("Get-CloneItem -CopyPath $args[0]", folders.Source).HasError("CloneCopyMarkerMissing").CategoryInfo.Category);
        var report = module.Run("Get-CloneItem Data **/*.txt | Restore-CloneFromHdd -Destination $args[0]", target).Single();
        Assert.Equal(("Succeeded", 3L), (report.Get("Result"), report.Get("Copied")));
        Assert.True(File.Exists(Path.Combine(target, "docs", "b.txt")) && !Directory.Exists(Path.Combine(target, "docs", "deep")));
        report = module.Run("Get-CloneJob Data | Restore-CloneFromHdd -Destination $args[0] -Path docs -Exclude *.txt", target + "2").Single();
        Assert.Equal(3L, report.Get("Copied"));
    }

    [Fact]
    public void What_if_checks_and_writes_nothing()
    {
        Assert.Empty(module.Run("Restore-CloneFromHdd Data $args[0] -WhatIf", target).HasNoErrors().Output);
        Assert.False(Directory.Exists(target));
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "mine"), "mine");
        Assert.Empty(module.Run("Restore-CloneFromHdd Data $args[0] -Clean -WhatIf", target).HasNoErrors().Output);
        Assert.Equal([Path.Combine(target, "mine")], Directory.GetFileSystemEntries(target));
        var refused = module.Run("Restore-CloneFromHdd Data $args[0] -Clean -WhatIf", folders.Source);
        refused.HasError("CloneRestoreIntoSource");
        Assert.Equal(12, Assert.Single(refused.Output).Get("ExitCode"));
        Assert.Empty(host.Questions);
    }

    [Fact]
    public void A_folder_is_emptied_when_the_user_has_been_asked()
    {
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "mine"), "mine");
        // The host answers with the second choice: no.
        Assert.Empty(module.Run("Restore-CloneFromHdd Data $args[0] -Clean", target).HasNoErrors().Output);
        Assert.Contains(target, Assert.Single(host.Questions));
        Assert.True(File.Exists(Path.Combine(target, "mine")));
        var report = module.Run("Restore-CloneFromHdd Data $args[0] -Clean -Confirm:$false", target).Single();
        Assert.Equal(("Succeeded", 1L, 5L), (report.Get("Result"), report.Get("Deleted"), report.Get("Copied")));
        Assert.False(File.Exists(Path.Combine(target, "mine")));
    }

    [Fact]
    public void Failures_are_errors_after_the_report()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "makes links");
        File.CreateSymbolicLink(Path.Combine(folders.Source, "out"), "/etc");
        module.Run("Start-CloneSync Data").Single();
        var outcome = module.Run("Restore-CloneFromHdd Data $args[0]", target);
        Assert.Equal(("CompletedWithFailures", 10), (Assert.Single(outcome.Output).Get("Result"), outcome.Output[0].Get("ExitCode")));
        Assert.Equal(
            ["CloneRestoreItemFailed", "CloneRestoreItemsFailed"],
            outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("-AllowLinks", outcome.Errors[0].Exception.Message);
        Assert.Equal(1L, module.Run("Restore-CloneFromHdd Data $args[0] -AllowLinks", target).Single().Get("Copied"));
    }

    [Fact]
    public void A_restore_in_the_background_is_seen_waited_for_and_stopped()
    {
        using (var ahead = Ahead())
        {
            var job = module.Run("Restore-CloneFromHdd Data $args[0] -AsJob", target).Single();
            Assert.Equal(("Data", "CloneSync"), (job.Get("Name"), job.Get("PSJobTypeName")));
            Wait(() => module.Run("Get-CloneSync Data").Output.Any(run => "Waiting".Equals(run.Get("State"))));
            var waiting = module.Run("Get-CloneSync Data").Output.Single(run => "Waiting".Equals(run.Get("State")));
            Assert.Equal(("Restore", 1), (waiting.Get("Mode"), waiting.Get("QueuePosition")));
            var stopped = module.Run("Stop-CloneSync Data -PassThru").Single();
            Assert.Equal(("Restore", "Aborted", 13), (stopped.Get("Mode"), stopped.Get("Result"), stopped.Get("ExitCode")));
            Assert.Equal("Stopped", module.Run("(Get-Job Data | Wait-Job).State").Single().BaseObject.ToString());
        }

        module.Run("Stop-CloneSync Data").HasError("CloneJobNotActive");
        var report = module.Run("Restore-CloneFromHdd Data $args[0] -AsJob | Wait-Job | Receive-Job", target).HasNoErrors().Single();
        Assert.Equal("Succeeded", report.Get("Result"));
    }

    [Fact]
    public void A_restore_of_a_copy_that_no_job_here_makes_goes_by_its_path()
    {
        module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        using (Ahead())
        {
            module.Run("Restore-CloneFromHdd -CopyPath $args[0] -Destination $args[1] -AsJob", folders.Destination, target).Single();
            Wait(() => module.Run("Get-CloneSync").Output.Count == 1);
            Assert.Equal(folders.Destination, module.Run("Get-CloneSync $args[0]", folders.Destination).Single().Get("JobName"));
            Assert.Equal("Aborted", module.Run("Stop-CloneSync $args[0] -PassThru", folders.Destination).Single().Get("Result"));
        }

        Assert.Equal("Aborted", module.Run("Get-CloneSync $args[0] -History 5", folders.Destination).Single().Get("Result"));
        module.Run("Stop-CloneSync $args[0]", folders.Destination).HasError("CloneJobNotFound");
    }

    /// <summary>A run of another job that is under way.</summary>
    RunPlace Ahead()
    {
        var state = StateFolder.Open(new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = module.Home });
        var place = new RunQueue(state, new AdapterSet().Json)
            .Join(new RunTicket { RunId = Guid.NewGuid(), JobName = "ahead", Source = "/x", Destination = "/y" });
        Assert.True(place.TryBegin(1));
        return place;
    }

    static void Wait(Func<bool> until) => Assert.True(SpinWait.SpinUntil(until, Patience));
}
