using System.Collections.Generic;
using Clone.Engine.Jobs;

namespace Clone.Engine.Notices;

/// <summary>
/// One event of the catalogue. Its text is <c>Event.</c> + <see cref="Name"/> in Texts/Events.resx, in which
/// <c>{job}</c> stands for the argument of that name.
/// </summary>
public sealed class EventDefinition
{
    internal EventDefinition(
        int number, string name, EventAreas areas, LogLevel level, EventRoutes routes, params string[] arguments)
    {
        Number = number;
        Name = name;
        Areas = areas;
        Level = level;
        Routes = routes;
        Arguments = arguments;
    }

    /// <summary>The number under which the event log of Windows shows it; it never changes, and is the same for every kind of job.</summary>
    public int Number { get; }

    /// <summary>The stable name, such as <c>sync.succeeded</c>.</summary>
    public string Name { get; }

    /// <summary>Whom it may concern.</summary>
    public EventAreas Areas { get; }

    /// <summary>How grave it is.</summary>
    public LogLevel Level { get; }

    /// <summary>How it is made known.</summary>
    public EventRoutes Routes { get; }

    /// <summary>Names of the values in its text, in the order in which they are given when it is raised.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Its text in the current UI culture, with the names of its arguments in braces.</summary>
    public string Text => Texts.Text.Get("Event." + Name);

    /// <summary>True when the event may be raised for a service; null is the node as a whole.</summary>
    public bool Concerns(JobKind? service) => (Areas & AreaOf(service)) != 0;

    /// <inheritdoc/>
    public override string ToString() => Name;

    static EventAreas AreaOf(JobKind? service) => service switch
    {
        null => EventAreas.Node,
        JobKind.Nas => EventAreas.Nas,
        JobKind.Azure => EventAreas.Azure,
        JobKind.S3 => EventAreas.S3,
        JobKind.Hdd => EventAreas.Hdd,
        _ => EventAreas.None,
    };
}
