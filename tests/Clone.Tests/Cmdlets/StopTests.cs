using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.State;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>A command that is stopped, and a job that runs already.</summary>
[Collection(StateCollection.Name)]
public sealed class StopTests : IDisposable
{
    // Wine takes its time for each.
    static readonly int Files = OperatingSystem.IsWindows() ? 2_000 : 6_000;
    const int NameLength = 8;
    const string New = "other contents";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_run_that_is_stopped_is_recorded_as_aborted_and_the_next_one_goes_on()
    {
        var folders = Large();
        Assert.Equal("Succeeded", module.Run("Start-CloneSync Data").Single().Get("Result"));
        // Files that take the place of others have names while they wait.
        foreach (var file in Directory.EnumerateFiles(folders.Source, "*", SearchOption.AllDirectories)) File.WriteAllText(file, New);
        using (var run = module.Prepare("Start-CloneSync Data"))
        {
            var output = new PSDataCollection<PSObject>();
            var running = run.BeginInvoke<PSObject, PSObject>(null, output);
            Wait(() => running.IsCompleted || Temporary(folders.Destination) > 20);
            run.Stop();
            Assert.Equal(PSInvocationState.Stopped, run.InvocationStateInfo.State);
        }

        var aborted = module.Run("Get-CloneSync Data").Single();
        Assert.Equal("Aborted", aborted.Get("Result"));
        Assert.Equal(13, aborted.Get("ExitCode"));
        Assert.InRange(Replaced(folders.Destination), 0, Files - 1);

        var next = module.Run("Start-CloneSync Data").Single();
        Assert.Equal("Succeeded", next.Get("Result"));
        Assert.Equal(Names(folders.Source), Names(folders.Destination));
        Assert.Equal(Files, Replaced(folders.Destination));
    }

    [Fact]
    public void A_comparison_streams_and_stops_at_once()
    {
        Large();
        using var comparison = module.Prepare("Compare-CloneJob Data");
        var output = new PSDataCollection<PSObject>();
        using var first = new ManualResetEventSlim();
        output.DataAdded += (_, _) => first.Set();
        comparison.BeginInvoke<PSObject, PSObject>(null, output);
        Assert.True(first.Wait(Patience, TestContext.Current.CancellationToken));
        comparison.Stop();
        Assert.Equal(PSInvocationState.Stopped, comparison.InvocationStateInfo.State);
        Assert.InRange(output.Count, 1, Files);
    }

    [Fact]
    public void Commands_behind_may_end_a_comparison_early()
    {
        Large();
        var seen = module.Run("$seen = 0; try { Compare-CloneJob Data | ForEach-Object { if (++$seen -eq 3) { throw 'enough' } } } catch { }; $seen").Single();
        Assert.Equal(3, seen.BaseObject);
        Assert.Equal("Succeeded", module.Run("Start-CloneSync Data").Single().Get("Result"));
    }

    [Fact]
    public void Progress_is_shown_while_a_run_takes_time_and_taken_away_at_its_end()
    {
        module.Job("Data").Write("a", "a");
        using var run = module.Prepare("Start-CloneSync Data");
        using var shown = new ManualResetEventSlim();
        run.Streams.Progress.DataAdded += (_, _) => shown.Set();
        IAsyncResult running;
        // The run cannot go on while somebody else holds the jobs.
        using (FileLock.Acquire(State().Lock("jobs"), Patience))
        {
            running = run.BeginInvoke();
            Assert.True(shown.Wait(Patience, TestContext.Current.CancellationToken));
        }

        Assert.Equal("Succeeded", Assert.Single(run.EndInvoke(running)).Get("Result"));
        var records = run.Streams.Progress;
        Assert.True(records.Count >= 2);
        Assert.Single(records.Select(record => record.ActivityId).Distinct());
        Assert.All(records, record => Assert.Equal("Sync of Data", record.Activity));
        Assert.All(records.SkipLast(1), record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
        Assert.All(records.SkipLast(1), record => Assert.Contains("items sent", record.StatusDescription, StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.All(records, record => Assert.InRange(record.PercentComplete, -1, 100));
    }

    [Fact]
    public void A_quick_run_shows_no_progress()
    {
        module.Job("Small").Write("a", "a");
        var outcome = module.Run("Start-CloneSync Small");
        Assert.SkipWhen(outcome.Single().Get<TimeSpan>("Duration") > TimeSpan.FromMilliseconds(450), "This machine is too busy for it.");
        Assert.Empty(outcome.Progress);
    }

    [Fact]
    public void A_job_that_runs_already_gives_a_report_with_its_own_code()
    {
        module.Job("Data").Write("a", "a");
        var id = module.Run("Get-CloneJob Data").Single().Get<Guid>("JobId");
        using (Assert.IsType<JobLock>(JobLock.TryAcquire(State(), id)))
        {
            var outcome = module.Run("Start-CloneSync Data");
            Assert.Equal(ErrorCategory.ResourceBusy, outcome.HasError("CloneJobAlreadyActive").CategoryInfo.Category);
            Assert.Equal(14, Assert.Single(outcome.Output).Get("ExitCode"));
            module.Run("Remove-CloneJob Data -Confirm:$false").HasError("CloneJobAlreadyActive");
        }

        Assert.Equal(0, module.Run("Start-CloneSync Data").Single().Get("ExitCode"));
    }

    StateFolder State() =>
        StateFolder.Open(new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = module.Home });

    JobFolders Large()
    {
        var folders = module.Job("Data", "-MaxChangePercent 100");
        for (var i = 0; i < Files; i++) folders.Write(Path.Combine((i % 50).ToString("00"), i.ToString("00000")), "contents");
        return folders;
    }

    /// <summary>How many files wait at the destination for their names.</summary>
    static int Temporary(string folder) =>
        Directory.Exists(folder) ? Names(folder).Count(name => name.Length != NameLength) : 0;

    /// <summary>How many files there have their new contents.</summary>
    static int Replaced(string folder) =>
        Names(folder).Count(name => name.Length == NameLength && new FileInfo(Path.Combine(folder, name)).Length == New.Length);

    static string[] Names(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(name => !name.StartsWith("CloneForWindows", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    static void Wait(Func<bool> until) => Assert.True(SpinWait.SpinUntil(until, Patience));
}
