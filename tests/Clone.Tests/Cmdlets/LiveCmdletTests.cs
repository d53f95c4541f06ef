using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Live;
using Clone.Engine.State;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>Runs that are begun in the background, watched, waited for and stopped.</summary>
[Collection(StateCollection.Name)]
public sealed class LiveCmdletTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly ModuleRunspace module = new();
    readonly JobFolders folders;

    public LiveCmdletTests()
    {
        folders = module.Job("Data");
        folders.Write("a", "a");
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_run_in_the_background_is_a_job_of_PowerShell()
    {
        var job = module.Run("Start-CloneSync Data -AsJob").Single();
        Assert.Equal(("Data", "CloneSync", "localhost"), (job.Get("Name"), job.Get("PSJobTypeName"), job.Get("Location")));
        var report = module.Run("Get-Job Data | Wait-Job | Receive-Job").HasNoErrors().Single();
        Assert.Equal("Succeeded", report.Get("Result"));
        Assert.Equal(JobState.Completed, job.Get<JobStateInfo>("JobStateInfo").State);
        Assert.False(job.Get<bool>("HasMoreData"));
        Assert.True(File.Exists(Path.Combine(folders.Destination, "a")));
        module.Run("Remove-Job Data").HasNoErrors();
    }

    [Fact]
    public void A_job_of_PowerShell_has_the_errors_of_its_run()
    {
        module.Run("Start-CloneSync Data").HasNoErrors();
        File.Delete(Path.Combine(folders.Source, "a"));
        var job = module.Run("Start-CloneSync Data -AsJob | Wait-Job").Single();
        Assert.Equal(JobState.Failed, job.Get<JobStateInfo>("JobStateInfo").State);
        var received = module.Run("Receive-Job Data");
        Assert.Equal("CloneSourceEmpty", Assert.Single(received.Errors).FullyQualifiedErrorId);
        Assert.Equal("Refused", Assert.Single(received.Output).Get("Result"));
        module.Run("Disable-CloneJob Data");
        var disabled = module.Run("Start-CloneSync Data -AsJob | Wait-Job | Receive-Job");
        Assert.Equal("CloneJobDisabled", Assert.Single(disabled.Errors).FullyQualifiedErrorId);
        Assert.Equal(12, Assert.Single(disabled.Output).Get("ExitCode"));
        module.Run("Start-CloneSync None -AsJob").HasError("CloneJobNotFound");
        Assert.Empty(module.Run("Start-CloneSync Data -AsJob -WhatIf").Output);
    }

    [Fact]
    public void A_run_is_seen_waited_for_and_stopped_while_it_lasts()
    {
        using (Hold())
        {
            module.Run("Start-CloneSync Data -AsJob").Single();
            Wait(() => module.Run("Get-CloneSync Data").Output is [var run] && "Running".Equals(run.Get("State")) && run.Get("Phase") is "Starting");
            var live = module.Run("Get-CloneSync").Single();
            Assert.Equal((null, null, null), (live.Get("Result"), live.Get("EndTime"), live.Get("ExitCode")));
            Assert.Equal((Environment.ProcessId, "Incremental", "Hdd"), (live.Get("ProcessId"), live.Get("Mode"), live.Get("Kind")));
            Assert.Empty(module.Run("Get-CloneSync -History 5").Output);
            module.Run("Start-CloneSync Data").HasError("CloneJobAlreadyActive");
            module.Run("Wait-CloneSync Data -TimeoutSeconds 0").HasError("CloneWaitTimeout");
            module.Run("Stop-CloneSync Data -WhatIf");
            Assert.Equal("Running", module.Run("Get-CloneSync Data").Single().Get("State"));
            var stopping = module.Run("Stop-CloneSync Data -NoWait -PassThru").Single();
            Assert.Equal("Stopping", stopping.Get("State"));
            // The run has seen it by the next moment that it shows.
            Wait(() => module.Run("Get-CloneSync Data").Single().Get<TimeSpan>("Duration") > stopping.Get<TimeSpan>("Duration"));
        }

        var report = module.Run("Get-CloneJob Data | Wait-CloneSync").Single();
        Assert.Equal(("Aborted", 13, "Ended"), (report.Get("Result"), report.Get("ExitCode"), report.Get("State")));
        Assert.Equal("Stopped", module.Run("(Get-Job Data | Wait-Job).State").Single().BaseObject.ToString());
        Assert.Equal(report.Get("RunId"), module.Run("Wait-CloneSync Data").Single().Get("RunId"));
    }

    [Fact]
    public void Stop_Job_ends_the_run_in_good_order()
    {
        using (Ahead())
        {
            module.Run("Start-CloneSync Data -AsJob").Single();
            module.Run("Stop-Job Data").HasNoErrors();
            Assert.Equal("Stopped", module.Run("(Get-Job Data).State").Single().BaseObject.ToString());
        }

        Assert.Equal("Aborted", module.Run("Get-CloneSync Data").Single().Get("Result"));
    }

    [Fact]
    public void A_run_that_waits_shows_its_place_and_is_stopped_with_its_report()
    {
        using var ahead = Ahead();
        module.Run("Start-CloneSync Data -AsJob").Single();
        Wait(() => module.Run("Get-CloneSync Data").Output is [var run] && "Waiting".Equals(run.Get("State")));
        var waiting = module.Run("Get-CloneSync Data").Single();
        Assert.Equal(1, waiting.Get("QueuePosition"));
        Assert.Equal(["ahead"], waiting.Get<string[]>("WaitsFor"));
        var stopped = module.Run("Stop-CloneSync * -PassThru").Single();
        Assert.Equal(("Aborted", 0L), (stopped.Get("Result"), stopped.Get("Total")));
    }

    [Fact]
    public void Two_at_once_when_the_setting_says_so()
    {
        module.Run("Set-CloneSetting -MaxConcurrentRuns 2").HasNoErrors();
        using var ahead = Ahead();
        Assert.Equal("Succeeded", module.Run("Start-CloneSync Data").Single().Get("Result"));
    }

    [Fact]
    public void Whoever_watches_sees_progress_and_then_the_report()
    {
        using var watching = module.Prepare("Get-CloneSync -Watch");
        using var shown = new ManualResetEventSlim();
        watching.Streams.Progress.DataAdded += (_, _) => shown.Set();
        IAsyncResult running;
        using (Hold())
        {
            module.Run("Start-CloneSync Data -AsJob").Single();
            Wait(() => module.Run("Get-CloneSync Data").Output.Count == 1);
            running = watching.BeginInvoke();
            Assert.True(shown.Wait(Patience, TestContext.Current.CancellationToken));
        }

        Assert.Equal("Succeeded", Assert.Single(watching.EndInvoke(running)).Get("Result"));
        Assert.All(watching.Streams.Progress, record => Assert.Equal("Sync of Data", record.Activity));
        Assert.Equal(ProgressRecordType.Completed, watching.Streams.Progress[^1].RecordType);
    }

    [Fact]
    public void What_does_not_run_cannot_be_stopped()
    {
        module.Run("Stop-CloneSync Data").HasError("CloneJobNotActive");
        module.Run("Stop-CloneSync None").HasError("CloneJobNotFound");
        Assert.Empty(module.Run("Stop-CloneSync *").HasNoErrors().Output);
        Assert.Empty(module.Run("Wait-CloneSync Data; Get-CloneSync Data -Watch").HasNoErrors().Output);
    }

    [Fact]
    public void Settings_are_shown_and_changed()
    {
        Assert.Equal(1, module.Run("Get-CloneSetting").Single().Get("MaxConcurrentRuns"));
        Assert.Empty(module.Run("Set-CloneSetting -MaxConcurrentRuns 5").HasNoErrors().Output);
        Assert.Equal(5, module.Run("Set-CloneSetting -PassThru").Single().Get("MaxConcurrentRuns"));
        Assert.Equal(7, module.Run("Set-CloneSetting -MaxConcurrentRuns 7 -WhatIf -PassThru").Single().Get("MaxConcurrentRuns"));
        Assert.Equal(5, module.Run("Get-CloneSetting").Single().Get("MaxConcurrentRuns"));
        Assert.Equal(ErrorCategory.InvalidArgument, module.Run("Set-CloneSetting -MaxConcurrentRuns 0").HasError("CloneSettingInvalid").CategoryInfo.Category);
    }

    /// <summary>A run cannot go on while somebody else holds the jobs.</summary>
    FileLock Hold() => FileLock.Acquire(State().Lock("jobs"), Patience);

    /// <summary>A run of another job that is under way.</summary>
    RunPlace Ahead()
    {
        var place = new RunQueue(State(), new AdapterSet().Json)
            .Join(new RunTicket { RunId = Guid.NewGuid(), JobName = "ahead", Source = "/x", Destination = "/y" });
        Assert.True(place.TryBegin(1));
        return place;
    }

    StateFolder State() =>
        StateFolder.Open(new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = module.Home });

    static void Wait(Func<bool> until) => Assert.True(SpinWait.SpinUntil(until, Patience));
}
