using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What the log says of a node and a job from their making on.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task The_log_tells_the_whole_life_of_a_job()
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { MaxDeletePercent = 10 });
        await mirror.RunAsync();
        mirror.Node.Jobs.Remove(mirror.Job.Id);
        Assert.Equal(
            ["node.initialized", "job.created", "job.changed", "sync.started", "sync.succeeded", "job.changed"],
            mirror.Node.ReadLog(new LogQuery()).Select(record => record.EventId));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_told_in_the_report_and_costs_no_run()
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        var log = Path.Combine(mirror.Home, "log");
        Directory.Delete(log, recursive: true);
        File.WriteAllText(log, "in the way");
        var report = await mirror.RunAsync();
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Contains(report.Warnings, warning => warning.Contains(log));
        Assert.Equal("a", mirror.ReadCopy("a"));
    }
}
