using System;
using Clone.Engine.Notices;

namespace Clone.Cmdlets.Objects;

/// <summary>One record of the log, as Get-CloneLog shows it.</summary>
public sealed record CloneLogRecord
{
    /// <summary>When, local time.</summary>
    public DateTime Time { get; init; }

    /// <summary>Information, Warning or Error.</summary>
    public string Level { get; init; } = "";

    /// <summary>Stable name of the event, such as sync.succeeded.</summary>
    public string EventId { get; init; } = "";

    /// <summary>The service: the kind of the job; null for what concerns the node as a whole.</summary>
    public string? Service { get; init; }

    /// <summary>The job, if one is concerned.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The run, if one is concerned.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The file or folder, if one is concerned.</summary>
    public string? Path { get; init; }

    /// <summary>The system's name of an error.</summary>
    public string? Code { get; init; }

    /// <summary>The text, in the language of the machine at that time.</summary>
    public string Message { get; init; } = "";

    /// <summary>Event and text.</summary>
    public override string ToString() => EventId + ": " + Message;

    internal static CloneLogRecord Of(LogRecord record) => new()
    {
        Time = record.Time.LocalDateTime,
        Level = record.Level.ToString(),
        EventId = record.EventId,
        Service = record.Service?.ToString(),
        JobId = record.JobId,
        RunId = record.RunId,
        Path = record.Path,
        Code = record.Code,
        Message = record.Message,
    };
}
