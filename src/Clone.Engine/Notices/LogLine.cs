using System;
using System.Globalization;
using System.Text;
using Clone.Engine.Jobs;
using Clone.Engine.Texts;

namespace Clone.Engine.Notices;

/// <summary>
/// One line of the log file: a JSON object with the members v (format version), time, level, eventId, service, jobId,
/// runId, path, code and message; what is null is left out.
/// </summary>
/// <remarks>
/// Written here and not by the JSON adapter, since a path may hold unpaired surrogates: they are kept as \uXXXX, as
/// are all characters that <see cref="DisplayText"/> escapes, so that a line is one line and safe to print.
/// </remarks>
static class LogLine
{
    /// <summary>The version that is written, and the newest that is understood.</summary>
    public const int Version = 1;

    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Appends the line of a record, with its line break.</summary>
    public static void Write(LogRecord record, StringBuilder to)
    {
        to.Append("{\"v\":1");
        Member(to, "time", TimeOf(record));
        Member(to, "level", record.Level.ToString());
        Member(to, "eventId", record.EventId);
        Member(to, "service", record.Service?.ToString());
        Member(to, "jobId", record.JobId?.ToString("D"));
        Member(to, "runId", record.RunId?.ToString("D"));
        Member(to, "path", record.Path);
        Member(to, "code", record.Code);
        Member(to, "message", record.Message);
        to.Append("}\n");
    }

    /// <summary>Reads a line; null when it is none of ours. A newer line gives a record without contents.</summary>
    public static LogRecord? Read(ReadOnlySpan<char> line, out bool newer)
    {
        newer = false;
        var json = new JsonLineReader(line);
        var record = new LogRecord();
        long version = 0;
        bool timed = false, levelled = false;
        if (!json.Begin()) return null;
        while (json.NextMember(out var name))
        {
            if (name == "v")
            {
                if (!json.Integer(out version)) return null;
                continue;
            }
            if (!json.Value(out var text)) return null;
            if (version > Version || text is null) continue;
            switch (name)
            {
                case "time":
                    if (!TryTime(text, out var time)) return null;
                    record = record with { Time = time };
                    timed = true;
                    break;
                case "level":
                    if (!TryName(text, out LogLevel level)) return null;
                    record = record with { Level = level };
                    levelled = true;
                    break;
                case "service":
                    if (!TryName(text, out JobKind service)) return null;
                    record = record with { Service = service };
                    break;
                case "jobId" or "runId":
                    if (!Guid.TryParseExact(text, "D", out var id)) return null;
                    record = name == "jobId" ? record with { JobId = id } : record with { RunId = id };
                    break;
                case "eventId": record = record with { EventId = text }; break;
                case "path": record = record with { Path = text }; break;
                case "code": record = record with { Code = text }; break;
                case "message": record = record with { Message = text }; break;
            }
        }
        if (!json.AtEnd || version < 1) return null;
        newer = version > Version;
        return newer || (timed && levelled && record.EventId.Length > 0) ? record : null;
    }

    /// <summary>The time of a record as lines have it: UTC, ISO 8601, seven digits of the second.</summary>
    public static string TimeOf(LogRecord record) =>
        record.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Appends a member, with the comma before it; nothing for null.</summary>
    public static void Member(StringBuilder to, string name, string? value)
    {
        if (value is null) return;
        to.Append(",\"").Append(name).Append("\":\"");
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (DisplayText.IsDangerous(value, i))
            {
                DisplayText.AppendCode(to, c);
                continue;
            }
            if (c is '"' or '\\') to.Append('\\');
            to.Append(c);
            if (char.IsHighSurrogate(c)) to.Append(value[++i]);
        }
        to.Append('"');
    }

    static bool TryTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>Numbers, which Enum.TryParse takes too, are no names.</summary>
    static bool TryName<T>(string text, out T value)
        where T : struct, Enum =>
        Enum.TryParse(text, out value) && char.IsLetter(text[0]) && value.ToString() == text;
}
