using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Clone.Engine.Notices;
using Xunit;

namespace Clone.Tests.Docs;

/// <summary>docs/events.md is the catalogue. With CLONE_WRITE_DOCS set the test writes the page instead.</summary>
public sealed class EventPageTests
{
    const string Mark = "<!-- events -->\n";

    [Fact]
    public void The_page_lists_every_event_as_the_catalogue_has_it()
    {
        var place = SourceTree.Of("docs", "events.md");
        var page = File.ReadAllText(place).ReplaceLineEndings("\n");
        var start = page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var end = page.IndexOf(Mark, start, StringComparison.Ordinal);
        Assert.True(end >= start, "The page has no place for the events.");
        var table = Table();
        if (Environment.GetEnvironmentVariable("CLONE_WRITE_DOCS") is not null)
            File.WriteAllText(place, page = page[..start] + table + page[end..]);
        else
            Assert.Equal(table, page[start..end]);
        Assert.Contains("| 302 | `sync.succeeded` | Information | F E S A |", page, StringComparison.Ordinal);
    }

    static string Table()
    {
        var culture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        try
        {
            var text = new StringBuilder("| number | event | level | routes | whom | text |\n|--:|---|---|---|---|---|\n");
            foreach (var one in EventCatalog.All.OrderBy(one => one.Number))
                text.Append(CultureInfo.InvariantCulture, $"| {one.Number} | `{one.Name}` | {one.Level} | {Letters(one.Routes)} | {Whom(one.Areas)} | {one.Text.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            return text.ToString();
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }

    static string Letters(EventRoutes routes) => string.Join(' ', new[]
    {
        (EventRoutes.LogFile, "F"), (EventRoutes.EventLog, "E"), (EventRoutes.Mail, "M"), (EventRoutes.MailOnSuccess, "S"), (EventRoutes.Monitoring, "A"),
    }.Where(pair => routes.HasFlag(pair.Item1)).Select(pair => pair.Item2));

    static string Whom(EventAreas areas)
    {
        const EventAreas jobs = EventAreas.Nas | EventAreas.Azure | EventAreas.S3 | EventAreas.Hdd;
        return areas == (jobs | EventAreas.Node) ? "node, jobs" : areas == jobs ? "jobs" : areas.ToString().Replace("Node", "node", StringComparison.Ordinal);
    }
}
