using System;
using System.Management.Automation;
using System.Reflection;
using Clone.Engine.Live;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>
/// How far a run is, as PowerShell shows it. The class is reached by its name: a test that referred to the cmdlets'
/// assembly would load another copy of it than the module.
/// </summary>
[Collection(StateCollection.Name)]
public sealed class RunProgressViewTests : IDisposable
{
    readonly ModuleRunspace module = new();
    readonly object view;
    readonly MethodInfo show;

    public RunProgressViewTests()
    {
        var cmdlet = (CmdletInfo)module.Run("Get-Command Start-CloneSync").Single().BaseObject;
        var type = cmdlet.ImplementingType.Assembly.GetType("Clone.Cmdlets.Running.RunProgressView", throwOnError: true)!;
        view = Activator.CreateInstance(type, "Data")!;
        show = type.GetMethod("Show", [typeof(RunProgress)])!;
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void Figures_and_forecast_are_shown()
    {
        var record = Show(Moment() with { PercentComplete = 25, TimeLeft = TimeSpan.FromSeconds(90), Planned = 200, Done = 50, BytesPerSecond = 1 << 20 });
        Assert.Equal((25, 90), (record.PercentComplete, record.SecondsRemaining));
        Assert.Equal("Sync of Data", record.Activity);
        Assert.Equal("Copying: 7 compared; 50 of 200 items sent, 2.0 MB of 100 MB, 1.0 MB/s", record.StatusDescription);
        Assert.Equal("a.txt", record.CurrentOperation);
    }

    [Fact]
    public void What_is_not_known_is_not_shown()
    {
        var record = Show(Moment() with { CurrentPath = null });
        Assert.Equal((-1, -1), (record.PercentComplete, record.SecondsRemaining));
        Assert.Equal("Waiting for other runs", Show(Moment() with { Phase = RunPhase.Waiting }).StatusDescription);
    }

    [Fact]
    public void Removals_and_failures_are_shown()
    {
        var record = Show(Moment() with { Phase = RunPhase.Deleting, Deleted = 1234, Failed = 2 });
        Assert.StartsWith("Removing", record.StatusDescription);
        Assert.EndsWith("; 1,234 removed; 2 failed", record.StatusDescription);
    }

    [Fact]
    public void Names_cannot_drive_the_terminal() =>
        Assert.Equal(@"a\u001B[31m", Show(Moment() with { CurrentPath = "a\u001B[31m" }).CurrentOperation);

    static RunProgress Moment() =>
        new() { Phase = RunPhase.Copying, Seen = 7, Bytes = 2 << 20, PlannedBytes = 100 << 20, CurrentPath = "a.txt" };

    ProgressRecord Show(RunProgress moment) => (ProgressRecord)show.Invoke(view, [moment])!;
}
