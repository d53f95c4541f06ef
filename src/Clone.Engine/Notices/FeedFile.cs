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
    readonly MonthlyFiles files = new(folder, "feed");

    /// <inheritdoc/>
    public EventRoutes Kind => EventRoutes.Monitoring;

    /// <inheritdoc/>
    public EventDefinition Failed => EventCatalog.FeedFailed;

    /// <inheritdoc/>
    public void Send(IReadOnlyList<(EventRaised Raised, LogRecord Record)> events)
    {
        try
        {
            using var held = files.Hold();
            foreach (var month in events.GroupBy(one => files.PathOf(one.Record.Time)))
            {
                var text = new StringBuilder();
                foreach (var (raised, record) in month) FeedLine.Write(raised, record, nodeId, computer, text);
                MonthlyFiles.Append(month.Key, Encoding.UTF8.GetBytes(text.ToString()));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, folder, e.Message);
        }
    }

    /// <summary>Removes the months that lie wholly before a time.</summary>
    public int Clear(DateTimeOffset before) => files.Clear(before);
}
