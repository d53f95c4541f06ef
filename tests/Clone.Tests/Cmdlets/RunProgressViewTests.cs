using System;
using System.Management.Automation;
using System.Reflection;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>
/// How far a run is and how long it still takes. The class is reached by its name: a test that referred to the cmdlets'
/// assembly would load another copy of it than the module.
/// </summary>
[Collection(StateCollection.Name)]
public sealed class RunProgressViewTests : IDisposable
{
    const long Mega = 1 << 20;

    readonly ModuleRunspace module = new();
    readonly object view;
    readonly MethodInfo show;

    public RunProgressViewTests()
    {
        var cmdlet = (CmdletInfo)module.Run("Get-Command Start-CloneSync").Single().BaseObject;
        var type = cmdlet.ImplementingType.Assembly.GetType("Clone.Cmdlets.Running.RunProgressView", throwOnError: true)!;
        view = Activator.CreateInstance(type, "Data")!;
        show = type.GetMethod("Show")!;
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void Nothing_is_foretold_before_everything_was_compared()
    {
        var record = Show(Moment(10 * Mega, isKnown: false), seconds: 1);
        Assert.Equal(-1, record.PercentComplete);
        Assert.Equal(-1, record.SecondsRemaining);
    }

    [Fact]
    public void A_steady_run_ends_when_it_was_foretold()
    {
        for (var second = 1; second < 100; second++)
        {
            var record = Show(Moment(second * Mega), second);
            Assert.Equal(second, record.PercentComplete);
            Assert.Equal(100 - second, record.SecondsRemaining);
            Assert.Contains("1.0 MB/s", record.StatusDescription);
        }
    }

    [Fact]
    public void The_forecast_follows_a_change_of_speed()
    {
        for (var second = 1; second <= 10; second++) Show(Moment(second * Mega), second);
        var record = new ProgressRecord(0);
        for (var second = 11; second <= 60; second++) record = Show(Moment((10 * Mega) + ((second - 10) * Mega / 10)), second);
        // 85 MB are left; at a tenth of a megabyte a second that takes 850 s.
        Assert.InRange(record.SecondsRemaining, 750, 850);
    }

    [Fact]
    public void Items_without_contents_count_too()
    {
        var record = Show(Moment(0) with { PlannedBytes = 0, Planned = 200, Done = 50 }, seconds: 5);
        Assert.Equal(25, record.PercentComplete);
        Assert.Equal(15, record.SecondsRemaining);
        Assert.Contains("50 of 200", record.StatusDescription);
    }

    [Fact]
    public void A_run_without_anything_to_send_is_done()
    {
        var record = Show(Moment(0) with { PlannedBytes = 0, Phase = RunPhase.Deleting, Deleted = 1234, Failed = 2 }, seconds: 1);
        Assert.Equal(100, record.PercentComplete);
        Assert.StartsWith("Removing", record.StatusDescription);
        Assert.EndsWith("; 1,234 removed; 2 failed", record.StatusDescription);
    }

    [Fact]
    public void A_standstill_and_a_plan_that_was_exceeded_are_no_trouble()
    {
        Assert.Equal(-1, Show(Moment(0), seconds: 1).SecondsRemaining);
        var beyond = Show(Moment(120 * Mega), seconds: 2);
        Assert.Equal(100, beyond.PercentComplete);
        Assert.Equal(-1, beyond.SecondsRemaining);
    }

    [Fact]
    public void Names_cannot_drive_the_terminal() =>
        Assert.Equal(@"a\u001B[31m", Show(Moment(1) with { CurrentPath = "a\u001B[31m" }, seconds: 1).CurrentOperation);

    static RunProgress Moment(long bytes, bool isKnown = true) =>
        new(RunPhase.Copying, Seen: 7, Done: 0, Planned: 0, bytes, 100 * Mega, Deleted: 0, Failed: 0, isKnown, "a.txt");

    ProgressRecord Show(RunProgress moment, double seconds) =>
        (ProgressRecord)show.Invoke(view, [moment, TimeSpan.FromSeconds(seconds)])!;
}
