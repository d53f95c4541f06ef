using System;
using System.Collections.Generic;
using System.Globalization;
using Clone.Engine.Jobs;

namespace Clone.Engine.Notices;

/// <summary>An event that happened.</summary>
public sealed class EventRaised
{
    readonly object?[] arguments;
    readonly string? path;
    readonly string? code;

    /// <summary>An event with the values of its arguments, in the order of the catalogue.</summary>
    /// <param name="definition">The event.</param>
    /// <param name="service">The kind of the job that it concerns; null when it concerns the node as a whole.</param>
    /// <param name="arguments">One value for each of the event's arguments; names from outside as they are.</param>
    /// <exception cref="ArgumentException">The event is none of that service, or the number of values is wrong.</exception>
    public EventRaised(EventDefinition definition, JobKind? service, params object?[] arguments)
    {
        if (!definition.Concerns(service))
            throw new ArgumentException(definition.Name + " is no event of " + (service?.ToString() ?? "the node"), nameof(service));
        if (arguments.Length != definition.Arguments.Count)
            throw new ArgumentException(definition.Name + " takes: " + string.Join(", ", definition.Arguments), nameof(arguments));
        Definition = definition;
        Service = service;
        this.arguments = arguments;
        path = Value("path");
        code = Value("code");
    }

    /// <summary>The event.</summary>
    public EventDefinition Definition { get; }

    /// <summary>The kind of the job that it concerns; null when it concerns the node as a whole.</summary>
    public JobKind? Service { get; }

    /// <summary>The values, in the order of the catalogue.</summary>
    public IReadOnlyList<object?> Arguments => arguments;

    /// <summary>The job, if one is concerned.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The run, if one is concerned.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The file or folder, if one is concerned; the argument "path" when not set.</summary>
    public string? Path { get => path; init => path = value; }

    /// <summary>The system's name of an error, or an error id; the argument "code" when not set.</summary>
    public string? Code { get => code; init => code = value; }

    /// <summary>The record of the event, with its text in the current UI culture.</summary>
    public LogRecord ToRecord(DateTimeOffset time) => new()
    {
        Time = time.ToUniversalTime(),
        Level = Definition.Level,
        EventId = Definition.Name,
        Service = Service,
        JobId = JobId,
        RunId = RunId,
        Path = Path,
        Code = Code,
        Message = EventText.Format(Definition, arguments),
    };

    string? Value(string argument)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Definition.Arguments[i] == argument) return Convert.ToString(arguments[i], CultureInfo.InvariantCulture);
        }
        return null;
    }
}
