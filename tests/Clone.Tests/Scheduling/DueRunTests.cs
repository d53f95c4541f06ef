using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Settings;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Xunit;

namespace Clone.Tests.Scheduling;

/// <summary>Which runs are due, and that each is given to one caller alone.</summary>
public sealed class DueRunTests : IDisposable
{
    // Thursday noon in winter: 11:00 UTC.
    readonly ScheduleTime clock = new(new DateTimeOffset(2026, 11, 26, 11, 0, 0, TimeSpan.Zero), ZoneTime.Berlin());
    readonly Mirror mirror = new();
    readonly CloneNode node;

    public DueRunTests() => node = CloneNode.Open(mirror.Options with { Time = clock });

    public void Dispose()
    {
        node.Dispose();
        mirror.Dispose();
    }

    [Fact]
    public void What_is_due_is_given_once()
    {
        Create("job", incremental: ["Every 01:00"]);
        Assert.Empty(node.TakeDue());
        clock.Now += TimeSpan.FromMinutes(59);
        Assert.Empty(node.TakeDue());
        clock.Now += TimeSpan.FromMinutes(1);
        var run = Assert.Single(node.TakeDue());
        Assert.Equal(("job", SyncMode.Incremental, clock.Now), (run.Job.Name, run.Mode, run.Due));
        Assert.Empty(node.TakeDue());
        using var other = CloneNode.Open(mirror.Options with { Time = clock });
        Assert.Empty(other.TakeDue());
        clock.Now += TimeSpan.FromMinutes(70);
        Assert.Equal(clock.Now - TimeSpan.FromMinutes(10), Assert.Single(other.TakeDue()).Due);
    }

    [Fact]
    public void Where_both_modes_are_due_the_full_run_counts_for_both()
    {
        Create("job", incremental: ["Every 00:30"], full: ["Weekly Thu 13:00"]);
        clock.Now += TimeSpan.FromMinutes(30);
        Assert.Equal(SyncMode.Incremental, Assert.Single(node.TakeDue()).Mode);
        clock.Now += TimeSpan.FromMinutes(30);
        Assert.Equal(SyncMode.Full, Assert.Single(node.TakeDue()).Mode);
        clock.Now += TimeSpan.FromMinutes(20);
        Assert.Empty(node.TakeDue());
    }

    [Fact]
    public void What_was_missed_is_told_or_made_up_for_once_as_the_setting_says()
    {
        Create("job", incremental: ["Every 00:30"], full: ["Weekly Thu 13:00"]);
        // Two days off, until Saturday 14:45.
        clock.Now += TimeSpan.FromDays(2) + TimeSpan.FromMinutes(165);
        var late = Assert.Single(node.TakeDue());
        Assert.Equal((SyncMode.Incremental, clock.Now - TimeSpan.FromMinutes(15)), (late.Mode, late.Due));
        Assert.Contains("Full", Assert.Single(Missed()).Message, StringComparison.Ordinal);
        Create("rare", incremental: ["Weekly Sun 01:00"]);
        clock.Now += TimeSpan.FromDays(2);
        Assert.DoesNotContain(node.TakeDue(), run => run.Job.Name == "rare");
        Assert.Equal([node.Jobs.Find("job").Id, node.Jobs.Find("rare").Id], Missed().Select(record => record.JobId!.Value).Distinct());
        node.Settings.Change(new SettingsChanges { RunMissedSchedules = true });
        clock.Now += TimeSpan.FromDays(21);
        var made = node.TakeDue();
        Assert.Equal([SyncMode.Full, SyncMode.Incremental], made.Select(run => run.Mode).Order().Reverse());
        Assert.Single(made, run => run.Job.Name == "rare");
        Assert.Empty(node.TakeDue());
    }

    [Fact]
    public void A_disabled_job_makes_up_for_nothing()
    {
        Create("job", incremental: ["Every 01:00"]);
        node.Settings.Change(new SettingsChanges { RunMissedSchedules = true });
        var job = node.Jobs.Find("job");
        node.Jobs.Change(job.Id, new JobChanges { Enabled = false });
        clock.Now += TimeSpan.FromHours(3);
        Assert.Empty(node.TakeDue());
        node.Jobs.Change(job.Id, new JobChanges { Enabled = true });
        Assert.Empty(node.TakeDue());
        clock.Now += TimeSpan.FromHours(1);
        Assert.Single(node.TakeDue());
    }

    [Fact]
    public void Of_several_jobs_the_earliest_comes_first()
    {
        Create("b", incremental: ["Weekly Thu 12:20"]);
        Create("c", incremental: ["Weekly Thu 12:10"]);
        Create("a", incremental: ["Weekly Thu 12:20"]);
        clock.Now += TimeSpan.FromMinutes(25);
        Assert.Equal(["c", "a", "b"], node.TakeDue().Select(run => run.Job.Name));
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_is_given_the_run()
    {
        Create("job", incremental: ["Every 00:01"]);
        for (var minute = 0; minute < 10; minute++)
        {
            clock.Now += TimeSpan.FromMinutes(1);
            var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            {
                using var own = CloneNode.Open(mirror.Options with { Time = clock });
                return own.TakeDue().Count;
            })));
            Assert.Equal(1, given.Sum());
        }
    }

    IEnumerable<LogRecord> Missed() => node.ReadLog(new LogQuery { EventId = "schedule.missed" });

    void Create(string name, IReadOnlyList<string>? incremental = null, IReadOnlyList<string>? full = null) => node.Jobs.Create(new JobChanges
    {
        Name = name, Source = mirror.Source, HddBaseFolder = mirror.Disk, DestinationName = name, IncrementalSchedule = incremental, FullSchedule = full,
    });
}
