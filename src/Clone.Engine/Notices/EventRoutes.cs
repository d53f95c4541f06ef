using System;

namespace Clone.Engine.Notices;

/// <summary>The ways on which an event is made known.</summary>
[Flags]
public enum EventRoutes
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>The log file.</summary>
    LogFile = 1,

    /// <summary>The event log of Windows.</summary>
    EventLog = 2,

    /// <summary>Mail.</summary>
    Mail = 4,

    /// <summary>Mail, but only when notices of success are wanted.</summary>
    MailOnSuccess = 8,

    /// <summary>Monitoring: the event says whether a run succeeded or failed.</summary>
    Monitoring = 16,
}
