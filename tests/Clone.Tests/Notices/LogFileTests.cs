using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Tests.Folders;
using Clone.Tests.Processes;
using CsCheck;
using Xunit;

namespace Clone.Tests.Notices;

public sealed class LogFileTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    static readonly LogQuery Everything = new();

    // Wine takes seconds to start each.
    static readonly int Writers = OperatingSystem.IsWindows() ? 6 : 20;

    static readonly Gen<string> AnyText = Gen.OneOf(
            Gen.Char['\0', '\u00FF'], Gen.OneOf('"', '\\', '\n', '\u202E', '{', '}', '\u2028'), Gen.Char['\uD800', '\uDFFF'], Gen.Char['\0', '\uFFFF'])
        .Array[0, 12].Select(c => new string(c));

    static readonly Gen<LogRecord> AnyRecord = Gen.Select(AnyText, AnyText, AnyText, Gen.Int[0, 9999], Gen.Int[0, 2], Gen.Guid, Gen.Bool)
        .Select((path, code, message, ticks, level, id, full) => new LogRecord
        {
            Time = Start.AddTicks(ticks),
            Level = (LogLevel)level,
            EventId = "sync.started",
            Service = full ? JobKind.Hdd : null,
            JobId = full ? id : null,
            RunId = full ? null : id,
            Path = full ? path : null,
            Code = full ? null : code,
            Message = message,
        });

    readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("clone-log-").FullName, "log");
    readonly LogFile log;

    public LogFileTests() => log = new LogFile(folder);

    string November => Path.Combine(folder, "clone-2026-11.jsonl");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public void Every_record_comes_back_as_it_was() => AnyRecord.Array[1, 20].Sample(
        records =>
        {
            if (File.Exists(November)) File.Delete(November);
            log.Append(records);
            Assert.Equal(records, log.Read(Everything));
            Assert.Equal(records.Length, File.ReadAllBytes(November).Count(b => b == '\n'));
        },
        iter: 200 * Soak.Times, threads: 1);

    [Fact]
    public void A_line_is_json_for_others_and_safe_to_print()
    {
        var hostile = "a\n\"b\"\\\u202E\u001b[2J\u0085日本\u2028😀";
        log.Append([Record(hostile) with { Code = "E", Service = JobKind.Hdd, JobId = Guid.Empty }]);
        var line = Assert.Single(File.ReadAllLines(November));
        using var json = JsonDocument.Parse(line);
        Assert.Equal(hostile, json.RootElement.GetProperty("path").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("v").GetInt32());
        Assert.Equal(
            ["v", "time", "level", "eventId", "service", "jobId", "path", "code", "message"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("2026-11-23T09:00:00.0000000Z", json.RootElement.GetProperty("time").GetString());
        Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u202E' or '\u2028');
        Assert.Contains("日本", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_of_version_1_is_understood_and_written_the_same()
    {
        var sample = Path.Combine(TestData.Folder, "log");
        var read = new LogFile(sample).Read(Everything).ToArray();
        Assert.Equal(["sync.started", "item.copyFailed", "settings.loaded"], read.Select(r => r.EventId));
        Assert.Equal("営業/見積\n\u202E.xls\uD800", read[1].Path);
        Assert.Equal(Start.AddTicks(12345678), read[1].Time);
        log.Append(read);
        Assert.Equal(File.ReadAllBytes(Path.Combine(sample, "clone-2026-11.jsonl")), File.ReadAllBytes(November));
    }

    [Fact]
    public void A_name_with_a_lone_surrogate_comes_back()
    {
        log.Append([Record("x\uD800y\uDC00")]);
        Assert.Equal("x\uD800y\uDC00", Assert.Single(log.Read(Everything)).Path);
        Assert.Contains("x\\uD800y\\uDC00", File.ReadAllText(November), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_month_has_its_file_and_reading_goes_through_all()
    {
        var time = new FakeTime(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero));
        var events = new EventWriter(log, time);
        events.Write(Copied("last"));
        time.Now = time.Now.AddSeconds(1);
        events.Write([Copied("first"), Copied("second")]);
        time.Now = new DateTimeOffset(2027, 1, 1, 8, 0, 0, TimeSpan.FromHours(9));
        events.Write(Copied("still december"));
        time.Now = time.Now.AddHours(1);
        events.Write(Copied("january"));
        Assert.Equal(
            ["clone-2026-11.jsonl", "clone-2026-12.jsonl", "clone-2027-01.jsonl"],
            Directory.GetFiles(folder, "*.jsonl").Select(Path.GetFileName).Order());
        Assert.Equal(["last", "first", "second", "still december", "january"], log.Read(Everything).Select(r => r.Path));
        Assert.Equal(["first", "second"], Paths(new LogQuery { Since = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2026, 12, 2, 0, 0, 0, TimeSpan.Zero) }));
        Assert.Equal(["last"], Paths(new LogQuery { Until = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero) }));
        Assert.Equal(["january"], Paths(new LogQuery { Since = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void One_batch_may_span_months()
    {
        LogRecord[] records = [Record("a"), Record("b") with { Time = Start.AddMonths(1) }, Record("c") with { Time = Start.AddMonths(1) }, Record("d")];
        log.Append(records);
        Assert.Equal(["a", "d", "b", "c"], log.Read(Everything).Select(r => r.Path));
    }

    [Fact]
    public void Queries_take_what_they_say()
    {
        var (job, run) = (Guid.NewGuid(), Guid.NewGuid());
        log.Append(
        [
            Record("info"),
            Record("job") with { JobId = job, Level = LogLevel.Warning },
            Record("run") with { JobId = job, RunId = run, Level = LogLevel.Error, EventId = "sync.failed" },
            Record("nas") with { Service = JobKind.Nas, Time = Start.AddHours(1) },
        ]);
        Assert.Equal(["job", "run"], Paths(new LogQuery { JobId = job }));
        Assert.Equal(["run"], Paths(new LogQuery { RunId = run }));
        Assert.Equal(["job", "run"], Paths(new LogQuery { AtLeast = LogLevel.Warning }));
        Assert.Equal(["run"], Paths(new LogQuery { AtLeast = LogLevel.Error }));
        Assert.Equal(["nas"], Paths(new LogQuery { Services = [JobKind.Nas] }));
        Assert.Equal(["run"], Paths(new LogQuery { EventId = "SYNC.Failed" }));
        Assert.Equal(["nas"], Paths(new LogQuery { Since = Start.AddMinutes(1) }));
        Assert.Equal(["info", "job", "run"], Paths(new LogQuery { Until = Start.AddHours(1) }));
        Assert.Empty(new LogFile(folder + "-none").Read(Everything));
    }

    [Fact]
    public void A_line_cut_anywhere_harms_no_other()
    {
        log.Append([Record("first"), Record("sécond")]);
        var whole = File.ReadAllBytes(November);
        var second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var cut = second; cut < whole.Length; cut++)
        {
            File.WriteAllBytes(November, whole[..cut]);
            var survives = cut == whole.Length - 1 ? new[] { "first", "sécond" } : ["first"];
            Assert.Equal(survives, Paths(Everything));
            log.Append([Record("third")]);
            Assert.Equal([.. survives, "third"], Paths(Everything));
        }
    }

    [Fact]
    public void Garbage_is_passed_over()
    {
        log.Append([Record("first")]);
        var good = File.ReadAllText(November).TrimEnd('\n');
        string[] garbage =
        [
            "", "\0\0\0\0", "{", "{}", "[]", "null", "{\"v\":1}", good[..^1] + ",}", good + good, good + "x",
            good.Replace("\"v\":1", "\"v\":0"), good.Replace("\"v\":1", "\"v\":\"1\""), good.Replace("\"v\":1,", ""), good.Replace("Information", "7"),
            good.Replace("Information", "Fatal"), good.Replace("2026-11", "2026-13"), good.Replace("first", "\\ud8"), new string('x', 9_000_000),
            "{\"v\":1,\"deep\":" + new string('[', 100) + new string(']', 100) + good[6..], "\uFFFE",
        ];
        File.WriteAllText(November, string.Join("\n", garbage.SelectMany(g => new[] { g, good })) + "\n");
        Assert.Equal(garbage.Length, log.Read(Everything).Count());
        File.AppendAllText(November, good.Replace("\"v\":1", "\"extra\":[1,{\"a\":null,\"b\":[true,-1.5e3,\"\\\"\"]},{}] , \"v\" : 1 ") + "\r\n");
        Assert.Equal(garbage.Length + 1, log.Read(Everything).Count());
    }

    [Fact]
    public void Any_bytes_can_be_read() => Gen.Byte.Array[0, 200].Sample(
        noise =>
        {
            if (File.Exists(November)) File.Delete(November);
            log.Append([Record("before")]);
            File.AppendAllText(November, Encoding.Latin1.GetString(noise), Encoding.Latin1);
            log.Append([Record("after")]);
            var paths = Paths(Everything).ToArray();
            Assert.Equal(("before", "after"), (paths[0], paths[^1]));
        },
        iter: 300 * Soak.Times, threads: 1);

    [Fact]
    public void Lines_of_a_newer_version_are_told_about_once()
    {
        log.Append([Record("first")]);
        File.AppendAllText(November, "{\"v\":2,\"time\":123,\"level\":{\"new\":true}}\n{\"v\":3}\n");
        log.Append([Record("second")]);
        var read = log.Read(Everything).ToArray();
        Assert.Equal(["sync.started", "log.newerLines", "sync.started"], read.Select(r => r.EventId));
        Assert.Equal((Start, LogLevel.Warning), (read[1].Time, read[1].Level));
        Assert.Equal(["first", "second"], Paths(new LogQuery { EventId = "sync.started" }));
    }

    [Fact]
    public async Task Many_processes_of_a_thousand_lines_lose_none()
    {
        var writers = Enumerable.Range(0, Writers).Select(i => OtherProcess.Start("log-append", folder, "p" + i.ToString("00"), "100", "10")).ToArray();
        try
        {
            await Task.WhenAll(writers.Select(async w =>
            {
                await w.ReadToEndAsync();
                await w.EndAsync();
            }));
        }
        finally
        {
            foreach (var writer in writers) writer.Dispose();
        }
        var paths = log.Read(Everything).Select(r => r.Path!).ToArray();
        Assert.Equal(Writers * 1000, paths.Length);
        Assert.Equal(Writers * 1000, paths.Distinct().Count());
        foreach (var own in paths.GroupBy(p => p[..3])) Assert.Equal(own.Order(StringComparer.Ordinal), own);
        for (var i = 0; i < paths.Length; i += 10) Assert.Equal(paths[i][..10], paths[i + 9][..10]);
        Assert.Equal(Writers * 1000, Directory.GetFiles(folder, "*.jsonl").Sum(f => File.ReadLines(f).Count()));
    }

    [Fact]
    public async Task Killed_writers_leave_a_log_that_goes_on()
    {
        for (var round = 0; round < 6; round++)
        {
            var known = new List<string>();
            using (var writer = OtherProcess.Start("log-append", folder, "k" + round, "1000000", "2000"))
            {
                for (var batch = 0; batch <= round; batch++) known.Add((await writer.ReadLineAsync())!);
                writer.Kill();
            }
            log.Append([Record("after " + round) with { Time = DateTimeOffset.UtcNow }]);
            var read = log.Read(Everything).ToArray();
            Assert.Equal("after " + round, read[^1].Path);
            var own = read.Where(r => r.Path!.StartsWith("k" + round, StringComparison.Ordinal)).Select(r => r.Path!).ToArray();
            Assert.True(own.Length >= known.Count * 2000);
            for (var i = 0; i < own.Length; i++) Assert.Equal($"k{round}-{i / 2000:d6}-{i % 2000:d6}", own[i]);
        }
    }

    [Fact]
    public void Files_are_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("On Windows the rights of the state folder hold.");
            return;
        }
        log.Append([Record("x")]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(November));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_no_work_and_says_so_later()
    {
        File.WriteAllText(folder, "a file stands in the way");
        var events = new EventWriter(log, new FakeTime(Start));
        Assert.Equal("one", events.Write(Copied("one")).Path);
        Assert.Equal(ErrorId.CloneStateUnavailable, events.Failure?.Id);
        events.Write(Enumerable.Range(0, 1500).Select(i => Copied("many")).ToArray());
        File.Delete(folder);
        events.Write(Copied("last"));
        Assert.Null(events.Failure);
        var read = log.Read(Everything).ToArray();
        Assert.Equal(1003, read.Length);
        Assert.Equal(["one", "last", null], new[] { read[0].Path, read[1000].Path, read[1001].Path });
        Assert.Equal(["logFile.failed", "log.eventsLost"], read.Skip(1001).Select(record => record.EventId));
    }

    [Fact]
    public void A_full_disk_leaves_no_half_batch()
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsLinux() || Tool.Try("mount", "-t", "tmpfs", "-o", "size=256k", "clone-test", folder).Code != 0)
            Assert.Skip("A tmpfs cannot be mounted here.");
        try
        {
            var ballast = Path.Combine(folder, "ballast");
            File.WriteAllBytes(ballast, new byte[50_000]);
            LogRecord[] batch = [.. Enumerable.Range(0, 70).Select(i => Record("line " + i))];
            var written = 0;
            var error = Assert.Throws<CloneException>(() =>
            {
                for (; written < 1000; written++) log.Append(batch);
            });
            Assert.Equal(ErrorId.CloneStateUnavailable, error.Id);
            Assert.InRange(written, 2, 999);
            Assert.Equal(written * 70, File.ReadLines(November).Count());
            File.Delete(ballast);
            log.Append(batch);
            Assert.Equal((written + 1) * 70, log.Read(Everything).Count());
        }
        finally
        {
            // Lazily: a program that another test starts may hold a copy of a handle for a moment.
            Tool.Run("umount", "-l", folder);
        }
    }

    IEnumerable<string?> Paths(LogQuery query) => log.Read(query).Select(r => r.Path);

    static EventRaised Copied(string path) => new(EventCatalog.ItemCopied, JobKind.Hdd, "job", path);

    static LogRecord Record(string path) => new() { Time = Start, EventId = "sync.started", Path = path, Message = "text" };
}
