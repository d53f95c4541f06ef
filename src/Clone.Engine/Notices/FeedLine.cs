using System;
using System.Globalization;
using System.Text;

namespace Clone.Engine.Notices;

/// <summary>
/// One line of the feed for monitoring systems: a JSON object with the members v (format version), time, node, computer, number,
/// event, level, outcome (success or failure), service, jobId, runId, path, code, values (the event's arguments by name)
/// and message; what is null is left out.
/// </summary>
static class FeedLine
{
    /// <summary>The version that is written.</summary>
    public const int Version = 1;

    /// <summary>Appends the line of an event, with its line break.</summary>
    public static void Write(EventRaised raised, LogRecord record, Guid nodeId, string computer, StringBuilder to)
    {
        var definition = raised.Definition;
        to.Append("{\"v\":").Append(Version);
        LogLine.Member(to, "time", LogLine.TimeOf(record));
        LogLine.Member(to, "node", nodeId.ToString("D"));
        LogLine.Member(to, "computer", computer);
        to.Append(",\"number\":").Append(definition.Number.ToString(CultureInfo.InvariantCulture));
        LogLine.Member(to, "event", definition.Name);
        LogLine.Member(to, "level", record.Level.ToString());
        LogLine.Member(to, "outcome", definition.Level == LogLevel.Information ? "success" : "failure");
        LogLine.Member(to, "service", record.Service?.ToString());
        LogLine.Member(to, "jobId", record.JobId?.ToString("D"));
        LogLine.Member(to, "runId", record.RunId?.ToString("D"));
        LogLine.Member(to, "path", record.Path);
        LogLine.Member(to, "code", record.Code);
        if (definition.Arguments.Count > 0)
        {
            var values = new StringBuilder();
            for (var i = 0; i < definition.Arguments.Count; i++)
                Add(definition.Arguments[i], raised.Arguments[i], values);
            to.Append(",\"values\":{").Append(values.ToString(1, values.Length - 1)).Append('}');
        }
        LogLine.Member(to, "message", record.Message);
        to.Append("}\n");
    }

    /// <summary>Counts are numbers, all else is text.</summary>
    static void Add(string name, object? value, StringBuilder to)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is int or long) to.Append(",\"").Append(name).Append("\":").Append(text);
        else LogLine.Member(to, name, text);
    }
}
