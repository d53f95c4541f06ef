using System;
using Clone.Engine.Destinations;

namespace Clone.Tests.Destinations;

/// <summary>A destination in memory that keeps next to nothing: coarse times, no modes, no links, no ids.</summary>
public sealed class PoorDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() =>
        new MemoryPlace(new DestinationCapabilities { TimeUnit = 2 * TimeSpan.TicksPerSecond });
}
