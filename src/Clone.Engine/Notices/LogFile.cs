using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Clone.Engine.Errors;

namespace Clone.Engine.Notices;

/// <summary>
/// The log: one file a month (UTC), <c>clone-YYYY-MM.jsonl</c>, one JSON object a line, in the order of writing.
/// Several processes may append at once; a batch of records is never mixed with another.
/// </summary>
/// <remarks>
/// A line that a killed process left without its end is closed by the next one that appends, and passed over by
/// readers. Lines of a newer format are passed over too; the first of them that a reading meets is stood for by the
/// warning <c>log.newerLines</c>.
/// </remarks>
/// <param name="folder">The folder of the log; made when it is not there.</param>
public sealed class LogFile(string folder)
{
    readonly MonthlyFiles files = new(folder, "clone");

    /// <summary>Appends records, in this order.</summary>
    /// <exception cref="CloneException">
    /// CloneStateUnavailable: the file cannot be written. CloneStateBusy: others held it too long.
    /// </exception>
    public void Append(IReadOnlyList<LogRecord> records)
    {
        if (TryAppend(records, out _) is { } failure) throw failure;
    }

    /// <summary>The same, telling how many of them are in the log: those of one month are there together or not at all.</summary>
    /// <returns>Why the others are not; null when all are.</returns>
    internal CloneException? TryAppend(IReadOnlyList<LogRecord> records, out int written)
    {
        written = 0;
        if (records.Count == 0) return null;
        try
        {
            using var held = files.Hold();
            var text = new StringBuilder();
            for (var i = 0; i < records.Count; i++)
            {
                LogLine.Write(records[i], text);
                var path = files.PathOf(records[i].Time);
                if (i + 1 < records.Count && files.PathOf(records[i + 1].Time) == path) continue;
                MonthlyFiles.Append(path, Encoding.UTF8.GetBytes(text.ToString()));
                text.Clear();
                written = i + 1;
            }
            return null;
        }
        catch (CloneException e)
        {
            return e;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CloneException(ErrorId.CloneStateUnavailable, e, folder, e.Message);
        }
    }

    /// <summary>Removes the months that lie wholly before a time.</summary>
    /// <param name="before">The time; null: all months.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="CloneException">CloneStateUnavailable: one cannot be removed. CloneStateBusy: others held the log too long.</exception>
    public int Clear(DateTimeOffset? before) => files.Clear(before);

    /// <summary>What is appended from now on, after what is there already, as long as somebody asks for it.</summary>
    internal LogFollower Follow(LogQuery query) => new(this, query);

    /// <summary>The files of the months that a query can concern, the oldest first.</summary>
    internal IReadOnlyList<string> Files(LogQuery query) => [.. files.All(query.Since, query.Until).Select(month => month.Path)];

    /// <summary>The records that a query asks for, oldest month first, within a month in the order of writing.</summary>
    /// <exception cref="CloneException">CloneStateUnavailable: a file cannot be read.</exception>
    public IEnumerable<LogRecord> Read(LogQuery query)
    {
        var told = false;
        foreach (var (path, month) in files.All(query.Since, query.Until))
        {
            using var reader = Open(path);
            var latest = month;
            while (Next(reader, path, out var newer) is { } record)
            {
                if (newer)
                {
                    if (told) continue;
                    told = true;
                    record = new EventRaised(EventCatalog.LogNewerLines, service: null).ToRecord(latest);
                }
                latest = record.Time;
                if (query.Takes(record)) yield return record;
            }
        }
    }

    internal static LogRecord? Next(LogFileReader? reader, string path, out bool newer)
    {
        newer = false;
        try
        {
            return reader?.Next(out newer);
        }
        catch (IOException e)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Message);
        }
    }

    /// <summary>Null when the month was removed in between.</summary>
    internal static LogFileReader? Open(string path, bool waitsForEnds = false)
    {
        try
        {
            return new LogFileReader(waitsForEnds, LogStorage.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Message);
        }
    }
}
