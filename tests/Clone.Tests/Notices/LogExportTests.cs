using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Notices;

public sealed class LogExportTests : IDisposable
{
    readonly string place = Directory.CreateTempSubdirectory("clone-export-").FullName;

    string Target => Path.Combine(place, "out.txt");

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void Tabs_divide_columns_and_nothing_in_a_name_does()
    {
        Assert.Equal(2, Export(LogExportFormat.Tsv, Record("a\tb\r\nc\u202E"), Record("\"quoted\"")));
        var bytes = File.ReadAllBytes(Target);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = File.ReadAllLines(Target);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Equal(8, line.Count(c => c == '\t')));
        Assert.Equal("a\\u0009b\\u000D\\u000Ac\\u202E", lines[1].Split('\t')[6]);
        Assert.Equal("\"\"\"quoted\"\"\"", lines[2].Split('\t')[6]);
        Assert.StartsWith("2026-", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public void No_name_becomes_a_formula(string name)
    {
        foreach (var format in new[] { LogExportFormat.Tsv, LogExportFormat.Csv })
        {
            File.Delete(Target);
            Export(format, Record(name));
            Assert.Contains("'" + name, File.ReadAllText(Target), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Commas_and_quotes_are_kept_in_their_cell()
    {
        Export(LogExportFormat.Csv, Record("a, \"b\""));
        Assert.Contains(",\"a, \"\"b\"\"\",", File.ReadAllText(Target), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_an_array_of_what_the_log_holds()
    {
        foreach (var count in new[] { 0, 1, 3 })
        {
            File.Delete(Target);
            Export(LogExportFormat.Json, Enumerable.Range(0, count).Select(i => Record("=f" + i)).ToArray());
            Assert.NotEqual(0xEF, File.ReadAllBytes(Target)[0]);
            using var json = JsonDocument.Parse(File.ReadAllText(Target));
            Assert.Equal(Enumerable.Range(0, count).Select(i => "=f" + i), json.RootElement.EnumerateArray().Select(one => one.GetProperty("path").GetString()));
        }
    }

    [Fact]
    public void Shift_JIS_is_that_of_Windows_and_what_it_lacks_is_marked()
    {
        new LogExport(LogExportFormat.Csv, LogExportEncoding.ShiftJis).Write([Record("営業部①😀")], Target, replaces: false);
        var text = CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(File.ReadAllBytes(Target));
        Assert.Contains("営業部①?", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_stays_unless_it_is_to_be_replaced()
    {
        File.WriteAllText(Target, "old");
        Failing.With(ErrorId.CloneExportFileExists, () => Export(LogExportFormat.Tsv, Record("a")));
        Assert.Equal("old", File.ReadAllText(Target));
        new LogExport(LogExportFormat.Tsv, LogExportEncoding.Utf8).Write([Record("a")], Target, replaces: true);
        Assert.NotEqual("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(place));
    }

    [Fact]
    public void What_cannot_be_written_leaves_nothing()
    {
        var error = Failing.With(
            ErrorId.CloneExportNotWritten,
            () => new LogExport(LogExportFormat.Tsv, LogExportEncoding.Utf8).Write([Record("a")], Path.Combine(place, "missing", "x"), replaces: false));
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
        File.WriteAllText(Target, "old");
        Failing.With(
            ErrorId.CloneExportNotWritten,
            () => new LogExport(LogExportFormat.Tsv, LogExportEncoding.Utf8).Write(Broken(), Target, replaces: true));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(place));

        static IEnumerable<LogRecord> Broken()
        {
            yield return Record("a");
            throw new IOException("the log is gone");
        }
    }

    long Export(LogExportFormat format, params LogRecord[] records) => new LogExport(format, LogExportEncoding.Utf8).Write(records, Target, replaces: false);

    static LogRecord Record(string path) => new()
    {
        Time = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Level = LogLevel.Warning,
        EventId = "item.copyFailed",
        Service = JobKind.Hdd,
        JobId = Guid.Empty,
        Path = path,
        Message = "text",
    };
}
