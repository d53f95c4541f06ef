using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;

namespace Clone.Engine.Notices;

/// <summary>
/// Writes events to the log, and makes them known on the other ways that they go. A log that cannot be written stops no work: the records wait (the first
/// 1,000 of them) and are written before the next ones, with the event <c>logFile.failed</c>, and <c>log.eventsLost</c> with the
/// number of those that could not wait.
/// All members may be called from several threads.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
/// <param name="routes">The other ways; null for none.</param>
sealed class EventWriter(LogFile log, TimeProvider time, IReadOnlyList<IEventRoute>? routes = null)
{
    const int MostWaiting = 1000;

    readonly object gate = new();
    readonly List<LogRecord> waiting = [];
    readonly RouteSwitch others = new(routes ?? []);
    long lost;

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
            var notices = others.Send([.. raised.Zip(records, (one, record) => (one, record))], now);
            LogRecord[] all = [.. waiting, .. records, .. notices];
            var before = Failure;
            Failure = log.TryAppend(before is null ? all : [.. all, .. Notices(now)], out var written);
            waiting.Clear();
            if (Failure is null)
            {
                lost = 0;
            }
            else
            {
                if (before is null) TellOthers(now);
                waiting.AddRange(all.Skip(written).Take(MostWaiting));
                lost += Math.Max(0, all.Length - written - MostWaiting);
            }
        }
        return records;
    }

    void TellOthers(DateTimeOffset now)
    {
        var failed = new EventRaised(EventCatalog.LogFileFailed, service: null);
        others.Send([(failed, failed.ToRecord(now))], now);
    }

    /// <summary>What tells of the time in which nothing could be written.</summary>
    IEnumerable<LogRecord> Notices(DateTimeOffset now)
    {
        yield return new EventRaised(EventCatalog.LogFileFailed, service: null).ToRecord(now);
        if (lost > 0) yield return new EventRaised(EventCatalog.LogEventsLost, service: null, lost).ToRecord(now);
    }
}
