using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Clone.Engine.Notices;

/// <summary>
/// Reads the log while others write it: what is there, and with each further asking what has come since. A line that is still
/// being written is left until it is whole. A new month, and a log that was cleared, are taken up.
/// </summary>
public sealed class LogFollower : IDisposable
{
    readonly LogFile log;
    readonly LogQuery query;
    readonly HashSet<string> done = new(StringComparer.Ordinal);
    LogFileReader? reader;
    string? path;

    internal LogFollower(LogFile log, LogQuery query)
    {
        this.log = log;
        this.query = query;
    }

    /// <summary>The records that have come since the last time, at first all.</summary>
    /// <exception cref="Errors.CloneException">CloneStateUnavailable: a file cannot be read.</exception>
    public IEnumerable<LogRecord> Take()
    {
        if (reader is not null && WasReplaced()) Close();
        while (true)
        {
            if (reader is not null)
            {
                while (LogFile.Next(reader, path!, out var newer) is { } record)
                    if (!newer && query.Takes(record)) yield return record;
            }
            // While a newer month is there, nobody appends to this one any more.
            if (log.Files(query).FirstOrDefault(file => !done.Contains(file) && file != path) is not { } next) yield break;
            if (path is not null && string.CompareOrdinal(next, path) < 0)
            {
                done.Add(next);
                continue;
            }
            if (path is not null) done.Add(path);
            Close();
            reader = LogFile.Open(next, waitsForEnds: true);
            if (reader is null) yield break;
            path = next;
        }
    }

    /// <summary>Closes the file that is being read.</summary>
    public void Dispose() => Close();

    /// <summary>The log was cleared, and perhaps begun anew: it has another beginning then, with a time of its own.</summary>
    bool WasReplaced()
    {
        var seen = reader!.Head;
        return HeadOf(path!, seen.Length) is not { } now || !now.AsSpan().SequenceEqual(seen);
    }

    /// <summary>The first bytes of a file; null when it has not so many, or is gone.</summary>
    static byte[]? HeadOf(string path, int count)
    {
        try
        {
            using var file = LogStorage.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[count];
            for (int read, filled = 0; filled < count; filled += read)
                if ((read = file.Read(bytes, filled, count - filled)) == 0) return null;
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    void Close()
    {
        reader?.Dispose();
        (reader, path) = (null, null);
    }
}
