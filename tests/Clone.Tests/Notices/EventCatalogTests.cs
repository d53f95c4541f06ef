using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Resources;
using System.Text.RegularExpressions;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Texts;
using Xunit;

namespace Clone.Tests.Notices;

public sealed class EventCatalogTests
{
    static readonly JobKind[] EveryKind = [JobKind.Nas, JobKind.Azure, JobKind.S3, JobKind.Hdd];

    [Fact]
    public void The_142_events_of_the_reference_are_in_the_catalogue()
    {
        var rows = Reference();
        Assert.Equal(142, rows.Count);
        foreach (var row in rows)
        {
            var found = EventCatalog.Find(row.Name);
            Assert.True(found is not null, row.Name);
            Assert.True(found.Concerns(row.Kind), row.Kind + " " + row.Name);
            Assert.Equal((row.Name, row.Level), (found.Name, found.Level.ToString()));
            Assert.Equal((row.Name, row.Routes), (found.Name, Letters(found.Routes)));
            Assert.Equal(row.Arguments, string.Join(",", found.Arguments));
        }
    }

    [Fact]
    public void Events_of_any_run_and_of_the_settings_exist_for_every_kind()
    {
        string[] onlyNas = ["network.notFound", "network.userLoginFailed", "network.loginFailed", "destination.versionMismatch"];
        foreach (var name in Reference().Where(r => r.Kind == JobKind.Nas).Select(r => r.Name))
        {
            var kinds = EveryKind.Where(k => EventCatalog.Find(name)!.Concerns(k)).ToArray();
            Assert.Equal(onlyNas.Contains(name) ? [JobKind.Nas] : EveryKind, kinds);
        }
        foreach (var restore in EventCatalog.All.Where(e => e.Name.StartsWith("restore.", StringComparison.Ordinal)))
            Assert.Equal([JobKind.Azure, JobKind.S3, JobKind.Hdd], EveryKind.Where(k => restore.Concerns(k)));
    }

    [Fact]
    public void What_goes_beyond_the_reference_is_known()
    {
        var known = Reference().Select(r => r.Name).ToHashSet();
        Assert.Equal(
            [
                "blocks.putBack", "blocks.putBackFailed", "destination.takenOver", "disk.absent", "disk.chosen", "disk.ejectFailed", "disk.ejected", "disk.new", "feed.failed", "guard.refused", "job.created", "kept.expired", "kept.removeFailed",
                "leftovers.removed", "listing.repaired", "log.cleared", "log.eventsLost", "log.newerLines", "node.initialized",
                "promotion.completedWithFailures", "promotion.failed", "promotion.started", "promotion.stepFailed",
                "promotion.stepSucceeded", "promotion.succeeded", "promotion.undoFailed", "promotion.undone",
                "run.refused", "schedule.missed", "snapshot.created", "snapshot.failed", "snapshot.notUsed", "snapshot.orphansRemoved",
                "snapshot.removeFailed", "streams.left", "times.hourIgnored",
            ],
            EventCatalog.All.Select(e => e.Name).Where(n => !known.Contains(n)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Numbers_are_one_for_each_event_and_fit_the_event_log_of_Windows()
    {
        Assert.Equal(EventCatalog.All.Count, EventCatalog.All.Select(e => e.Number).Distinct().Count());
        Assert.All(EventCatalog.All, e => Assert.InRange(e.Number, 101, 9999));
        // Some, as witnesses: whoever watches for them must find them in every version.
        Assert.Equal([101, 201, 301, 302, 309], new[] { "service.started", "jobs.loaded", "sync.started", "sync.succeeded", "run.refused" }.Select(name => EventCatalog.Find(name)!.Number));
    }

    [Fact]
    public void Every_definition_is_sound()
    {
        Assert.Equal(EventCatalog.All.Count, EventCatalog.All.Select(e => e.Name).Distinct().Count());
        Assert.All(EventCatalog.All, e =>
        {
            Assert.Matches("^[a-z][A-Za-z]+\\.[a-z][A-Za-z]+$", e.Name);
            Assert.NotEqual(EventAreas.None, e.Areas);
            Assert.True(e.Routes.HasFlag(EventRoutes.LogFile), e.Name);
            Assert.False(e.Routes.HasFlag(EventRoutes.Mail) && e.Routes.HasFlag(EventRoutes.MailOnSuccess), e.Name);
            Assert.Equal(e.Arguments.Distinct(), e.Arguments);
        });
        Assert.Null(EventCatalog.Find("Sync.Started"));
    }

    [Fact]
    public void Every_event_has_a_text_in_both_languages_with_all_its_values()
    {
        var english = Texts(CultureInfo.InvariantCulture);
        var japanese = Texts(CultureInfo.GetCultureInfo("ja"));
        var names = EventCatalog.All.Select(e => "Event." + e.Name).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(names, english.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(names, japanese.Keys.Order(StringComparer.Ordinal));
        foreach (var e in EventCatalog.All)
        {
            var expected = e.Arguments.Order(StringComparer.Ordinal).ToArray();
            Assert.Equal((e.Name, string.Join(",", expected)), (e.Name, Placeholders(english["Event." + e.Name])));
            Assert.Equal((e.Name, string.Join(",", expected)), (e.Name, Placeholders(japanese["Event." + e.Name])));
            Assert.Matches("[ぁ-ん]", japanese["Event." + e.Name]);
        }
    }

    static string Placeholders(string text) => string.Join(
        ",", Regex.Matches(text, "\\{(.*?)\\}").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    static Dictionary<string, string> Texts(CultureInfo culture)
    {
        var resources = new ResourceManager("Clone.Engine.Texts.Events", typeof(Text).Assembly);
        var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    static string Letters(EventRoutes routes) => string.Concat(
        new[] { (EventRoutes.LogFile, "F"), (EventRoutes.EventLog, "E"), (EventRoutes.Mail, "M"), (EventRoutes.MailOnSuccess, "S"), (EventRoutes.Monitoring, "A") }
            .Where(r => routes.HasFlag(r.Item1)).Select(r => r.Item2));

    static List<(JobKind Kind, string Name, string Level, string Routes, string Arguments)> Reference() =>
        [.. File.ReadLines(Path.Combine(TestData.Folder, "events.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Select(f => (Enum.Parse<JobKind>(f[0]), f[1], f[2], f[3], f[4]))];
}
