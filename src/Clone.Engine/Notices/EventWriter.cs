using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;

namespace Clone.Engine.Notices;

/// <summary>
/// Writes events to the log. A log that cannot be written stops no work: the records wait (the first
/// 1,000 of them) and are written before the next ones, with the event <c>logFile.failed</c>.
/// All members may be called from several threads.
/// </summary>
public sealed class EventWriter(LogFile log, TimeProvider time)
{
    const int MostWaiting = 1000;

    readonly object gate = new();
    readonly List<LogRecord> waiting = [];

    /// <summary>Why the log cannot be written; null while it can.</summary>
    public CloneException? Failure { get; private set; }

    /// <summary>Writes one event; returns its record.</summary>
    public LogRecord Write(EventRaised raised) => Write([raised])[0];

    /// <summary>Writes events together; returns their records.</summary>
    public IReadOnlyList<LogRecord> Write(IReadOnlyList<EventRaised> raised)
    {
        var now = time.GetUtcNow();
        var records = raised.Select(r => r.ToRecord(now)).ToArray();
        lock (gate)
        {
            var all = waiting.Count == 0 ? records : [.. waiting, .. records];
            if (Failure is not null) all = [.. all, new EventRaised(EventCatalog.LogFileFailed, service: null).ToRecord(now)];
            try
            {
                log.Append(all);
                waiting.Clear();
                Failure = null;
            }
            catch (CloneException e)
            {
                waiting.AddRange(records.Take(MostWaiting - waiting.Count));
                Failure = e;
            }
        }
        return records;
    }
}
