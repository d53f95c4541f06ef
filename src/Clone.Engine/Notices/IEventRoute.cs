using System.Collections.Generic;

namespace Clone.Engine.Notices;

/// <summary>A way on which events are made known beside the log.</summary>
interface IEventRoute
{
    /// <summary>The events that go on it.</summary>
    EventRoutes Kind { get; }

    /// <summary>The event that tells, on the other ways, that this one fails.</summary>
    EventDefinition Failed { get; }

    /// <summary>Makes events known, in this order.</summary>
    /// <exception cref="Errors.CloneException">They could not be made known.</exception>
    void Send(IReadOnlyList<(EventRaised Raised, LogRecord Record)> events);
}
