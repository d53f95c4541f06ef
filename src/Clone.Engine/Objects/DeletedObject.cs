using System;
using System.Collections.Generic;

namespace Clone.Engine.Objects;

/// <summary>An object that was deleted and that its service still keeps.</summary>
/// <param name="Info">Its facts; a version is named where the service keeps it as one.</param>
/// <param name="DeletedAt">When it was deleted, by the service's clock; null where the service does not say.</param>
public sealed record DeletedObject(ObjectInfo Info, DateTimeOffset? DeletedAt)
{
    /// <summary>Earlier states, in the service's words, that come back with it and are let go again.</summary>
    public IReadOnlyList<string> Snapshots { get; init; } = [];
}
