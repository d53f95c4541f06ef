using System;
using System.Linq;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;

namespace Clone.TestProcess;

/// <summary>Verbs that write to the log.</summary>
static class LogVerbs
{
    /// <summary>
    /// FOLDER PREFIX BATCHES LINES: appends batches of that many events with paths PREFIX-batch-line, and writes the
    /// number of each batch when it is in the log.
    /// </summary>
    public static int Append(string[] arguments)
    {
        var (prefix, batches, lines) = (arguments[1], int.Parse(arguments[2]), int.Parse(arguments[3]));
        var events = new EventWriter(new LogFile(arguments[0]), TimeProvider.System);
        for (var batch = 0; batch < batches; batch++)
        {
            events.Write([.. Enumerable.Range(0, lines).Select(line =>
                new EventRaised(EventCatalog.ItemCopied, JobKind.Hdd, "job", $"{prefix}-{batch:d6}-{line:d6}"))]);
            if (events.Failure is { } failure) throw failure;
            Console.WriteLine(batch);
        }
        return 0;
    }
}
