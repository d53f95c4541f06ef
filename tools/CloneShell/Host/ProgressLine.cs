using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace CloneShell.Host;

/// <summary>
/// Progress on the last line of a terminal: activity, bar, status, time left. Drawn ten times a second at most, so
/// that a fast producer is not held up by its terminal.
/// </summary>
/// <param name="terminal">Where to draw; null draws nothing.</param>
/// <param name="width">Width of the terminal in columns.</param>
sealed class ProgressLine(TextWriter? terminal, Func<int> width)
{
    const int BarWidth = 20;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly Dictionary<(long Source, int Activity), ProgressRecord> active = [];
    readonly Stopwatch sinceDrawn = new();
    bool visible;

    /// <summary>Takes a record and draws it when it is time to.</summary>
    public void Show(long source, ProgressRecord record)
    {
        if (terminal is null)
            return;
        if (record.RecordType == ProgressRecordType.Completed)
        {
            active.Remove((source, record.ActivityId));
            if (active.Count == 0)
                Clear();
            return;
        }

        active[(source, record.ActivityId)] = record;
        if (sinceDrawn.IsRunning && sinceDrawn.Elapsed < Pause)
            return;
        sinceDrawn.Restart();
        visible = true;
        // Back to the line's start, the text, then the rest of the line is erased (ECMA-48 EL).
        terminal.Write("\r" + Fit(Describe(Outermost()), width() - 1) + "\u001b[K");
        terminal.Flush();
    }

    /// <summary>Takes the line away, so that something else can be written in its place.</summary>
    public void Clear()
    {
        if (!visible)
            return;
        visible = false;
        sinceDrawn.Reset();
        terminal!.Write("\r\u001b[K");
        terminal.Flush();
    }

    ProgressRecord Outermost() => active.Values.FirstOrDefault(record => record.ParentActivityId < 0) ?? active.Values.First();

    static string Describe(ProgressRecord record)
    {
        var text = new StringBuilder(record.Activity);
        if (record.PercentComplete >= 0)
        {
            var full = Math.Min(record.PercentComplete, 100) * BarWidth / 100;
            text.Append(" [").Append('#', full).Append('.', BarWidth - full).Append("] ").Append(record.PercentComplete).Append('%');
        }

        text.Append("  ").Append(record.StatusDescription);
        if (record.SecondsRemaining >= 0)
            text.Append("  ").Append(TimeSpan.FromSeconds(record.SecondsRemaining));
        if (!string.IsNullOrEmpty(record.CurrentOperation))
            text.Append("  ").Append(record.CurrentOperation);
        return text.ToString();
    }

    // By the columns that a terminal gives to a character: two to those of East Asian scripts; control characters none.
    static string Fit(string text, int columns)
    {
        var fitted = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
                continue;
            columns -= rune.Value >= 0x1100 && IsWide(rune.Value) ? 2 : 1;
            if (columns < 0)
                break;
            fitted.Append(rune);
        }

        return fitted.ToString();
    }

    // The blocks that Unicode's East Asian Width (UAX 11) calls wide, without the scattered symbols.
    static bool IsWide(int value) => value is <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
