using System;
using System.IO;
using System.Linq;
using Clone.Engine.Notices;
using Xunit;

namespace Clone.Tests.Notices;

/// <summary>A log that cannot be written for a while, that is cleared, and that somebody follows.</summary>
public sealed class LogKeepingTests : IDisposable
{
    static readonly LogQuery Everything = new();

    readonly string place = Directory.CreateTempSubdirectory("clone-log-").FullName;
    readonly string folder;
    readonly LogFile log;
    readonly FakeTime time = new(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero));
    readonly EventWriter events;

    public LogKeepingTests()
    {
        folder = Path.Combine(place, "log");
        log = new LogFile(folder);
        events = new EventWriter(log, time);
    }

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void What_one_month_took_is_not_written_again_when_the_next_one_cannot_be()
    {
        Directory.CreateDirectory(Month(12));
        var records = new[] { Copied("november").ToRecord(time.Now), Copied("december").ToRecord(time.Now.AddSeconds(1)) };
        Assert.NotNull(log.TryAppend(records, out var written));
        Assert.Equal(1, written);

        time.Now = time.Now.AddSeconds(1);
        events.Write(Copied("first"));
        Assert.NotNull(events.Failure);
        Directory.Delete(Month(12));
        events.Write(Copied("second"));
        Assert.Null(events.Failure);
        Assert.Equal(["november", "first", "second"], log.Read(new LogQuery { EventId = "item.copied" }).Select(record => record.Path));
        Assert.Equal(["logFile.failed"], log.Read(new LogQuery { AtLeast = LogLevel.Error }).Select(record => record.EventId));
    }

    [Fact]
    public void Events_that_could_not_wait_are_counted()
    {
        File.WriteAllText(folder, "in the way");
        for (var i = 0; i < 1003; i++) events.Write(Copied("f" + i));
        File.Delete(folder);
        events.Write(Copied("last"));
        var read = log.Read(Everything).ToArray();
        Assert.Equal(["f0", "f999", "last"], new[] { read[0].Path, read[999].Path, read[1000].Path });
        Assert.Equal(["logFile.failed", "log.eventsLost"], read.Skip(1001).Select(record => record.EventId));
        Assert.Contains("3", read[^1].Message, StringComparison.Ordinal);
        events.Write(Copied("after"));
        Assert.Equal("after", log.Read(Everything).Last().Path);
    }

    [Fact]
    public void A_log_that_goes_while_it_is_read_is_an_empty_one()
    {
        events.Write(Copied("a"));
        time.Now = time.Now.AddSeconds(1);
        events.Write(Copied("b"));
        using var reading = log.Read(Everything).GetEnumerator();
        Assert.True(reading.MoveNext());
        Directory.Delete(folder, recursive: true);
        Assert.False(reading.MoveNext());
        Assert.Empty(log.Read(Everything));
        Assert.Equal(0, log.Clear(before: null));
    }

    [Fact]
    public void Months_that_lie_wholly_before_a_time_are_cleared()
    {
        for (var month = 0; month < 4; month++)
        {
            events.Write(Copied("m" + month));
            time.Now = time.Now.AddMonths(1);
        }
        Assert.Equal(0, log.Clear(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero)));
        Assert.Equal(2, log.Clear(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(["m2", "m3"], log.Read(Everything).Select(record => record.Path));
        Assert.Equal(2, log.Clear(before: null));
        Assert.Empty(log.Read(Everything));
    }

    [Fact]
    public void A_follower_waits_for_whole_lines_and_goes_on_with_the_next_month()
    {
        events.Write(Copied("a"));
        using var follower = log.Follow(Everything);
        Assert.Equal(["a"], Paths(follower));
        Assert.Empty(Paths(follower));
        var line = File.ReadAllText(Month(11)).Replace("\"a\"", "\"half\"", StringComparison.Ordinal);
        File.AppendAllText(Month(11), line[..40]);
        Assert.Empty(Paths(follower));
        File.AppendAllText(Month(11), line[40..]);
        Assert.Equal(["half"], Paths(follower));
        events.Write(Copied("b"));
        time.Now = time.Now.AddSeconds(1);
        events.Write([Copied("c"), Copied("d")]);
        Assert.Equal(["b", "c", "d"], Paths(follower));
        events.Write(Copied("e"));
        Assert.Equal(["e"], Paths(follower));
    }

    [Fact]
    public void A_follower_takes_up_a_log_that_was_cleared_or_is_not_there_yet()
    {
        using var follower = log.Follow(new LogQuery { EventId = "item.copied" });
        Assert.Empty(Paths(follower));
        events.Write([Copied("a"), Copied("b")]);
        Assert.Equal(["a", "b"], Paths(follower));
        log.Clear(before: null);
        Assert.Empty(Paths(follower));
        events.Write(Copied("c"));
        Assert.Equal(["c"], Paths(follower));
        log.Clear(before: null);
        events.Write(Copied("d"));
        Assert.Equal(["d"], Paths(follower));
    }

    string[] Paths(LogFollower follower) => [.. follower.Take().Select(record => record.Path ?? "")];

    string Month(int month) => Path.Combine(folder, $"clone-2026-{month}.jsonl");

    static EventRaised Copied(string path) => new(EventCatalog.ItemCopied, Clone.Engine.Jobs.JobKind.Hdd, "job", path);
}
