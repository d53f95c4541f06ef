using System;
using Clone.Engine.Jobs;

namespace Clone.Engine.Notices;

/// <summary>One record of the log.</summary>
public sealed record LogRecord
{
    /// <summary>When, UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>How grave.</summary>
    public LogLevel Level { get; init; }

    /// <summary>Stable name of the event in the catalogue, such as <c>sync.succeeded</c>.</summary>
    public string EventId { get; init; } = "";

    /// <summary>The service: the kind of the job; null for what concerns the node as a whole.</summary>
    public JobKind? Service { get; init; }

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
}
