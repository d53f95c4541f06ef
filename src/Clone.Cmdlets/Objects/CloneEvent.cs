using System;
using System.Linq;
using Clone.Engine.Notices;

namespace Clone.Cmdlets.Objects;

/// <summary>One event of the catalogue, as Get-CloneEventCatalog shows it.</summary>
public sealed record CloneEvent
{
    /// <summary>Its number in the event log of Windows; it never changes.</summary>
    public int Number { get; init; }

    /// <summary>Its name, such as sync.succeeded; it never changes.</summary>
    public string Name { get; init; } = "";

    /// <summary>Information, Warning or Error.</summary>
    public string Level { get; init; } = "";

    /// <summary>Whom it may concern: Node, and kinds of jobs.</summary>
    public string[] Service { get; init; } = [];

    /// <summary>How it is made known: LogFile, EventLog, Mail, MailOnSuccess, Monitoring.</summary>
    public string[] Route { get; init; } = [];

    /// <summary>Names of the values in its text.</summary>
    public string[] Argument { get; init; } = [];

    /// <summary>Its text in the language of the session, with the names of its values in braces.</summary>
    public string Text { get; init; } = "";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static CloneEvent Of(EventDefinition definition) => new()
    {
        Number = definition.Number,
        Name = definition.Name,
        Level = definition.Level.ToString(),
        Service = NamesOf(definition.Areas, EventAreas.None),
        Route = NamesOf(definition.Routes, EventRoutes.None),
        Argument = [.. definition.Arguments],
        Text = definition.Text,
    };

    static string[] NamesOf<T>(T flags, T none)
        where T : struct, Enum =>
        [.. Values<T>().Where(flag => !flag.Equals(none) && flags.HasFlag(flag)).Select(flag => flag.ToString())];

    static T[] Values<T>()
        where T : struct, Enum =>
#if NETFRAMEWORK
        (T[])Enum.GetValues(typeof(T));
#else
        Enum.GetValues<T>();
#endif
}
