using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Clone.Engine.Errors;

namespace Clone.Engine.Notices;

/// <summary>
/// The feed for monitoring systems: one file a month (UTC), <c>feed-YYYY-MM.jsonl</c>, with a line (<see cref="FeedLine"/>) for each
/// event that says whether a run succeeded or failed.
/// </summary>
/// <param name="folder">The folder of the log.</param>
/// <param name="nodeId">The node.</param>
/// <param name="computer">The name of the machine.</param>
sealed class FeedFile(string folder, Guid nodeId, string computer) : IEventRoute
{
    /// <summary>So many lines wait while the feed cannot be written; the log has the events of the others.</summary>
    const int MostWaiting = 1000;

    readonly MonthlyFiles files = new(folder, "feed");
    readonly List<(string Path, string Line)> waiting = [];

    /// <inheritdoc/>
    public EventRoutes Kind => EventRoutes.Monitoring;

    /// <inheritdoc/>
    public EventDefinition Failed => EventCatalog.FeedFailed;

    /// <inheritdoc/>
    public void Send(IReadOnlyList<(EventRaised Raised, LogRecord Record)> events)
    {
        foreach (var (raised, record) in events)
        {
            var line = new StringBuilder();
            FeedLine.Write(raised, record, nodeId, computer, line);
            waiting.Add((files.PathOf(record.Time), line.ToString()));
        }
        try
        {
            using var held = files.Hold();
            while (waiting.Count > 0)
            {
                var path = waiting[0].Path;
                var lines = waiting.TakeWhile(one => one.Path == path).ToArray();
                MonthlyFiles.Append(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(one => one.Line))));
                waiting.RemoveRange(0, lines.Length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CloneException)
        {
            if (waiting.Count > MostWaiting) waiting.RemoveRange(MostWaiting, waiting.Count - MostWaiting);
            if (e is CloneException) throw;
            throw new CloneException(ErrorId.CloneStateUnavailable, e, folder, e.Message);
        }
    }

    /// <summary>Removes the months that lie wholly before a time.</summary>
    public int Clear(DateTimeOffset before) => files.Clear(before);
}
