using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Notices;

/// <summary>The ways on which events are made known, and what becomes of events when one of them fails.</summary>
public sealed class RouteTests : IDisposable
{
    readonly string place = Directory.CreateTempSubdirectory("clone-routes-").FullName;
    readonly string folder;
    readonly LogFile log;
    readonly FakeTime time = new(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero));
    readonly RecordingRoute windows = new(EventRoutes.EventLog, EventCatalog.EventLogFailed);
    readonly RecordingRoute monitoring = new(EventRoutes.Monitoring, EventCatalog.FeedFailed);
    readonly EventWriter events;

    public RouteTests()
    {
        folder = Path.Combine(place, "log");
        log = new LogFile(folder);
        events = new EventWriter(log, time, [windows, monitoring]);
    }

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void Each_event_goes_the_ways_that_the_catalogue_says()
    {
        events.Write([Succeeded(), new(EventCatalog.JobQueued, JobKind.Hdd, "job"), new(EventCatalog.JobChanged, JobKind.Hdd, "job")]);
        Assert.Equal(["sync.succeeded", "job.changed"], windows.Seen);
        Assert.Equal(["sync.succeeded"], monitoring.Seen);
        Assert.Equal(["sync.succeeded", "job.queued", "job.changed"], Logged());
    }

    [Fact]
    public void A_way_that_fails_is_told_of_on_the_others_once_until_it_works_again()
    {
        monitoring.Fails = true;
        events.Write(Succeeded());
        events.Write(Succeeded());
        Assert.Equal(["sync.succeeded", "feed.failed", "sync.succeeded"], Logged());
        Assert.Equal(["feed.failed", "sync.succeeded", "sync.succeeded"], windows.Seen.Order(StringComparer.Ordinal));
        monitoring.Fails = false;
        events.Write(Succeeded());
        monitoring.Fails = true;
        events.Write(Succeeded());
        Assert.Equal(2, Logged().Count(name => name == "feed.failed"));
    }

    [Fact]
    public void All_of_them_failing_loses_no_event_and_makes_no_circle()
    {
        windows.Fails = monitoring.Fails = true;
        events.Write(Succeeded());
        events.Write(Succeeded());
        Assert.Equal(["eventLog.failed", "feed.failed", "sync.succeeded", "sync.succeeded"], Logged().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_log_that_fails_is_told_of_in_the_event_log_once()
    {
        File.WriteAllText(folder, "in the way");
        events.Write(Succeeded());
        events.Write(Succeeded());
        Assert.Single(windows.Seen, name => name == "logFile.failed");
        File.Delete(folder);
        events.Write(Succeeded());
        Assert.Equal(["sync.succeeded", "sync.succeeded", "sync.succeeded", "logFile.failed"], Logged());
    }

    [Fact]
    public void A_line_of_the_feed_says_how_a_run_ended()
    {
        var node = Guid.NewGuid();
        var feed = new FeedFile(folder, node, "SERVER");
        var job = Guid.NewGuid();
        EventRaised[] raised =
        [
            new(EventCatalog.SyncSucceeded, JobKind.Hdd, "a \"job\"\n", 7L, 3L) { JobId = job },
            new(EventCatalog.SyncCompletedWithFailures, JobKind.S3, "job", 7L, 3L, 1L),
        ];
        feed.Send([.. raised.Select(one => (one, one.ToRecord(time.Now)))]);
        time.Now = time.Now.AddSeconds(1);
        feed.Send([(raised[1], raised[1].ToRecord(time.Now))]);
        var lines = File.ReadAllLines(Path.Combine(folder, "feed-2026-11.jsonl"));
        Assert.Equal(2, lines.Length);
        Assert.Single(File.ReadAllLines(Path.Combine(folder, "feed-2026-12.jsonl")));
        using var first = JsonDocument.Parse(lines[0]);
        var root = first.RootElement;
        Assert.Equal((1, "2026-11-30T23:59:59.0000000Z", node.ToString("D"), "SERVER"), (root.GetProperty("v").GetInt32(), Text(root, "time"), Text(root, "node"), Text(root, "computer")));
        Assert.Equal((302, "sync.succeeded", "Information", "success", "Hdd"), (root.GetProperty("number").GetInt32(), Text(root, "event"), Text(root, "level"), Text(root, "outcome"), Text(root, "service")));
        var values = root.GetProperty("values");
        Assert.Equal((job.ToString("D"), "a \"job\"\n", 7, 3), (Text(root, "jobId"), Text(values, "job"), values.GetProperty("completed").GetInt32(), values.GetProperty("skipped").GetInt32()));
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal("failure", Text(second.RootElement, "outcome"));
        Assert.Equal(1, feed.Clear(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_feed_that_cannot_be_written_says_so()
    {
        File.WriteAllText(folder, "in the way");
        var raised = Succeeded();
        var feed = new FeedFile(folder, Guid.Empty, "x");
        var first = (raised, raised.ToRecord(time.Now));
        Assert.Equal(ErrorId.CloneStateUnavailable, Assert.Throws<CloneException>(() => feed.Send([first])).Id);
        Assert.Throws<CloneException>(() => feed.Send([.. Enumerable.Repeat(first, 1500)]));
        File.Delete(folder);
        time.Now = time.Now.AddSeconds(1);
        feed.Send([(raised, raised.ToRecord(time.Now))]);
        Assert.Equal(1000, File.ReadAllLines(Path.Combine(folder, "feed-2026-11.jsonl")).Length);
        Assert.Single(File.ReadAllLines(Path.Combine(folder, "feed-2026-12.jsonl")));
        feed.Send([(raised, raised.ToRecord(time.Now))]);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(folder, "feed-2026-12.jsonl")).Length);
    }

    [Fact]
    public void The_text_in_the_event_log_says_all_that_is_known_and_no_name_is_replaced()
    {
        var run = Guid.NewGuid();
        var raised = new EventRaised(EventCatalog.ItemCopyFailed, JobKind.Hdd, "job", "EACCES", "100%1\n.txt") { RunId = run };
        var text = WindowsEventLog.TextOf(raised.ToRecord(time.Now));
        Assert.Contains("\r\nRunId: " + run.ToString("D") + "\r\nPath: 100% 1\\u000A.txt\r\nCode: EACCES", text, StringComparison.Ordinal);
        Assert.DoesNotContain("%1", text, StringComparison.Ordinal);
        Assert.InRange(WindowsEventLog.TextOf(raised.ToRecord(time.Now) with { Message = new string('%', 40_000) }).Length, 31_000, 31_839);
    }

    [Theory]
    [InlineData(LogLevel.Error, 1)]
    [InlineData(LogLevel.Warning, 2)]
    [InlineData(LogLevel.Information, 4)]
    public void Levels_are_the_types_of_Windows(LogLevel level, int type) => Assert.Equal(type, WindowsEventLog.TypeOf(level));

    string[] Logged() => [.. log.Read(new LogQuery()).Select(record => record.EventId)];

    static EventRaised Succeeded() => new(EventCatalog.SyncSucceeded, JobKind.Hdd, "job", 1L, 0L);

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    sealed class RecordingRoute(EventRoutes kind, EventDefinition failed) : IEventRoute
    {
        public List<string> Seen { get; } = [];

        public bool Fails { get; set; }

        public EventRoutes Kind => kind;

        public EventDefinition Failed => failed;

        public void Send(IReadOnlyList<(EventRaised Raised, LogRecord Record)> events)
        {
            if (Fails) throw new CloneException(ErrorId.CloneStateUnavailable, "x", "y");
            Seen.AddRange(events.Select(one => one.Raised.Definition.Name));
        }
    }
}
