using System;
using System.Collections.Generic;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Notices;

namespace Clone.Cmdlets;

/// <summary>Shows records of the log, the oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "CloneLog")]
[OutputType(typeof(CloneLogRecord))]
public sealed class GetCloneLog : LogCmdlet
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for more.</summary>
    [Parameter(HelpMessage = "Goes on with the records that come, until the command is stopped.")]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    protected override void Take(LogQuery query, Func<LogRecord, bool> isWanted)
    {
        if (Follow)
        {
            using var follower = Node.FollowLog(query);
            do Write(follower.Take(), isWanted);
            while (!Cancellation.WaitHandle.WaitOne(Pause));
            Cancellation.ThrowIfCancellationRequested();
        }
        Write(Node.ReadLog(query), isWanted);
    }

    void Write(IEnumerable<LogRecord> records, Func<LogRecord, bool> isWanted)
    {
        foreach (var record in records)
        {
            Cancellation.ThrowIfCancellationRequested();
            if (isWanted(record)) WriteObject(CloneLogRecord.Of(record));
        }
    }
}
