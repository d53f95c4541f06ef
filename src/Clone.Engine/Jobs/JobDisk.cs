using System;

namespace Clone.Engine.Jobs;

/// <summary>A disk of a job's set that a run has taken.</summary>
public sealed record JobDisk
{
    /// <summary>Identity of its volume (see <see cref="Disks.DiskVolume.Id"/>).</summary>
    public string Id { get; init; } = "";

    /// <summary>The volume's id as users name it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its label when it was last seen.</summary>
    public string Label { get; init; } = "";

    /// <summary>Identity of the destination on it, from its marker; null until a run has written that.</summary>
    public Guid? DestinationId { get; init; }

    /// <summary>When a run last wrote to it, UTC; null before the first.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>When it was last seen connected, UTC.</summary>
    public DateTimeOffset LastSeen { get; init; }
}
