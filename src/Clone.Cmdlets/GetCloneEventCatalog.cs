using System;
using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Notices;

namespace Clone.Cmdlets;

/// <summary>Shows the events that Clone raises, with the numbers and names that monitoring can rely on.</summary>
[Cmdlet(VerbsCommon.Get, "CloneEventCatalog")]
[OutputType(typeof(CloneEvent))]
public sealed class GetCloneEventCatalog : PSCmdlet
{
    /// <summary>Names or patterns; all events when not said.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of events, such as sync.succeeded; * and ? stand for any characters.")]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] EventId { get; set; } = ["*"];

    /// <summary>The least level.</summary>
    [Parameter(HelpMessage = "Events of this level and graver ones.")]
    public LogLevel? Level { get; set; }

    /// <summary>A way on which they are made known.</summary>
    [Parameter(HelpMessage = "Events that are made known on one of these ways: LogFile, EventLog, Mail, MailOnSuccess, Monitoring.")]
    public EventRoutes? Route { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var names = EventId.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var found in EventCatalog.All.OrderBy(one => one.Number))
        {
            if (Level is { } level && found.Level < level) continue;
            if (Route is { } route && (found.Routes & route) == 0) continue;
            if (Array.Exists(names, name => name.IsMatch(found.Name))) WriteObject(CloneEvent.Of(found));
        }
    }
}
