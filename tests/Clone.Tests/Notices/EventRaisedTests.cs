using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Xunit;

namespace Clone.Tests.Notices;

public sealed class EventRaisedTests : IDisposable
{
    readonly CultureInfo culture = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = culture;

    [Fact]
    public void A_record_has_level_and_text_of_the_catalogue()
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var (job, run) = (Guid.NewGuid(), Guid.NewGuid());
        var time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(9));
        var record = new EventRaised(EventCatalog.ItemCopyFailed, JobKind.Hdd, "Docs", "EACCES", "a/b.txt") { JobId = job, RunId = run }
            .ToRecord(time);
        Assert.Equal(
            new LogRecord
            {
                Time = time,
                Level = LogLevel.Error,
                EventId = "item.copyFailed",
                Service = JobKind.Hdd,
                JobId = job,
                RunId = run,
                Path = "a/b.txt",
                Code = "EACCES",
                Message = "Job \"Docs\": could not be copied (EACCES): a/b.txt",
            },
            record);
        Assert.Equal(TimeSpan.Zero, record.Time.Offset);
    }

    [Fact]
    public void The_text_is_in_the_language_of_the_moment()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja-JP");
        var record = new EventRaised(EventCatalog.SyncStarted, JobKind.Hdd, "文書").ToRecord(DateTimeOffset.UnixEpoch);
        Assert.Equal("ジョブ「文書」: 同期を開始しました。", record.Message);
    }

    [Fact]
    public void Names_from_outside_are_escaped_in_the_text_and_kept_in_the_path()
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var record = new EventRaised(EventCatalog.ItemCopied, JobKind.Hdd, "J{path}", "a\n\u202Etxt.exe{job}").ToRecord(DateTimeOffset.UnixEpoch);
        Assert.Equal("Job \"J{path}\": copied a\\u000A\\u202Etxt.exe{job}", record.Message);
        Assert.Equal("a\n\u202Etxt.exe{job}", record.Path);
    }

    [Fact]
    public void Path_and_code_can_be_said_where_the_text_has_none()
    {
        var record = new EventRaised(EventCatalog.SyncFailed, JobKind.Hdd, "Docs", 3L) { Code = "CloneRunFailed", Path = "/x" }.ToRecord(default);
        Assert.Equal(("CloneRunFailed", "/x"), (record.Code, record.Path));
    }

    [Fact]
    public void Wrong_numbers_of_values_and_wrong_services_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new EventRaised(EventCatalog.SyncStarted, JobKind.Hdd));
        Assert.Throws<ArgumentException>(() => new EventRaised(EventCatalog.SyncStarted, JobKind.Hdd, "a", "b"));
        Assert.Throws<ArgumentException>(() => new EventRaised(EventCatalog.SyncStarted, service: null, "a"));
        Assert.Throws<ArgumentException>(() => new EventRaised(EventCatalog.NetworkNotFound, JobKind.Hdd, "a", "b", "c"));
    }

    [Fact]
    public void Every_event_can_be_raised_for_everybody_whom_it_may_concern()
    {
        IEnumerable<JobKind?> services = [null, JobKind.Nas, JobKind.Azure, JobKind.S3, JobKind.Hdd];
        foreach (var language in new[] { "", "ja" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            foreach (var definition in EventCatalog.All)
            {
                object?[] values = [.. definition.Arguments.Select(a => (object?)("<" + a + ">"))];
                foreach (var service in services.Where(definition.Concerns))
                {
                    var record = new EventRaised(definition, service, values).ToRecord(default);
                    Assert.Equal(definition.Name, record.EventId);
                    Assert.All(values, v => Assert.Contains((string)v!, record.Message, StringComparison.Ordinal));
                    Assert.DoesNotContain("{", record.Message, StringComparison.Ordinal);
                }
            }
        }
    }
}
