using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.State;

namespace Clone.Engine.Notices;

/// <summary>
/// Files of lines, one a month (UTC), <c>NAME-YYYY-MM.jsonl</c>. Several processes may append at once: lines that are appended
/// together stay together.
/// </summary>
/// <param name="folder">Their folder; made when it is not there.</param>
/// <param name="name">What their names begin with.</param>
sealed class MonthlyFiles(string folder, string name)
{
    const string Tail = ".jsonl";

    readonly string head = name + "-";

    /// <summary>The file of the month of a time.</summary>
    public string PathOf(DateTimeOffset time) => Path.Combine(folder, head + MonthOf(time) + Tail);

    /// <summary>Keeps others from appending.</summary>
    /// <exception cref="CloneException">CloneStateUnavailable, CloneStateBusy.</exception>
    public FileLock Hold()
    {
        LogStorage.CreateFolder(folder);
        return FileLock.Acquire(Path.Combine(folder, name + ".lock"), FileLock.StoreWait);
    }

    /// <summary>Appends lines while the files are held; all of them or none.</summary>
    public static void Append(string path, byte[] lines)
    {
        using var file = LogStorage.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var before = file.Length;
        try
        {
            if (before > 0)
            {
                file.Position = before - 1;
                if (file.ReadByte() != '\n') lines = [(byte)'\n', .. lines];
            }
            file.Position = before;
            file.Write(lines, 0, lines.Length);
            file.Flush();
        }
        catch (IOException)
        {
            // The disk is full, or the like: no half batch stays behind.
            file.SetLength(before);
            throw;
        }
    }

    /// <summary>The files that are there, the oldest first.</summary>
    /// <param name="since">Those of months that end after this time; null for all.</param>
    /// <param name="until">Those of months that begin before this time; null for all.</param>
    public List<(string Path, DateTimeOffset Month)> All(DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        var months = new List<(string Path, DateTimeOffset Month)>();
        foreach (var path in Found())
        {
            var file = Path.GetFileName(path);
            if (file.Length != head.Length + 7 + Tail.Length) continue;
            if (!DateTimeOffset.TryParseExact(
                    file.Substring(head.Length, 7), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month))
                continue;
            if (since is { } first && string.CompareOrdinal(MonthOf(month), MonthOf(first)) < 0) continue;
            if (until is { } last && month >= last) continue;
            months.Add((path, month));
        }
        return [.. months.OrderBy(m => m.Month)];
    }

    /// <summary>Removes the months that lie wholly before a time; null: all.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="CloneException">CloneStateUnavailable: one cannot be removed. CloneStateBusy: others held them too long.</exception>
    public int Clear(DateTimeOffset? before)
    {
        var cleared = 0;
        if (!Directory.Exists(folder)) return cleared;
        using var held = Hold();
        foreach (var (path, month) in All())
        {
            if (before is { } time && month.AddMonths(1) > time) continue;
            try
            {
                File.Delete(path);
                cleared++;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Message);
            }
        }
        return cleared;
    }

    /// <summary>None where the folder is not there, or goes while it is looked into.</summary>
    string[] Found()
    {
        try
        {
            return Directory.GetFiles(folder, head + "*" + Tail);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, folder, e.Message);
        }
    }

    static string MonthOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
