using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Texts;

namespace Clone.Engine.Notices;

/// <summary>
/// Writes records of the log for other programs. Names are text from outside: control characters are escaped, and a cell that a
/// spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
/// <param name="format">The shape.</param>
/// <param name="encoding">How the text is stored; JSON is UTF-8 always.</param>
public sealed class LogExport(LogExportFormat format, LogExportEncoding encoding)
{
    /// <summary>Code page of Shift_JIS: https://learn.microsoft.com/windows/win32/intl/code-page-identifiers.</summary>
    const int ShiftJis = 932;

    static readonly string[] Columns = ["Time", "Level", "EventId", "Service", "JobId", "RunId", "Path", "Code", "Message"];

    /// <summary>Writes records to a new file.</summary>
    /// <param name="records">The records.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="replaces">Whether a file that is there is replaced.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="CloneException">CloneExportFileExists, CloneExportNotWritten; nothing of a new file stays then.</exception>
    public long Write(IEnumerable<LogRecord> records, string path, bool replaces)
    {
        if (!replaces && File.Exists(path)) throw new CloneException(ErrorId.CloneExportFileExists, path);
        var partial = path + ".partial";
        try
        {
            long count;
            using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            using (var writer = new StreamWriter(file, EncodingOf()) { NewLine = "\r\n" })
                count = format == LogExportFormat.Json ? WriteJson(records, writer) : WriteTable(records, writer);
            if (replaces) File.Delete(path);
            File.Move(partial, path);
            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CloneException(ErrorId.CloneExportNotWritten, e, path, e.Message);
        }
        finally
        {
            TryRemove(partial);
        }
    }

    Encoding EncodingOf()
    {
        if (format == LogExportFormat.Json || encoding == LogExportEncoding.Utf8) return new UTF8Encoding(format != LogExportFormat.Json);
#if NETFRAMEWORK
        return Encoding.GetEncoding(ShiftJis, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
#else
        return CodePagesEncodingProvider.Instance.GetEncoding(ShiftJis, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;
#endif
    }

    long WriteTable(IEnumerable<LogRecord> records, TextWriter writer)
    {
        var count = 0L;
        WriteRow(Columns, writer);
        foreach (var record in records)
        {
            WriteRow(Cells(record), writer);
            count++;
        }
        return count;
    }

    static long WriteJson(IEnumerable<LogRecord> records, TextWriter writer)
    {
        var count = 0L;
        var line = new StringBuilder();
        writer.Write('[');
        foreach (var record in records)
        {
            line.Clear();
            LogLine.Write(record, line);
            writer.Write(count++ == 0 ? "\n" : ",\n");
            writer.Write(line.ToString(0, line.Length - 1));
        }
        writer.Write("\n]\n");
        return count;
    }

    void WriteRow(IEnumerable<string> cells, TextWriter writer) =>
        writer.WriteLine(string.Join(format == LogExportFormat.Tsv ? "\t" : ",", cells.Select(Cell)));

    static string[] Cells(LogRecord record) =>
    [
        record.Time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        record.Level.ToString(),
        record.EventId,
        record.Service?.ToString() ?? "",
        record.JobId?.ToString("D") ?? "",
        record.RunId?.ToString("D") ?? "",
        record.Path ?? "",
        record.Code ?? "",
        record.Message,
    ];

    /// <summary>Tabs and line breaks are control characters, so that none is left that would divide a cell.</summary>
    string Cell(string text)
    {
        text = DisplayText.Escape(text);
        // https://owasp.org/www-community/attacks/CSV_Injection
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@') text = "'" + text;
        if (format == LogExportFormat.Csv ? text.IndexOfAny(['"', ',']) < 0 : text.Length == 0 || text[0] != '"') return text;
        return '"' + text.Replace("\"", "\"\"") + '"';
    }

    static void TryRemove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever asked is told why it could not be written.
        }
    }
}
