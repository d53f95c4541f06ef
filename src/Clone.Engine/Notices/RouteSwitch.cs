using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;

namespace Clone.Engine.Notices;

/// <summary>
/// Gives events to the ways that they go. One that fails is told of on the others, once until it works again; that notice never
/// makes another. Not safe for several threads.
/// </summary>
/// <param name="routes">The ways beside the log.</param>
sealed class RouteSwitch(IReadOnlyList<IEventRoute> routes)
{
    readonly HashSet<IEventRoute> failing = [];

    /// <summary>Sends events.</summary>
    /// <returns>What is to be logged beside them: the ways that have begun to fail.</returns>
    public IReadOnlyList<LogRecord> Send(IReadOnlyList<(EventRaised Raised, LogRecord Record)> events, DateTimeOffset now)
    {
        var notices = new List<LogRecord>();
        foreach (var route in routes)
        {
            var own = Of(route, events);
            if (own.Count == 0) continue;
            if (TrySend(route, own))
            {
                failing.Remove(route);
                continue;
            }
            if (!failing.Add(route)) continue;
            var notice = new EventRaised(route.Failed, service: null);
            notices.Add(notice.ToRecord(now));
            foreach (var other in routes)
                if (other != route && Of(other, [(notice, notices[notices.Count - 1])]) is { Count: > 0 } told) TrySend(other, told);
        }
        return notices;
    }

    static IReadOnlyList<(EventRaised Raised, LogRecord Record)> Of(
        IEventRoute route, IReadOnlyList<(EventRaised Raised, LogRecord Record)> events) =>
        [.. events.Where(one => (one.Raised.Definition.Routes & route.Kind) != 0)];

    static bool TrySend(IEventRoute route, IReadOnlyList<(EventRaised Raised, LogRecord Record)> events)
    {
        try
        {
            route.Send(events);
            return true;
        }
        catch (CloneException)
        {
            return false;
        }
    }
}
