using System;
using System.IO;
using Clone.Engine.Entries;

namespace Clone.Engine.Notices;

/// <summary>Reads the file of one month line by line, while others may append to it.</summary>
/// <remarks>
/// Lines that are damaged, for example cut off by a crash, are passed over. So is anything longer than
/// 4 MiB, which no record of ours is: a path has at most 32,767 characters.
/// </remarks>
/// <param name="waitsForEnds">Whether a last line without its end is left until it has one, and more may be asked for then.</param>
/// <param name="file">The file.</param>
sealed class LogFileReader(bool waitsForEnds, Stream file) : IDisposable
{
    const int LongestLine = 4 << 20;
    const int MostHead = 256;

    byte[] buffer = new byte[1 << 16];
    char[] chars = [];
    int start;
    int end;
    bool ended;

    /// <summary>
    /// The next record, null at the end. <paramref name="newer"/> says that the line is of a newer format; the record
    /// then has no contents.
    /// </summary>
    public LogRecord? Next(out bool newer)
    {
        while (NextLine(out var from, out var length))
        {
            if (chars.Length < length) chars = new char[buffer.Length];
            var line = chars.AsSpan(0, Wtf8.Decode(buffer.AsSpan(from, length), chars));
            if (LogLine.Read(line, out newer) is { } record) return record;
        }
        newer = false;
        return null;
    }

    /// <summary>The first bytes of the file, up to 256 of what was read: the time of the first record is among them.</summary>
    public byte[] Head { get; private set; } = [];

    public void Dispose() => file.Dispose();

    bool NextLine(out int from, out int length)
    {
        var passing = false;
        while (true)
        {
            var found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            from = start;
            length = found >= 0 ? found : end - start;
            if (found >= 0 || (ended && length > 0 && !waitsForEnds))
            {
                start += found >= 0 ? length + 1 : length;
                if (!passing) return true;
                passing = false;
                continue;
            }
            if (ended)
            {
                ended = !waitsForEnds;
                return false;
            }
            if (length >= LongestLine)
            {
                passing = true;
                start = end;
            }
            Fill();
        }
    }

    void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var count = file.Read(buffer, end, buffer.Length - end);
        ended = count == 0;
        if (Head.Length < MostHead) Head = [.. Head, .. buffer.AsSpan(end, Math.Min(count, MostHead - Head.Length)).ToArray()];
        end += count;
    }
}
